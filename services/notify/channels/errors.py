"""What can be wrong with where a message goes."""


class NotAnAddress(ValueError):
    """Text that is not exactly one e-mail address, or one that mail servers do not take."""

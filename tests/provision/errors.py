"""What provisioning says when it cannot get something."""


class Missing(Exception):
    """A thing the tests need cannot be had here. The message names it and says what to do."""

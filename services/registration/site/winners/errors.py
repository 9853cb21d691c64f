"""What can be wrong with a list of winners."""

from flask_babel import lazy_gettext as _l

UNKNOWN = {
    "track": ("unknown-track", _l("本届没有这个赛道。")),
    "group": ("unknown-group", _l("本届没有这个组别。")),
}
"""Code and sentence for a key that the edition does not have."""

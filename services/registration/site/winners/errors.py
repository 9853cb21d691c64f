"""What can be wrong with a list of winners."""

from flask_babel import lazy_gettext as _l

UNKNOWN = {
    "track": ("unknown-track", _l("本届没有这个赛道。")),
    "group": ("unknown-group", _l("本届没有这个组别。")),
}
NO_PICTURE = ("unknown-picture", _l("没有这张图片。请先上传 JPG 或 PNG 图片，再选用。"))
"""The same for a picture that was not uploaded for these winners."""
"""Code and sentence for a key that the edition does not have."""

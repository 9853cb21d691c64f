"""What the parts of the product are called on pages."""

from flask_babel import lazy_gettext as _l

from gateway.clients.calls import JUDGING, NOTIFY, REGISTRATION

OWN = "gateway"
"""The gateway's own name; it is asked without a call."""
TITLES = {REGISTRATION: _l("报名服务"), JUDGING: _l("评审服务"), NOTIFY: _l("通知服务")}

"""The kinds of news, as lists name and filter them: one for each event, whoever is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from services.notify.rules.reactions import REACTIONS

DIGEST = "digest"
"""The template, and the kind, of the letter that sums up a day."""


@dataclass(frozen=True)
class Kind:
    """One kind of news."""

    key: str
    """The event's type."""
    title: str
    templates: Sequence[str]


KINDS: Mapping[str, Kind] = {
    kind.TYPE: Kind(kind.TYPE, reaction.title, tuple(telling.template for telling in reaction.told))
    for kind, reaction in REACTIONS.items()
    if reaction.told
} | {DIGEST: Kind(DIGEST, _l("每日摘要"), (DIGEST,))}
"""By key, in the order of the table of rules."""
BY_TEMPLATE: Mapping[str, Kind] = {template: kind for kind in KINDS.values() for template in kind.templates}

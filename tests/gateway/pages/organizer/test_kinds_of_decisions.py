"""Every kind of decision that one person proposes and another confirms is said in words."""

from contracts.resolutions import KINDS as TOLD
from gateway.pages.organizer.contest.results.decision_words import KINDS
from services.notify.templates.wording import filters


def test_every_kind_has_a_name_on_pages_and_in_letters() -> None:
    assert set(KINDS) == set(TOLD)
    for locale in ("zh_CN", "en"):
        worded = filters(locale)["decision"]
        assert [kind for kind in TOLD if worded(kind) == kind] == []

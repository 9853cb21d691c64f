"""The life of an article, as readers see it. Stored is its `standing`: our clock tells scheduled from published."""

from chassis.http.auth import Identity
from chassis.states import CLOCK, Life, Step
from contracts.registration import ArticlePublished
from contracts.roles import ORGANIZER
from services.registration.site.articles.models import DRAFT, PUBLISHED, SCHEDULED, WITHDRAWN, Article

PUBLISH, SCHEDULE, UPDATE, WITHDRAW = "publish", "schedule", "update", "withdraw"
_OUTSIDE = (DRAFT, SCHEDULED, WITHDRAWN)
_WHOLE = "Nothing is missing: it has a Chinese title and text."

LIFE = Life(
    thing="article",
    states={
        DRAFT: "It is being written; the public does not see it.",
        SCHEDULED: "A version of it becomes public at a set time.",
        PUBLISHED: "The public reads a version of it.",
        WITHDRAWN: "It was taken off the site, or its publication was called off.",
    },
    first=DRAFT,
    steps=(
        Step(PUBLISH, _OUTSIDE, PUBLISHED, (ORGANIZER,), when=_WHOLE, tells=ArticlePublished),
        Step(SCHEDULE, _OUTSIDE, SCHEDULED, (ORGANIZER,), when=f"{_WHOLE} The time lies ahead."),
        Step("appear", (SCHEDULED,), PUBLISHED, (CLOCK,), when="Its time has come.", tells=ArticlePublished),
        Step(UPDATE, (PUBLISHED,), PUBLISHED, (ORGANIZER,), when=_WHOLE),
        Step(WITHDRAW, (SCHEDULED, PUBLISHED), WITHDRAWN, (ORGANIZER,)),
    ),
)


def open_to(caller: Identity, article: Article, *, changed: bool, ready: bool) -> list[str]:
    """What the caller can do with it now.

    `changed`: whether it differs from what is or will be public; `ready`: whether nothing is missing.
    """
    possible = {PUBLISH: ready, SCHEDULE: ready, UPDATE: changed and ready}
    steps = LIFE.open_steps(article.state)
    return [step.action for step in steps if caller.has_any(step.by) and possible.get(step.action, True)]

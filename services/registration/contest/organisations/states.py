"""The life of an organisation."""

from chassis.states import Life, Step
from contracts.organisations import OrganisationMerged, OrganisationParted
from contracts.roles import ORGANIZER
from services.registration.contest.organisations.models import MERGED, STANDING

ORGANISATION = Life(
    "organisation",
    {
        STANDING: "Entries name it as their applicant, and teams can choose it again.",
        MERGED: "It was found to be the same as another one, which has its entries now.",
    },
    STANDING,
    (
        Step("correct", (STANDING,), STANDING, (ORGANIZER,), "with a reason; what was handed in stays as it was"),
        Step(
            "merge", (STANDING,), MERGED, (ORGANIZER,), "with a reason, after what moves was shown", OrganisationMerged
        ),
        Step(
            "part",
            (MERGED,),
            STANDING,
            (ORGANIZER,),
            "its entries come back, but those handed in since",
            OrganisationParted,
        ),
    ),
)

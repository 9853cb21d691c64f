"""A winner of sample answers: what the public would read of a form."""

from chassis import clock
from chassis.forms.definition import Form
from chassis.forms.showing import in_both, show
from gateway.clients.registration.edition_matters import Matter
from gateway.clients.registration.winners import PublicAnswer, Winner
from gateway.pages.organizer.contest.entry_form.parts import NEEDED
from gateway.pages.organizer.contest.entry_form.sample_entry import answers_to, files_for


def winning_entry(matter: Matter, form: Form) -> Winner:
    """The entry as the public would read of it, once it won."""
    found = show(form, answers_to(form), "public", files_for(form))
    shown = {one.key: in_both(one) for one in found if one.kind != "file"}
    said = {
        name + end: shown[name][f"value{end}"] if name in shown else ""
        for name in ("title", "organisation", "summary")
        for end in ("", "_en")
    }
    return Winner(
        edition=matter.slug,
        number=f"{matter.entry_prefix}-0001",
        track="",
        group="",
        award="",
        picture=None,
        updated_at=clock.now(),
        answers=tuple(
            PublicAnswer(one["label"], one["label_en"], one["value"], one["value_en"])
            for key, one in shown.items()
            if key not in {*NEEDED, "summary"}
        ),
        **{**said, "title": said["title"] or str(form.title)},
    )

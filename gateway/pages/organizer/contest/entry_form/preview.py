"""The form as those who meet it will see it: the team that fills it in, judges, and the public."""

from flask import render_template, request
from flask_babel import lazy_gettext as _l

from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import Matter
from gateway.forms.document_form import document_form
from gateway.forms.form import Filled
from gateway.pages.organizer.contest.edition_words import name_of
from gateway.pages.organizer.contest.entry_form.lines import form_of
from gateway.pages.organizer.contest.entry_form.sample_entry import judged_sample
from gateway.pages.organizer.contest.entry_form.sample_winner import winning_entry

VIEWS = {"team": _l("团队填写时"), "judges": _l("评委"), "public": _l("公众（获奖后）")}
"""Who looks at it."""


def preview_page(found: Manuscript[Matter]) -> str:
    """The draft, drawn as for the one who is chosen in the address."""
    view = request.args.get("view", "team")
    view = view if view in VIEWS else "team"
    form = form_of(found).during()
    filled = Filled(document_form(form, answers={}), {})
    return render_template(
        "organizer/contest/entry_form/preview.html",
        manuscript=found,
        title=name_of(found.about),
        form=form,
        filled=filled,
        won=winning_entry(found.about, form),
        judged=judged_sample(found.about, form),
        view=view,
        views=VIEWS,
        narrow=request.args.get("width") == "phone",
    )

"""The form as those who meet it will see it: the team that fills it in, judges, and the public."""

from collections.abc import Iterator
from typing import Any

from flask import render_template, request
from flask_babel import lazy_gettext as _l

from chassis.forms.fields import AnyField, Checks, Chosen, Date, File, Link, Money, Number, Rows, Undertaking
from chassis.forms.showing import show
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_matters import Matter
from gateway.forms.document_form import by_section, document_form
from gateway.forms.form import Filled
from gateway.pages.organizer.contest.edition_words import name_of
from gateway.pages.organizer.contest.entry_form.lines import form_of

VIEWS = {"team": _l("团队填写时"), "judges": _l("评委"), "public": _l("公众（获奖后）")}
"""Who looks at it."""


def preview_page(found: Manuscript[Matter]) -> str:
    """The draft, drawn as for the one who is chosen in the address."""
    view = request.args.get("view", "team")
    view = view if view in VIEWS else "team"
    form = form_of(found).during()
    filled = Filled(document_form(form, answers={}), {})
    groups = by_section(show(form, dict(_answers(form)), "judges" if view == "judges" else "public"))
    return render_template(
        "organizer/contest/entry_form/preview.html",
        manuscript=found,
        title=name_of(found.about),
        form=form,
        filled=filled,
        groups=groups,
        view=view,
        views=VIEWS,
        narrow=request.args.get("width") == "phone",
    )


def _answers(form: Any) -> Iterator[tuple[str, Any]]:
    """An answer of the right kind to every field."""
    return ((field.key, _answer(field)) for field in form if not isinstance(field, File))


def _answer(field: AnyField) -> Any:
    match field:
        case Rows():
            return [{one.key: _answer(one) for one in field.fields}]
        case Checks():
            return [one.key for one in field.choices[:2]]
        case Undertaking():
            return True
        case Number() | Money():
            return str(field.low or 1)
        case Date():
            return "2026-01-01"
        case Link():
            return "https://example.org/"
    if isinstance(field, Chosen):
        return field.choices[0].key if field.choices else ""
    return str(_l("示例：%(label)s", label=field.label))

"""A form that asks for joint applicants."""

from typing import Any

from chassis.forms.places import Document
from services.registration.contest.forms.sets import document_of, form_set
from services.registration.contest.joint_applicants.rules import FIELD, LETTERS


def joint_form() -> Document:
    """The standard form, with what the whole one asks about joint applicants."""
    form, whole = (document_of(form_set(name)) for name in ("standard", "application"))
    asked: Any = [one for section in whole["sections"] for one in section["fields"]]
    joint = [one for one in asked if one["key"] in (FIELD, LETTERS)]
    form["sections"][0]["fields"] = [*form["sections"][0]["fields"], *joint]
    return form

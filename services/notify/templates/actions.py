"""Putting what happened into words: lines of the feed, notes of the inbox, e-mails, text messages."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notify.templates.models import Letter, Note, Occasion
from services.notify.templates.names import greeting_name
from services.notify.templates.wording import filters, one_line, paired, short

FOLDER = Path(__file__).parent
LONGEST_SUBJECT = 120
"""Characters. What does not fit stands in the text."""


def language(locale: str) -> str:
    """The language texts exist in that fits a locale best; Chinese where none does."""
    return "en" if locale.lower().startswith("en") else "zh_CN"


@cache
def environment(locale: str) -> Environment:
    """Jinja for one language. A field that is missing is an error, never an empty place in a sentence."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.filters |= filters(locale)
    return made


def _facts(occasion: Occasion) -> dict[str, Any]:
    """What a text may name. Where an event brings a name in English too, `event` beside `event_en`, English texts know
    that one by the plain name, as far as there is one.
    """
    facts = {**occasion.facts, "person": occasion.person, "link": occasion.link}
    facts = {name: one_line(value) if isinstance(value, str) else value for name, value in facts.items()}
    if language(occasion.locale) == "en":
        facts |= {name.removesuffix("_en"): text for name, text in facts.items() if name.endswith("_en") and text}
    return facts


def _render(template: str, file: str, occasion: Occasion, **more: str) -> str:
    locale = language(occasion.locale)
    page = environment(locale).get_template(f"messages/{template}/{locale}/{file}")
    return page.render(_facts(occasion) | {name: one_line(text) for name, text in more.items()}).strip()


def activity_line(template: str, occasion: Occasion) -> str:
    """One line of the organizers' feed."""
    return paired(one_line(_render(template, "activity.txt", occasion)))


def _subject(template: str, occasion: Occasion) -> str:
    return short(paired(one_line(_render(template, "subject.txt", occasion))), LONGEST_SUBJECT)


def note(template: str, occasion: Occasion) -> Note:
    """A message of the inbox."""
    return Note(_subject(template, occasion), paired(_render(template, "note.txt", occasion)))


def letter(template: str, occasion: Occasion, *, name: str, sender: str) -> Letter:
    """An e-mail to `name` (may be empty), signed by `sender`. The subject holds no line break whatever the facts."""
    known = greeting_name(name)
    return Letter(
        _subject(template, occasion),
        _render(template, "body.txt", occasion, name=known, sender=sender) + "\n",
        _render(template, "body.html", occasion, name=known, sender=sender) + "\n",
    )


def text_message(template: str, occasion: Occasion) -> str:
    """The same for a mobile phone, in one line: what it is about and where to read more."""
    page = environment(language(occasion.locale)).get_template(f"layouts/{language(occasion.locale)}.sms.txt")
    return page.render(subject=_subject(template, occasion), link=occasion.link).strip()

"""Texts in the reader's language, quick to find: a page shows a hundred of them.

Flask-Babel finds out the language and joins the catalogues' names anew for each text; here that is done once per
language, and what a template shows without any facts in it is kept as it stands on the page.
"""

from typing import Any, cast

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


def current_locale() -> Locale | None:
    """What Flask-Babel's `get_locale` says, which takes several steps to remember what it said before."""
    try:
        return cast(Locale, g._flask_babel.babel_locale)
    except (AttributeError, RuntimeError):
        return cast(Locale | None, get_locale())


class Texts(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """The catalogues of one application."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain=domain)
        self._catalogues: dict[Locale | None, NullTranslations] = {}
        self._shown: dict[Locale | None, dict[str, Markup]] = {}

    def get_translations(self) -> NullTranslations:
        """The catalogue in the language of the request."""
        locale = current_locale()
        found = self._catalogues.get(locale)
        if found is None:
            found = self._catalogues[locale] = super().get_translations()
        return found

    def shown(self, context: EvalContext, text: str, **facts: Any) -> str:
        """`_` in templates, as Jinja defines it: facts are escaped where the template escapes."""
        if facts or not context.autoescape:
            found = self.get_translations().ugettext(text)
            return (Markup(found) if context.autoescape else found) % facts  # noqa: S704  the catalogue's own words
        kept = self._shown.setdefault(current_locale(), {})
        if text not in kept:
            kept[text] = Markup(self.get_translations().ugettext(text)) % {}  # noqa: S704  the catalogue's own words
        return kept[text]


def init_app(app: Flask, babel: Babel) -> None:
    """Let the app's code and templates find their texts here."""
    texts = babel.domain_instance = Texts(app.extensions["babel"].default_domain)
    quick = pass_eval_context(lambda context, text, **facts: texts.shown(context, text, **facts))
    app.jinja_env.globals.update(_=quick, gettext=quick)

"""Texts of templates: in the language of the request, facts escaped, the same as Flask-Babel's own."""

from flask import Flask, render_template_string
from flask_babel import Babel, force_locale, get_locale, refresh

from chassis.words import texts


def test_template_speaks_the_language_of_the_moment_and_escapes_facts() -> None:
    app = Flask("texts")
    texts.init_app(app, Babel(app))
    page = "{{ _('<b>50%%</b>') }} {{ _('<b>%(name)s</b>', name='<i>') }}"
    with app.test_request_context():
        for locale in ("zh_CN", "en", "zh_CN"):
            with force_locale(locale):
                assert render_template_string(page) == "<b>50%</b> <b>&lt;i&gt;</b>"
        assert (
            render_template_string("{% autoescape false %}{{ _('%(name)s', name='<i>') }}{% endautoescape %}") == "<i>"
        )


def test_each_language_keeps_its_own_words() -> None:
    app = Flask("texts")
    made = texts.Texts("messages")
    babel = Babel(app)
    texts.init_app(app, babel)
    babel.domain_instance = made
    with app.test_request_context():
        with force_locale("en"):
            english = made.get_translations()
        with force_locale("zh_CN"):
            assert made.get_translations() is not english
        with force_locale("en"):
            assert made.get_translations() is english


def test_locale_is_the_one_of_the_moment() -> None:
    app, chosen = Flask("texts"), ["en"]
    texts.init_app(app, Babel(app, locale_selector=lambda: chosen[0]))
    assert texts.current_locale() is None
    with app.test_request_context():
        assert str(texts.current_locale()) == "en"
        with force_locale("zh_CN"):
            assert texts.current_locale() == get_locale()
            assert str(texts.current_locale()) == "zh_Hans_CN"
        assert str(texts.current_locale()) == "en"
        chosen[0] = "zh_CN"
        refresh()
        assert str(texts.current_locale()) == "zh_Hans_CN"

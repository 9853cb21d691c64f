"""What templates know, and what they do about what they do not know."""

import pytest
from flask import render_template_string
from flask_babel import force_locale
from jinja2 import UndefinedError

from tests.gateway.browsing import Contest


@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ {}.name }}", "{% if nobody %}{% endif %}"])
def test_name_that_is_not_there_is_an_error_never_an_empty_cell(contest: Contest, text: str) -> None:
    with contest.product.app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string(text)


def test_whoever_closed_their_account_is_called_so_in_the_reader_s_language(contest: Contest) -> None:
    said = {}
    for language in ("zh_CN", "en"):
        with contest.product.app.test_request_context(), force_locale(language):
            said[language] = render_template_string("{{ name }}", name="已注销用户")
    assert said == {"zh_CN": "已注销用户", "en": "Closed account"}

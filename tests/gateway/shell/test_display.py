"""What templates know, and what they do about what they do not know."""

import pytest
from flask import render_template_string
from jinja2 import UndefinedError

from tests.gateway.browsing import Contest


@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ {}.name }}", "{% if nobody %}{% endif %}"])
def test_name_that_is_not_there_is_an_error_never_an_empty_cell(contest: Contest, text: str) -> None:
    with contest.product.app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string(text)

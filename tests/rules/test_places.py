"""Every link that a message carries leads to a page that the gateway has."""

import string
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from services.notify.rules.places import PLACES

PLAIN = {"stage_key": "first", "version": 1}
"""Fields that are no id."""


def filled(pattern: str) -> str:
    """The path of a place for some event."""
    fields = {name for _text, name, _format, _conversion in string.Formatter().parse(pattern) if name}
    return pattern.format_map({name: PLAIN.get(name, UUID(int=7)) for name in fields})


@pytest.mark.parametrize("place", PLACES)
def test_place_is_a_page_of_the_gateway(apps: dict[str, Flask], place: str) -> None:
    path = urlsplit(filled(PLACES[place])).path
    try:
        endpoint, _arguments = apps["gateway"].url_map.bind("").match(path, "GET")
    except HTTPException:
        pytest.fail(f"{path} leads nowhere")
    assert endpoint in apps["gateway"].view_functions

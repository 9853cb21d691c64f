"""The site map as a robot reads it."""

from xml.etree import ElementTree as ET

from tests.gateway.browsing import Browser

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def mapped(reader: Browser) -> list[str]:
    """Every path that the lists name to which the site map leads."""
    return [path for one in _named(reader, "/sitemap.xml") for path in _named(reader, one)]


def _named(reader: Browser, path: str) -> list[str]:
    root = ET.fromstring(reader.get(path).data)
    return ["/" + str(place.text).split("/", 3)[3] for place in root.iter(LOCATION)]

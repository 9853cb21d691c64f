"""The public site, listed."""

from gateway.pages.public import (
    complaints,
    enter,
    feeds,
    home,
    qr,
    reading,
    shelves,
    site,
    site_files,
    sitemap,
    timetable,
    tracks,
    winners,
)
from gateway.pages.public.face import beside, home_body, programme
from gateway.pages.public.open_data import catalogue
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(
        home.blp,
        home.editions,
        timetable.blp,
        tracks.blp,
        enter.blp,
        *shelves.BLUEPRINTS,
        winners.gallery,
        winners.blp,
        site.blp,
        site_files.blp,
        feeds.blp,
        qr.blp,
        catalogue.blp,
        sitemap.blp,
        complaints.blp,
    ),
    setups=(reading.init_app, programme.init_app, home_body.init_app, beside.init_app),
)

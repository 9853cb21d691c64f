"""The public site, listed."""

from gateway.pages.public import complaints, enter, feeds, home, reading, shelves, site, sitemap, timetable
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(
        home.blp,
        timetable.blp,
        enter.blp,
        *shelves.BLUEPRINTS,
        site.blp,
        feeds.blp,
        sitemap.blp,
        complaints.blp,
    ),
    setups=(reading.init_app,),
)

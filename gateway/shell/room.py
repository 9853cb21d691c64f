"""What stands around every page, listed."""

from gateway.editions import lookup, subject, words
from gateway.shell import (
    access,
    appearance,
    components,
    display,
    edition_switch,
    frame,
    language,
    navigation,
    problems,
    timelines,
    times,
    whole_dates,
)
from gateway.shell.rooms import Room

ROOM = Room(
    pages=(language.blp, appearance.blp, edition_switch.blp),
    setups=(
        access.init_app,
        lookup.init_app,
        subject.init_app,
        words.init_app,
        appearance.init_app,
        display.init_app,
        navigation.init_app,
        times.init_app,
        whole_dates.init_app,
        timelines.init_app,
        problems.init_app,
        components.init_app,
        frame.init_app,
    ),
)

"""Routes that every part has: its log for other parts; parked events, audit record and long work for people."""

from flask import Flask

from chassis.events import feed_api, parked_api
from chassis.http import audit_api
from chassis.part import Part
from chassis.work import work_api


def init_app(app: Flask, part: Part) -> None:
    """Add the routes, to the part's API where it has one, so that its document names them."""
    apis = [entry["ext_obj"] for entry in app.extensions.get("flask-smorest", {}).get("apis", {}).values()]
    home = apis[0] if apis else app
    feed = feed_api.blueprint(part.name, app.extensions["egret_database"])
    for blueprint in (feed, parked_api.blp, audit_api.blp, work_api.blp):
        home.register_blueprint(blueprint)

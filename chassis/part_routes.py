"""Routes that every part has: its log for the other parts, its parked events and its audit record for people."""

from flask import Flask

from chassis.events import feed_api, parked_api
from chassis.http import audit_api
from chassis.part import Part


def init_app(app: Flask, part: Part) -> None:
    """Add the routes, to the part's API where it has one, so that its document names them."""
    apis = [entry["ext_obj"] for entry in app.extensions.get("flask-smorest", {}).get("apis", {}).values()]
    home = apis[0] if apis else app
    for blueprint in (feed_api.blueprint(part.name, app.extensions["egret_database"]), parked_api.blp, audit_api.blp):
        home.register_blueprint(blueprint)

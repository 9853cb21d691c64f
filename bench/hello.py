"""The raw limit of a page: Flask saying hello, under the same web server with the same settings."""

import sys

from flask import Flask

from deploy.server import Server


def make() -> Flask:
    """An application with one page."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "<!doctype html><title>hello</title><p>Hello, world!")
    return app


if __name__ == "__main__":
    Server(lambda: make().wsgi_app, {"bind": f"127.0.0.1:{sys.argv[1]}"}).run()

"""The raw limit of handing in an entry: a bare Flask over sqlite3, with as many requests and commits.

Under the product's own web server, durable as the product's databases are: a code goes out as a letter, what is sent is
stored in one commit for each form that is pressed, the file lies under its SHA-256.
"""

import hashlib
import secrets
import sqlite3
import sys
from pathlib import Path

from flask import Flask, g, redirect, render_template, request, session
from jinja2 import DictLoader
from werkzeug.wrappers import Response

from deploy.server import Server

TABLES = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS account (id INTEGER PRIMARY KEY, name TEXT, address TEXT, code TEXT, signed_in INTEGER);
CREATE TABLE IF NOT EXISTS entry (
  id INTEGER PRIMARY KEY, account INTEGER, title TEXT, track TEXT, "group" TEXT, organisation TEXT, summary TEXT,
  file TEXT, state TEXT
);
"""
PAGE = """<!doctype html><html lang="zh"><title>{{ title }}</title><h1>{{ title }}</h1>
<form method="post" action="{{ action }}" enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="{{ token }}">
{% for name in fields %}<label>{{ name }} <input name="{{ name }}" value="{{ row[name] or '' }}"></label>{% endfor %}
{% for name in ("track", "group") %}<input type="radio" name="{{ name }}" value="a"> a{% endfor %}
<button>{{ title }}</button></form></html>"""
LETTER = "To: {}\nSubject: {}\n\n{}\n"
FIELDS = ("title", "track", "group", "organisation", "summary")


def make(folder: Path) -> Flask:
    """The application, its database and letters in `folder`."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"form.html": PAGE})
    app.secret_key = secrets.token_hex(32)
    (folder / "mail").mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folder / "bare.db") as made:
        made.executescript(TABLES)

    @app.before_request
    def begin() -> None:
        g.database = sqlite3.connect(folder / "bare.db", timeout=10)
        g.database.row_factory = sqlite3.Row
        g.database.execute("PRAGMA synchronous=FULL")

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        g.database.close()

    accounts(app, folder)
    entries(app, folder)
    return app


def change(statement: str, *values: object) -> int:
    """One commit; the id of a new row."""
    with g.database:
        return g.database.execute(statement, values).lastrowid or 0


def form(title: str, action: str, row: "sqlite3.Row | dict[str, str]", fields: tuple[str, ...] = ()) -> str:
    """A page with a form, its token in the session."""
    token = session.setdefault("token", secrets.token_hex(16))
    return render_template("form.html", title=title, action=action, token=token, fields=fields, row=row)


def accounts(app: Flask, folder: Path) -> None:
    """Register, and sign in by the code of a letter."""

    @app.get("/register")
    def register() -> str:
        return form("register", "/register", {}, ("name", "contact"))

    @app.post("/register")
    def registered() -> Response:
        code, address = f"{secrets.randbelow(10**6):06}", request.form["contact"]
        insert = "INSERT INTO account (name, address, code) VALUES (?, ?, ?)"
        session["account"] = change(insert, request.form["name"], address, code)
        draft = folder / "mail" / f"{address}.new"
        draft.write_text(LETTER.format(address, code, code))
        draft.rename(draft.with_suffix(".eml"))
        return redirect("/signin/code", 303)

    @app.get("/signin/code")
    def code() -> str:
        return form("code", "/signin/code", {}, ("code",))

    @app.post("/signin/code")
    def signed_in() -> Response:
        found = g.database.execute("SELECT code FROM account WHERE id = ?", (session["account"],)).fetchone()
        if found["code"] != request.form["code"]:
            raise ValueError("another code")
        change("UPDATE account SET signed_in = 1 WHERE id = ?", session["account"])
        return redirect("/", 303)


def entries(app: Flask, folder: Path) -> None:
    """An entry from its first page to the receipt."""
    mine = "SELECT * FROM entry WHERE id = ? AND account = ?"

    def own(number: int) -> sqlite3.Row:
        found: sqlite3.Row = g.database.execute(mine, (number, session["account"])).fetchone()
        return found

    @app.get("/entries/new")
    def new() -> str:
        return form("new", "/entries/new", {})

    @app.post("/entries/new")
    def created() -> Response:
        number = change("INSERT INTO entry (account, state) VALUES (?, 'draft')", session["account"])
        return redirect(f"/entries/{number}/edit", 303)

    accepted(app, folder)

    @app.get("/entries/<int:number>/edit", defaults={"page": "edit"})
    @app.get("/entries/<int:number>/file", defaults={"page": "file"})
    @app.get("/entries/<int:number>/review", defaults={"page": "submission"})
    def opened(number: int, page: str) -> str:
        return form(page, f"/entries/{number}/{page}", own(number), FIELDS)

    @app.get("/entries/<int:number>")
    def receipt(number: int) -> str:
        return form("receipt", "", own(number), FIELDS)


def accepted(app: Flask, folder: Path) -> None:
    """What is pressed on the pages of an entry."""

    @app.post("/entries/<int:number>/edit")
    def saved(number: int) -> Response:
        typed = [request.form.get(name, "") for name in FIELDS]
        change('UPDATE entry SET title=?, track=?, "group"=?, organisation=?, summary=? WHERE id = ?', *typed, number)
        return redirect(f"/entries/{number}/file", 303)

    @app.post("/entries/<int:number>/file")
    def uploaded(number: int) -> Response:
        content = request.files["file"].read()
        name = hashlib.sha256(content).hexdigest()
        (folder / name).write_bytes(content)
        change("UPDATE entry SET file = ? WHERE id = ?", name, number)
        return redirect(f"/entries/{number}/review", 303)

    @app.post("/entries/<int:number>/submission")
    def submitted(number: int) -> Response:
        change("UPDATE entry SET state = 'submitted' WHERE id = ?", number)
        return redirect(f"/entries/{number}", 303)


if __name__ == "__main__":
    Server(lambda: make(Path(sys.argv[2])).wsgi_app, {"bind": f"127.0.0.1:{sys.argv[1]}"}).run()

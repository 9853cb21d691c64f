"""Verifying a receipt by its code, by the QR on paper, or by the downloaded file; and the keys that prove it."""

import hashlib
from base64 import b32encode
from typing import Any

import msgspec
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from chassis.http.auth import PUBLIC, allow
from chassis.http.client import Refused
from gateway.clients.registration.receipts import RECEIPTS, VerifiedReceipt
from gateway.editions.lookup import find_edition

blp = Blueprint("verification", __name__)
LARGEST = 100_000
"""Bytes of a receipt's file; ours take a few thousand."""
CODE = 16
"""Letters and digits of a code."""


@blp.route("/verify", methods=["GET"])
@allow(PUBLIC)
def ask() -> str | Response:
    """Where a code is typed or a file is chosen."""
    typed = "".join(char for char in request.args.get("code", "").upper() if char.isascii() and char.isalnum())
    return redirect(url_for("verification.show", code=typed[:CODE])) if typed else _page()


@blp.route("/verify", methods=["POST"])
@allow(PUBLIC)
def check() -> str:
    """What a downloaded receipt is worth: genuine where it is, to the letter, the one that we keep."""
    chosen = request.files.get("file")
    document = _read(chosen.read(LARGEST) if chosen else b"")
    found = _find(_code_of(document))
    same = found is not None and document == _read(found.signed())
    return _page(found if same else None, asked=True, file=True, readable=isinstance(document, dict))


@blp.route("/verify/<code>", methods=["GET"])
@allow(PUBLIC)
def show(code: str) -> str:
    """What the receipt with this code is worth now."""
    return _page(_find(code), asked=True, code=code)


@blp.route("/.well-known/egret-receipt-keys.json", methods=["GET"])
@allow(PUBLIC)
def keys() -> Response:
    """The public keys, for whoever verifies receipts without us."""
    return Response(msgspec.json.encode(RECEIPTS.keys()), content_type="application/json")


def _page(found: VerifiedReceipt | None = None, **facts: Any) -> str:
    told = {"asked": False, "file": False, "readable": False, "code": "", **facts}
    edition = find_edition(found.receipt.edition) if found else None
    keys = () if told["asked"] else RECEIPTS.keys().keys
    return render_template("public/verify.html", found=found, edition=edition, keys=keys, **told)


def _find(code: str) -> VerifiedReceipt | None:
    if len(code) < CODE or not code.replace("-", "").isalnum():
        return None
    try:
        return RECEIPTS.find(code)
    except Refused as refused:
        if refused.status != 404:
            raise
        return None


def _read(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _code_of(document: Any) -> str:
    """The code that follows from the signature in the file."""
    try:
        signature = bytes.fromhex(document["signature"])
    except (TypeError, KeyError, ValueError):
        return ""
    return b32encode(hashlib.sha256(signature).digest()[:10]).decode()

"""HTTP API by which anybody verifies a receipt."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.request_session import session
from services.registration.contest.receipts.actions import find_receipt
from services.registration.contest.receipts.schemas import PublicKeysSchema, VerifiedReceiptSchema
from services.registration.contest.signing.keys import public_keys

blp = Blueprint("receipts", __name__, description="Receipts, verified by anybody.")


@blp.route("/receipts/<code>")
@allow(PUBLIC)
@blp.response(200, VerifiedReceiptSchema)
def show(code: str) -> dict[str, Any]:
    """The receipt with this code, and whether it is the last one."""
    return find_receipt(session(), code)


@blp.route("/receipt-keys")
@allow(PUBLIC)
@blp.response(200, PublicKeysSchema)
def keys() -> dict[str, Any]:
    """The public keys that prove receipts; those that sign no more stay."""
    return {"keys": public_keys(session())}

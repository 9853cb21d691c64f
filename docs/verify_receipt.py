"""Verify a receipt without the site: python verify_receipt.py RECEIPT.json KEYS.json [FILE ...]

RECEIPT.json is the receipt as downloaded, KEYS.json what the site publishes at /.well-known/egret-receipt-keys.json;
keep a copy of it. Files named after them are looked for in the receipt by their SHA-256. Needs Python 3.11 and the
package cryptography; nothing is sent anywhere. Ends with 0 where all is well, with 1 where something is not.
"""

import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signed_bytes(receipt: dict[str, object]) -> bytes:
    """The receipt in the one way in which it is signed: sorted keys, no blanks, UTF-8."""
    return json.dumps(receipt, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_genuine(document: dict[str, object], keys: list[dict[str, str]]) -> bool:
    """Whether one of the institution's keys signed exactly this receipt."""
    receipt = document["receipt"]
    if not isinstance(receipt, dict):
        return False
    public = {key["id"]: bytes.fromhex(key["public"]) for key in keys}.get(str(receipt.get("key")))
    if public is None:
        return False
    try:
        signature = bytes.fromhex(str(document["signature"]))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_bytes(receipt))
    except (InvalidSignature, ValueError):
        return False
    return True


def main(receipt_file: str, keys_file: str, *files: str) -> int:
    """Say what is proven; the exit status."""
    document = json.loads(Path(receipt_file).read_text("utf-8"))
    if not is_genuine(document, json.loads(Path(keys_file).read_text("utf-8"))["keys"]):
        print("NOT GENUINE: no key of the institution signed this receipt as it stands.")
        return 1
    receipt = document["receipt"]
    print(f"GENUINE: {receipt['number']}, version {receipt['version']}, {receipt['title']}")
    print(f"received {receipt['submitted_at']}; whether a later version replaced it, the site says.")
    known = {one["sha256"] for one in receipt["files"]}
    lost = 0
    for name in files:
        found = hashlib.sha256(Path(name).read_bytes()).hexdigest() in known
        print(f"{name}: {'is in the receipt' if found else 'IS NOT in the receipt'}")
        lost += not found
    return 1 if lost else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

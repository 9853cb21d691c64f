"""What pages ask registration of receipts, for anybody."""

from datetime import datetime

import msgspec

from gateway.clients.service import Answer, Service


class SealedFile(Answer, frozen=True):
    """A file as a receipt proves it."""

    slot: str
    size: int
    """Bytes."""
    sha256: str


class SignedReceipt(Answer, frozen=True):
    """What is signed, in the names that stand in a downloaded receipt."""

    format: str
    number: str
    version: int
    edition: str
    title: str
    organisation: str
    submitted_at: str
    """As it was signed: ISO 8601 in UTC."""
    form_version: int
    form_sha256: str
    content_sha256: str
    files: tuple[SealedFile, ...]
    key: str


class VerifiedReceipt(Answer, frozen=True):
    """A receipt, and what it is worth now."""

    status: str
    """`valid`, `replaced` or `withdrawn`."""
    code: str
    latest: int
    """The version handed in last."""
    leader: str
    """Masked."""
    receipt: SignedReceipt
    signature: str

    def signed(self) -> bytes:
        """The receipt with its signature, as people take it along: JSON."""
        return msgspec.json.encode({"receipt": self.receipt, "signature": self.signature})


class PublicKey(Answer, frozen=True):
    """A key that proves receipts."""

    id: str
    public: str
    made_at: datetime
    retired_at: datetime | None


class PublicKeys(Answer, frozen=True):
    """Every key that ever signed, the latest first."""

    keys: tuple[PublicKey, ...]


class Receipts(Service):
    """Registration's receipts, which anybody may verify."""

    part = "registration"

    def find(self, code: str) -> VerifiedReceipt:
        """The receipt with this code. Refused with 404 where there is none."""
        return self._get(VerifiedReceipt, f"/receipts/{code}")

    def keys(self) -> PublicKeys:
        """The public keys that prove receipts."""
        return self._get(PublicKeys, "/receipt-keys")


RECEIPTS = Receipts()

"""What a receipt proves: a hash over all that was handed in, and the institution's signature of the facts."""

import hashlib
from base64 import b32encode
from typing import Any

from chassis.canonical import canonical, fingerprint
from services.registration.contest.entries.models import Submission
from services.registration.contest.signing.keys import Signer

FORMAT = "egret-receipt-1"
"""Names what a receipt says and how it is written, for whoever reads one years later."""
_FACTS = ("number", "version", "edition", "title", "organisation", "form_version", "form_sha256", "content_sha256")


def sign_receipt(submission: Submission, edition: str, signer: Signer) -> None:
    """Prove a submission that is about to be stored."""
    submission.content_sha256 = fingerprint(content_of(submission))
    submission.key_id = signer.key_id
    submission.signature = signer.sign(canonical(receipt_of(submission, edition)))
    submission.code = code_of(submission.signature)


def receipt_of(submission: Submission, edition: str) -> dict[str, Any]:
    """What is signed. It names nobody, so that it holds when somebody's name is taken out one day."""
    facts = {name: getattr(submission, name) for name in _FACTS if name != "edition"}
    files = [{"slot": one.slot, "size": one.size, "sha256": one.sha256} for one in submission.papers]
    submitted_at = submission.submitted_at.isoformat()
    return facts | {
        "format": FORMAT,
        "edition": edition,
        "submitted_at": submitted_at,
        "files": sorted(files, key=lambda one: (one["slot"], one["sha256"])),
        "key": submission.key_id,
    }


def content_of(submission: Submission) -> dict[str, Any]:
    """All that was handed in: answers, team in order, files under the names they had."""
    return {
        "answers": submission.answers,
        "team": [{"role": one.role, "name": one.name, "division": one.division} for one in submission.team],
        "files": sorted([one.slot, one.name, one.sha256] for one in submission.papers),
        "joint_applicants": submission.joint_applicants,
    }


def code_of(signature: str) -> str:
    """What people type to verify a receipt: sixteen letters and digits that follow from its signature."""
    return b32encode(hashlib.sha256(bytes.fromhex(signature)).digest()[:10]).decode()

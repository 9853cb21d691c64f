"""The receipt to take along: a PDF for people, a signed JSON for machines."""

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.documents.typesetter import typesetter
from chassis.http.auth import PERSON, allow
from chassis.words.sizes import file_size
from gateway.clients.registration.entry_versions import VERSIONS, Version
from gateway.clients.registration.receipts import RECEIPTS
from gateway.edge.security import public_address
from gateway.editions.lookup import edition_of
from gateway.pages.team.contents import entry_form
from gateway.pages.team.proofs import PROOFS
from gateway.shell.display import institution, language, named
from gateway.shell.qr_codes import drawn
from gateway.shell.times import second

blp = Blueprint("receipts", __name__)


@blp.route("/entries/<uuid:entry_id>/versions/<int:version>/receipt.pdf", methods=["GET"])
@allow(PERSON)
def pdf(entry_id: UUID, version: int) -> Response:
    """The receipt on paper, with a code that leads to the page where anybody verifies it."""
    found = VERSIONS.version(entry_id, version)
    template = Path(current_app.root_path) / "templates" / "team" / "receipt.typ"
    content = typesetter(template).pdf(_facts(found), at=found.submitted_at)
    return _download(content, "application/pdf", f"{found.number}-{version}.pdf")


@blp.route("/entries/<uuid:entry_id>/versions/<int:version>/receipt.json", methods=["GET"])
@allow(PERSON)
def signed(entry_id: UUID, version: int) -> Response:
    """The receipt as it was signed, to be verified without us."""
    found = VERSIONS.version(entry_id, version)
    return _download(RECEIPTS.find(found.code).signed(), "application/json", f"{found.number}-{version}.json")


def _download(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _facts(found: Version) -> dict[str, Any]:
    edition = edition_of(found)
    labels = {field.key: str(field.label) for field in entry_form.document_of(found, edition)}
    address = public_address(url_for("verification.show", code=found.code))
    roles = {"member": _("成员"), "advisor": _("指导教师")}
    return {
        "title": _("提交回执"),
        "lang": "zh" if language() == "zh_CN" else "en",
        "issuer": institution("organiser"),
        "edition": named(edition),
        "number": found.number,
        "pairs": [
            [_("项目名称"), found.title],
            [_("申报单位"), found.organisation],
            *([_("联合申报单位"), f"{one.name}（{PROOFS[one.proof]}）"] for one in found.joint_applicants),
            [_("版本"), _("第 %(version)d 版", version=found.version)],
            [_("提交时间"), f"{second(found.submitted_at)}{_('（北京时间，以服务器为准）')}"],
        ],
        "team_title": _("团队"),
        "team_head": [_("姓名"), _("角色"), _("分工")],
        "team": [
            [one.name, _("负责人") if place == 0 else roles[one.role], one.division]
            for place, one in enumerate(found.team)
        ],
        "files_title": _("附件"),
        "files_head": [_("名称"), _("大小"), "SHA-256"],
        "files": [
            [f"{labels.get(one.slot, one.slot)}{_('：')}{one.name}", file_size(one.size), one.sha256]
            for one in found.files
        ],
        "proof_title": _("核验"),
        "proof": [
            [_("全部内容的校验值"), found.content_sha256],
            [_("核验码"), "-".join(found.code[start : start + 4] for start in range(0, 16, 4))],
            [_("核验网址"), address],
        ],
        "qr": drawn(address).decode(),
        "qr_alt": _("扫码核验"),
    }

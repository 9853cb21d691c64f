"""Joint applicants of the demo: one confirms through its link, one gives a letter, one has not answered yet."""

from chassis.http.auth import Identity
from contracts.roles import VOLUNTEER
from deploy.demo import pdf
from deploy.demo.loading import Demo

CONFIRMS, WRITES = "示例通信运营商厦门分公司", "示例面板研究院"
POST = "政企部经理"
"""What the person who confirms is in the organisation."""
LETTER = ["联合申报函", "", f"{WRITES}同意与申报单位联合申报。", "", "（盖章）"]


def settle(demo: Demo, leader: Identity, entry_id: str) -> None:
    """Let the joint applicants of a draft show that they agree, but the one that waits."""
    path = f"/entries/{entry_id}"
    for one in demo.call(leader, "registration", "GET", path)["joint_applicants"]:
        own = f"{path}/joint-applicants/{one['id']}"
        if one["state"] == "waiting" and one["name"] == CONFIRMS:
            secret = demo.call(leader, "registration", "POST", f"{own}/link", json={})["secret"]
            answer = {"agrees": True, "post": POST}
            person = demo.people(VOLUNTEER)[-1]
            demo.call(person, "registration", "POST", f"/joint-requests/{secret}/answer", json=answer)
        if one["state"] == "waiting" and one["name"] == WRITES:
            name = f"{WRITES}-联合申报函.pdf"
            found = demo.upload(leader, "PUT", f"{path}/files/joint_letters", name, pdf.page(LETTER))
            letter = {"file_id": found["files"]["joint_letters"][-1]["id"]}
            demo.call(leader, "registration", "PUT", f"{own}/letter", json=letter)

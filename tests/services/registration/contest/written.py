"""An edition as its organizer writes it, by the calls of the API."""

from typing import Any

from tests.services.registration.factories import Caller

NEW = {"name": "第五届厦门5G应用大赛", "entry_prefix": "XM5G05", "starts_on": "2025-11-03"}


def draft(staff: Caller, matter: str, slug: str = "xm5g05") -> dict[str, Any]:
    found: dict[str, Any] = staff.get(f"/editions/{slug}/matters/{matter}/draft").get_json()
    return found


def write(staff: Caller, matter: str, slug: str = "xm5g05", **changed: Any) -> Any:
    found = draft(staff, matter, slug)
    path = f"/editions/{slug}/matters/{matter}/draft"
    return staff.put(path, json={"content": found["content"] | changed}, etag=found["etag"])


def overview(staff: Caller, slug: str = "xm5g05") -> dict[str, Any]:
    found: dict[str, Any] = staff.get(f"/editions/{slug}/overview").get_json()
    return found


def publish(staff: Caller, slug: str = "xm5g05") -> Any:
    return staff.post(f"/editions/{slug}/publication", etag=overview(staff, slug)["etag"])

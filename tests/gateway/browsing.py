"""People at their browsers, without a browser: links, forms, cookies and tokens as the pages hand them out."""

import html
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from deploy.embedded import Embedded
from gateway.accounts import consents
from gateway.accounts.actions import register_account
from gateway.accounts.grants import add_grant
from gateway.accounts.sessions import create_signin_link
from gateway.editions.models import EditionCopy
from tests.gateway import papers
from tests.patience import PATIENCE

STAGE = "/editions/e1/stages/preliminary"


@dataclass
class Browser:
    """One browser. `get` follows nothing; `press` sends a page's form the way a person would."""

    client: FlaskClient

    def get(self, address: str, **options: Any) -> TestResponse:
        return self.client.get(address, **options)

    def press(self, page: str, action: str | None = None, /, **fields: Any) -> TestResponse:
        """Open the page, fill its form that posts to `action` (the page itself unless named), and send it."""
        return self.send(self.get(page).text, action or page, **fields)

    def send(self, text: str, action: str, /, **fields: Any) -> TestResponse:
        """Send the form of an opened page."""
        return self.client.post(action, data={**form_fields(text, action), **fields})

    def file_in(self, page: str) -> str:
        """The address of the first file that a page offers for download."""
        return html.unescape(re.findall(r'href="(/entries/[^"]+/download/[^"]+)"', self.get(page).text)[0])

    def upload(self, page: str, content: bytes, name: str = "申报书.pdf") -> TestResponse:
        """Choose a file on an entry's file page and send it without any script."""
        body = upload_form(content, name, token(self.get(page).text))
        return self.client.post(page, data=body, content_type=UPLOAD)


UPLOAD = "multipart/form-data; boundary=edge"


def upload_form(content: bytes, name: str, csrf_token: str) -> bytes:
    """A form with a token and a file, as browsers send it; its type is UPLOAD."""
    head = f'--edge\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{csrf_token}\r\n'
    head += f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--edge--\r\n"


def without_nonce(text: str) -> str:
    """A page without what differs each time it is shown, whatever it says."""
    return re.sub(r' nonce="[^"]+"', "", text)


def token(text: str) -> str:
    """The forgery token in a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found, text[:2000]
    return found.group(1)


def form_fields(text: str, action: str) -> dict[str, str]:
    """The hidden fields of the form on a page that posts to `action`."""
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", text, re.S)
    for attributes, body in forms:
        target = re.search(r'action="([^"]*)"', attributes)
        if 'method="post"' in attributes and (target is None or html.unescape(target.group(1)) == action):
            hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)
            if hidden:
                return {name: html.unescape(value) for name, value in hidden}
    raise AssertionError(f"no form posts to {action}: {text[:3000]}")


@dataclass
class Contest:
    """The running product with one open edition, a stage and an event."""

    product: Embedded
    shared: bool = False
    """Whether other files' tests look at it too: then it gets no further editions, which change everybody's pages."""

    def person(self, *roles: str, name: str = "示例甲", mailed: bool | None = None, agreed: bool = True) -> Identity:
        """Somebody with an account who agreed to the texts.

        Reached by mail, but organizers by telephone unless `mailed`: each of them would be mailed every event.
        """
        mailed = ORGANIZER not in roles if mailed is None else mailed
        number = f"+8613{int(ids.new_id()) % 10**9:09}"
        email, mobile = (f"{ids.new_id()}@example.org", None) if mailed else (None, number)
        with self.product.databases["gateway"].write() as session:
            account = register_account(session, name=name, roles=roles, email=email, mobile=mobile)
            if agreed:
                consents.give_required(session, account.id)
            return Identity(account.id, name, tuple(Grant(role) for role in roles))

    def holder(self, role: str, scope: str, *, name: str = "示例甲") -> Identity:
        """Somebody who holds a role within a scope alone, and is reached by telephone."""
        person = self.person(name=name, mailed=False)
        self.grant(person, role, scope)
        return replace(person, grants=(Grant(role, Scope.parse(scope)),))

    def grant(self, who: Identity, role: str, scope: str) -> None:
        """Give a role within a scope."""
        with self.product.databases["gateway"].write() as session:
            add_grant(session, who.account_id, role, scope=Scope.parse(scope))

    def link(self, who: Identity, life: timedelta = timedelta(hours=1)) -> str:
        """The path of a fresh sign-in link."""
        with self.product.databases["gateway"].write() as session:
            return f"/signin/{create_signin_link(session, who.account_id, life=life)}"

    def stranger(self) -> Browser:
        """A browser that nobody signed in with; it prefers Chinese."""
        client = self.product.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return Browser(client)

    def browser(self, who: Identity) -> Browser:
        """A browser signed in as this person."""
        browser, link = self.stranger(), self.link(who)
        assert browser.press(link).status_code == 303
        return browser

    def signed_in(self, *roles: str) -> Browser:
        """A browser signed in as somebody new with these roles."""
        return self.browser(self.person(*roles))

    def call(self, who: Identity, part: str, method: str, path: str, **options: Any) -> Any:
        """Ask a service behind the pages' back."""
        changes = path.startswith("/editions/") and not path.endswith("/declaration")
        assert not (self.shared and method == "PUT" and changes), (
            "an edition beside the first one needs the fixture `own`"
        )
        return self.product.clients[part].call(method, path, identity=who, **options).json()

    def publish(self, **facts: Any) -> None:
        """An edition open for entries, a judging stage, an event with a shift of one place."""
        organizer = self.person(ORGANIZER, mailed=True)
        now = clock.now()
        self.put_edition("e1", papers.edition(now) | facts)
        self.until(lambda: self.put_rubric(organizer, "e1"))
        self.call(organizer, "registration", "PUT", "/events/week", json=papers.event(now))

    def put_edition(self, slug: str, facts: dict[str, Any]) -> None:
        """Publish an edition behind the pages' back, and wait until they show it."""
        made = self.call(self.person(ORGANIZER), "registration", "PUT", f"/editions/{slug}", json=facts)

        def copied() -> bool:
            with self.product.databases["gateway"].read() as session:
                copy = session.get(EditionCopy, slug)
                return copy is not None and copy.version >= made["version"]

        self.until(copied)

    def put_rubric(self, organizer: Identity, edition: str) -> bool:
        """Write the rubric of an edition's judging; False where judging does not know the edition yet."""
        try:
            self.call(organizer, "judging", "PUT", f"/editions/{edition}/stages/preliminary", json=papers.rubric())
        except Refused as early:
            if early.status != 422:
                raise
            return False
        return True

    def draft(self, browser: Browser) -> str:
        """Start an entry; its address."""
        answer = browser.press("/entries/new?edition=e1", "/entries/new")
        assert answer.status_code == 303, answer.text
        return str(answer.location).removesuffix("/edit")

    def submitted(self, browser: Browser, title: str = "卫浴陶瓷缺陷检测") -> str:
        """An entry filled in, uploaded and handed in; its address. The title gets a tail of its own."""
        address = self.draft(browser)
        assert browser.press(f"{address}/edit", **papers.entry(title)).status_code == 303
        assert browser.upload(f"{address}/files/document", papers.PDF).status_code == 303
        answer = browser.press(f"{address}/review", f"{address}/submission")
        assert answer.status_code == 303, answer.text
        return address

    def until(self, arrived: Callable[[], Any]) -> Any:
        """Wait for what events bring about; whoever looks at a costly page leaves time to those who bring it about."""
        end = time.monotonic() + PATIENCE
        while True:
            began = time.monotonic()
            if found := arrived():
                return found
            assert time.monotonic() < end, "it did not arrive"
            time.sleep(max(0.02, 2 * (time.monotonic() - began)))

    def assigned(self, judge: Identity, entry_id: str, *, declared: bool = True) -> str:
        """Let the judge score the entry, who has declared no conflict of interest; the id of the assignment."""
        organizer = self.person(ORGANIZER)

        body = {"entry_id": entry_id, "judge_ids": [str(judge.account_id)]}

        def made() -> Any:
            try:
                return self.call(organizer, "judging", "POST", f"{STAGE}/assignments", json=body)
            except Refused as early:
                if early.status != 422:
                    raise
                return None

        found = str(self.until(made)["ids"][0])
        if declared:
            signed = {"undertaking": "2026-11-01"}
            self.call(judge, "judging", "PUT", "/editions/e1/declaration", json=signed)
        return found

    def all(self, who: Identity, part: str, path: str, query: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every item of a listing."""
        items: list[dict[str, Any]] = []
        after: Any = None
        while True:
            page = self.call(who, part, "GET", path, query={**(query or {}), "after": after, "limit": 100})
            items += page["items"]
            if not (after := page.get("next")):
                return items


def id_in(address: str) -> UUID:
    """The id at the end of an address."""
    return UUID(address.rsplit("/", 1)[-1])

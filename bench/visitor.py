"""A person with a browser, as light as can be: a connection, cookies, hidden fields, letters in a folder."""

import html
import re
import threading
import time
from contextlib import closing
from email import message_from_bytes, policy
from functools import cache
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from urllib.parse import urlencode

from deploy.demo import pdf
from deploy.demo.entries import ENTRIES, answers
from gateway.forms.flat_answers import flatten
from services.registration.contest.forms.sets import form_set

PDF = pdf.page(["申报书"])
PROPOSAL = next(one for one in ENTRIES if one["no"] == 4)
"""The entry of the demo whose answers people give."""
LOOKS = 300
"""How often somebody looks whether the files have been opened before giving up."""
TITLE = "缺陷检测 {}"
SUMMARY = "本项目在窑炉出口布设工业相机，图像经厂区专网上行切片送到边缘节点。" * 4
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Mailbox:
    """The letters that the product writes to a folder, by address; each is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._seen: set[str] = set()
        self._codes: dict[str, str] = {}

    def code(self, address: str) -> str:
        """The code that was sent to an address. Raises TimeoutError."""
        due = time.monotonic() + 30
        while time.monotonic() < due:
            with self._lock:
                self._look()
                if address in self._codes:
                    return self._codes.pop(address)
            time.sleep(0.002)
        raise TimeoutError(f"no code for {address}")

    def _look(self) -> None:
        for path in self._folder.glob("*.eml"):
            if path.name not in self._seen:
                self._seen.add(path.name)
                message = message_from_bytes(path.read_bytes(), policy=policy.default)
                body = message.get_body(("plain",))
                found = re.search(r"(?<!\d)\d{6}(?!\d)", f"{message['Subject']}\n{body.get_content() if body else ''}")
                if found:
                    self._codes[str(message["To"])] = found.group(0)


class Visitor:
    """One browser."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.port, self.asked = port, 0
        self.cookies: dict[str, str] = {}

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def fresh(self) -> "Visitor":
        """The same person on a connection of its own."""
        other = Visitor(self.port)
        other.cookies = self.cookies
        return other

    def send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, str, str]:
        """One request: status, text, and where it sends on to. Raises RuntimeError for a failure."""
        headers = {"Accept-Language": "zh-CN", "Sec-Fetch-Site": "same-origin", "User-Agent": "bench"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode()
        self.asked += 1
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {text[:2000]}")
        return answer.status, text, answer.headers.get("Location") or ""

    def _answer(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> HTTPResponse:
        """On a connection of before, or on a new one where that was hung up while it rested, as browsers do."""
        self._connection.request(method, path, body, headers)
        try:
            return self._connection.getresponse()
        except RemoteDisconnected:
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()

    def get(self, path: str) -> str:
        """A page, followed where it sends on."""
        status, text, target = self.send("GET", path)
        return self.get(target) if status in {301, 302, 303} else text

    def press(self, page: str, action: str, /, **fields: str) -> str:
        """Send the form of an opened page; where it leads."""
        body = urlencode({**hidden(page, action), **fields}).encode()
        status, text, target = self.send("POST", action, body, "application/x-www-form-urlencoded")
        if status != 303:
            raise RuntimeError(f"{action} did not go on: {text[:2000]}")
        return target

    def upload(self, page: str, action: str, content: bytes) -> str:
        """Send a file."""
        token = hidden(page, action)["csrf_token"]
        head = f'--edge\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        head += '--edge\r\nContent-Disposition: form-data; name="file"; filename="paper.pdf"\r\n\r\n'
        body = head.encode() + content + b"\r\n--edge--\r\n"
        return self.send("POST", action, body, "multipart/form-data; boundary=edge")[2]


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `action`, or to its own page."""
    for attributes, body in FORM.findall(page):
        target = re.search(r'action="([^"]*)"', attributes)
        if 'method="post"' in attributes and (target is None or html.unescape(target.group(1)) in {action, ""}):
            found = {name: html.unescape(value) for name, value in HIDDEN.findall(body)}
            if found:
                return found
    raise RuntimeError(f"no form posts to {action}")


def choice(page: str, name: str) -> str:
    """The first real option of a list or of radio buttons."""
    listed = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.S)
    options = re.findall(r'<option[^>]*value="([^"]+)"', listed.group(0)) if listed else []
    radios = re.findall(rf'<input[^>]*name="{name}"[^>]*value="([^"]+)"', page)
    return html.unescape((options or radios)[0])


def sign_in(visitor: Visitor, link: str) -> None:
    """Follow a sign-in link."""
    visitor.press(visitor.get(link), link)


@cache
def _has_page_for_newcomers(port: int) -> bool:
    """Whether newcomers have a page of their own, as at earlier commits and in the bare application."""
    with opened(port) as visitor:
        try:
            visitor.send("GET", "/register")
        except RuntimeError:
            return False
        return True


def opened(port: int) -> "closing[Visitor]":
    """A visitor who hangs up after the block."""
    return closing(Visitor(port))


def enter(port: int, mailbox: Mailbox, name: str) -> int:
    """A new person registers, fills in an entry, uploads its file and hands it in; how many requests that took."""
    with opened(port) as visitor:
        hand_in(visitor, begin(visitor, mailbox, name), name)
        return visitor.asked


def hand_in(visitor: Visitor, entry: str, name: str) -> None:
    """Fill in an entry that was begun, upload its file and submit it."""
    page = visitor.get(f"{entry}/edit")
    words = {"title": TITLE.format(name), "organisation": "示例科技有限公司", "summary": SUMMARY}
    if f"{entry}/edit/all" in page:
        _fill_in(visitor, entry, words)
    else:
        chosen = {kind: choice(page, kind) for kind in ("track", "group")}
        page = visitor.get(visitor.press(page, f"{entry}/edit", action="file", **words, **chosen))
        visitor.upload(page, f"{entry}/file", PDF)
    page = visitor.get(f"{entry}/review")
    for _ in range(LOOKS):
        if f"{entry}/submission" in page:
            break
        time.sleep(0.1)  # its files are being opened
        page = visitor.get(f"{entry}/review")
    visitor.get(visitor.press(page, f"{entry}/submission"))


def begin(visitor: Visitor, mailbox: Mailbox, name: str) -> str:
    """A new person registers and begins an entry; its address."""
    address = f"{name}@example.org"
    asking = "/register" if _has_page_for_newcomers(visitor.port) else "/signin"
    visitor.press(visitor.get(asking), asking, name="示例甲", contact=address, agree="1")
    page = visitor.get("/signin/code")
    target = visitor.press(page, "/signin/code", code=mailbox.code(address))
    if target == "/signin/name":
        visitor.press(visitor.get(target), target, name="示例甲", agree="1")
    return visitor.press(visitor.get("/entries/new"), "/entries/new").removesuffix("/edit")


def _fill_in(visitor: Visitor, entry: str, words: dict[str, str]) -> None:
    """Answer the whole form of the demo on one page, and upload the two files it asks of a creative proposal."""
    page = visitor.get(f"{entry}/edit/all")
    typed = answers(PROPOSAL) | {"track": choice(page, "track"), "joint_applicants": []}
    texts = flatten(form_set("application").during(), typed | words)
    given = {field: text for field, text in texts.items() if text}
    page = visitor.get(visitor.press(page, f"{entry}/edit/all", action="file.document", **given))
    visitor.upload(page, f"{entry}/files/document", PDF)
    scan = f"{entry}/files/undertaking_scan"
    visitor.upload(visitor.get(scan), scan, PDF)

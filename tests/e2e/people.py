"""Somebody at a browser, who notices everything that goes wrong on the way."""

from typing import Any

from playwright.sync_api import Browser, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESK: ViewportSize = {"width": 1280, "height": 900}
WIDE: ViewportSize = {"width": 1920, "height": 1080}


class Person:
    """One browser window. `trouble` gathers console errors, script errors and requests to other hosts."""

    def __init__(self, browser: Browser, base: str, *, script: bool = True, **options: Any) -> None:
        self.base, self.trouble, self.language = base, list[str](), ""
        settings = {"viewport": PHONE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        self.context = browser.new_context(base_url=base, java_script_enabled=script, **settings)
        self.page: Page
        self.open()

    def open(self) -> None:
        """A fresh page in the same window."""
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.trouble.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.trouble.append(f"{self.page.url} asked {request.url}")

    def sign_in(self, link: str) -> None:
        """Open the link and press its button."""
        self.page.goto(link)
        self.page.locator("main button").click()
        self.page.wait_for_url(lambda address: "/signin/" not in address)

    def speak(self, language: str) -> None:
        """Read pages in `zh_CN` or `en` from now on."""
        if self.language != language:
            self._choose("/language", language=language)
            self.language = language

    def look(self, **choices: str) -> None:
        """See pages as chosen from now on: `scheme` light, dark or system; `size` normal or large."""
        self._choose("/appearance", **choices)

    def _choose(self, path: str, **choices: str) -> None:
        headers = {"Sec-Fetch-Site": "same-origin"}
        assert self.context.request.post(path, form=dict(choices), headers=headers).ok

    def leave(self) -> None:
        """Close the window."""
        self.context.close()

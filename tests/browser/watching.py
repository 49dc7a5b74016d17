"""Listening to a page: what it says on the console, and what the content security policy stopped."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Page

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  const place = `${event.sourceFile}:${event.lineNumber}`;
  console.error(`The policy stopped ${event.violatedDirective}: ${event.blockedURI} at ${place}`);
});
"""
# For scripts that tests run in a page: where one of its own modules is; by another address it would be another module.
MODULE_AT = """
window.moduleAt = (name) => new URL(name, document.querySelector('script[src*="/js/theme.js"]').src);
"""
# Chromium calls every answer above 399 an error; these two are how the server says no to an edit. And htmx calls it one
# when somebody leaves a page that has just asked for something.
ANSWERS = r"the server responded with a status of (409|422)\b|^htmx:(sendAbort|afterRequest),"


@dataclass
class Watched:
    """A page and everything it said. `trouble` is a pattern of complaints that are expected."""

    page: Page
    trouble: str
    said: list[tuple[str, str]] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        self.said.append((message.type, f"{message.text} ({message.location.get('url', '')})"))

    def hear_error(self, error: Error) -> None:
        self.said.append(("error", f"uncaught: {error}"))

    def complaints(self) -> list[str]:
        expected = re.compile(f"{ANSWERS}|{self.trouble}" if self.trouble else ANSWERS)
        return [text for kind, text in self.said if kind in ("error", "warning") and not expected.search(text)]

    def keep(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [self.page.url, *(f"{kind}: {text}" for kind, text in self.said)]
        path.with_suffix(".txt").write_text("\n".join(lines), encoding="utf-8")
        with suppress(Error):  # a page that crashed or hangs has no picture
            self.page.screenshot(path=path.with_suffix(".png"), timeout=5000)


def watch(page: Page, trouble: str) -> Watched:
    watched = Watched(page, trouble)
    page.on("console", watched.hear)
    page.on("pageerror", watched.hear_error)
    page.add_init_script(TELL_VIOLATIONS)
    page.add_init_script(MODULE_AT)
    return watched

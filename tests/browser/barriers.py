"""What axe finds wrong with a page for people who use assistive technology."""

import json
from importlib.resources import files
from typing import Literal

from playwright.sync_api import Page

THEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
COLOURS_AT_REST = """() => Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
)"""
RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const told = (node) => `${node.html.slice(0, 160)} ${node.failureSummary}`;
  return found.violations.map((one) => [one.id, one.help, one.nodes.map(told)]);
}"""


def expect_no_barrier(page: Page) -> None:
    """In neither theme."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.evaluate(COLOURS_AT_REST)
        violations = page.evaluate(RUN_AXE)
        assert not violations, f"{theme}: {json.dumps(violations, indent=1)}"

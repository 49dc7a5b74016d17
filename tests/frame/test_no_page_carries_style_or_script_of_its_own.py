"""The content security policy forbids inline styles and scripts, so no template and no rendered page has any."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from storyboard.studio.models import Person
from tests.conftest import People
from tests.frame.pages import all_pages

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


class Offences(HTMLParser):
    """Style attributes, handlers, scripts with a body, style elements and javascript: addresses; and ids met."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: Counter[str] = Counter()
        self.script = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script"
        self.found += [f"<{tag} {name}>" for name, value in attrs if self.is_offence(name, value or "")]
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag == "style":
            self.found.append("<style>")

    @staticmethod
    def is_offence(name: str, value: str) -> bool:
        inline = name == "style" or re.match(r"on[a-z]|hx-on", name) is not None
        return inline or value.strip().lower().startswith("javascript:")

    def handle_endtag(self, tag: str) -> None:
        self.script = False

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.found.append(f"<script> {data.strip()[:40]}")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_template(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|javascript:|hx-on""", text)
    assert all(not body.strip() for body in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL))


def test_no_rendered_page(people: People, client_of: Callable[[Person], Client]) -> None:
    offences = {page: Offences(markup).found for page, markup in all_pages(people, client_of).items()}
    assert {page: found for page, found in offences.items() if found} == {}


def test_no_id_comes_twice_on_a_page(people: People, client_of: Callable[[Person], Client]) -> None:
    def twice() -> Iterator[tuple[str, str]]:
        for page, markup in all_pages(people, client_of).items():
            yield from ((page, name) for name, count in Offences(markup).ids.items() if count > 1)

    assert list(twice()) == []


@pytest.mark.parametrize(
    "markup", ['<p style="a">', "<style></style>", '<p onclick="a">', "<script>a()</script>", '<a href="javascript:a">']
)
def test_the_reader_sees_each_offence(markup: str) -> None:
    assert Offences(markup).found

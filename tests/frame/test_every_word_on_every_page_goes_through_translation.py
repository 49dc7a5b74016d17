"""In a language whose messages stand in brackets, nothing that a person can read stands outside them.

Everything that people typed is made of digits here, so whatever has a letter was written by us.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.translation import deactivate, trans_real

from storyboard.studio.models import Person
from tests.conftest import People
from tests.frame.pages import all_pages
from tests.frame.pseudo import Pseudo, outside_brackets

READ = {"aria-label", "aria-description", "aria-valuetext", "aria-placeholder", "title", "placeholder", "alt", "label"}
# The same in every language: names (ours, of providers, commands and settings), keys, sizes, currencies, addresses.
SAME = [
    "Storyboard",
    "Alt",
    "(N)",
    "720p",
    "1080p",
    "testserver",
    "Runware",
    "Highway",
    "Crun",
    r"\b[A-Z]{3}\b",
    r"https://[\w./]+",
    "1.jpg",
    r"STORYBOARD_\w+",
    r"manage\.py( \w+)?",
    r"\b[0-9a-f]{64}\b",
]


class Words(HTMLParser):
    """What was never translated of every text and every attribute that a person reads or hears.

    Names of models and words for prompts are the same in every language: translate="no", as HTML has it.
    """

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.depth = 0
        self.found: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        read = {name for name in values if name in READ}
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            read.add("value")
        same = values.get("translate") == "no"
        self.inside.append("same" if same else tag)
        if "same" not in self.inside:
            self.found += [(f"{tag} {name}", outside_brackets(values[name])[0]) for name in sorted(read)]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() not in (tag, "same"):
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "code", "kbd", "same"} & set(self.inside):
            left, self.depth = outside_brackets(data, self.depth)
            self.found.append((self.inside[-1] if self.inside else "text", left))


def untranslated(text: str) -> str:
    """The letters of a text that are in no common name."""
    for name in SAME:
        text = re.sub(name if "\\" in name else re.escape(name), "", text)
    return "".join(re.findall(r"[^\W\d_]+", text))


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English is replaced by English in brackets; the language that a page left behind goes with it."""
    monkeypatch.setitem(trans_real._translations, "en", Pseudo("en"))  # type: ignore[attr-defined]
    monkeypatch.setattr(trans_real, "_default", None)
    yield
    deactivate()


def test_nothing_was_forgotten(pseudo: None, wordless: People, client_of: Callable[[Person], Client]) -> None:
    pages = all_pages(wordless, client_of)
    forgotten = {
        f"{page}: <{where}> {text.strip()!r}"
        for page, markup in pages.items()
        for where, text in Words(markup).found
        if untranslated(text)
    }
    assert not forgotten
    assert len(pages) > 50
    assert [
        page for page, markup in pages.items() if markup.strip() and page != "note saved" and "⟦" not in markup
    ] == []


@pytest.mark.parametrize(
    ("markup", "letters"),
    [
        ("<p>⟦Takes⟧ 3</p>", ""),
        ("<p>Takes</p>", "Takes"),
        ("<p>⟦Takes⟧ s</p>", "s"),
        ('<button aria-label="Close">×</button>', "Close"),
        ("<p>⟦One ⟦inner⟧ more⟧</p>", ""),
        ("<p>⟦<b>3</b> of 6⟧</p>", ""),
        ("<script>const a = 1;</script>", ""),
    ],
)
def test_the_reader_sees_what_was_forgotten(markup: str, letters: str) -> None:
    assert "".join(untranslated(text) for _where, text in Words(markup).found) == letters

"""What scripts show goes through say() and sayMany(), with whole sentences that message extraction finds."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management.commands.makemessages import Command as Plain

from storyboard.management.commands.makemessages import Command

SCRIPTS = sorted(Path(settings.BASE_DIR, "static", "js").glob("*.js"))
LITERAL = r'"(?:[^"\\]|\\.)*"'
SHOWN = re.compile(
    r"""(?:\.(?:textContent|innerText|title|alt|placeholder|innerHTML|ariaLabel)\s*=\s*
    |setAttribute\(\s*"(?:aria-label|title|alt|placeholder|aria-valuetext)"\s*,\s*
    |\bspeak\(\s*|\balert\(\s*|\bconfirm\(\s*)(?P<value>["'`][^\n]*)""",
    re.VERBOSE,
)


def without_comments(text: str) -> str:
    return re.sub(r"(?m)^\s*//.*$", "", text)


def bare_words(script: str) -> list[str]:
    """Texts with letters that are shown as they are, in one language."""
    found = []
    for match in SHOWN.finditer(without_comments(script)):
        value = match["value"]
        quote = value[0]
        literal = value[1:].split(quote)[0]
        text = re.sub(r"\$\{[^}]*\}", "", literal)
        read = " ".join(re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text))
        if re.search(r"[^\W\d_]", re.sub(r"<[^>]*>", "", text) + read):
            found.append(match[0])
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_words_are_shown_untranslated(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_sentence_is_a_plain_literal(path: Path) -> None:
    text = without_comments(path.read_text(encoding="utf-8"))
    if path.name == "words.js":
        return
    for call in re.finditer(r"\bsay\(\s*(.{0,300})", text):
        assert re.match(LITERAL, call[1]), call[0]
    for call in re.finditer(r"\bsayMany\(\s*(.{0,160})", text):
        assert re.match(rf"{LITERAL}\s*,\s*{LITERAL}", call[1]), call[0]


def test_there_are_sentences() -> None:
    assert sum(path.read_text(encoding="utf-8").count("say(") for path in SCRIPTS) > 20


def test_extraction_looks_for_them_too() -> None:
    added = set(Command.xgettext_options) - set(Plain.xgettext_options)
    assert added == {"--keyword=say", "--keyword=sayMany:1,2"}


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ('a.textContent = "Saved";', 1),
        ("a.textContent = `Saved ${time}`;", 1),
        ('speak("Moved");', 1),
        ('a.setAttribute("aria-label", "Close");', 1),
        ('a.textContent = say("Saved");', 0),
        ("a.textContent = `${one}/${two}`;", 0),
        ('a.textContent = "";', 0),
        ('// a.textContent = "Saved";', 0),
        ("a.innerHTML = `<p class='one'></p>`;", 0),
        ("a.innerHTML = '<p class=\"one\">Saved</p>';", 1),
        ("a.innerHTML = '<p title=\"Saved\"></p>';", 1),
    ],
)
def test_the_reader_sees_bare_words(script: str, count: int) -> None:
    assert len(bare_words(script)) == count

"""The arithmetic of mentions, against a plain model: letters that carry the mention they belong to."""

import random
from typing import Any

from playwright.sync_api import Page

IDS = ("abcdefghijkl", "mnopqrstuvwx", "yz2345672345")
NAMES = {IDS[0]: {"name": "The Guide"}, IDS[1]: {"name": "a"}, IDS[2]: {"name": "@@"}}
LETTERS = "aab@ \nü漢😀"
CASES = 400
RUN = """async (cases) => {
  const { parse, toStored, follow, whole } = await import(moduleAt('mentions.js'));
  const names = NAMES;
  return cases.map(({ stored, from, to, inserted }) => {
    const before = parse(stored, names);
    const [start, end] = whole(before.marks, Math.min(from, before.text.length), Math.min(to, before.text.length));
    const text = before.text.slice(0, start) + inserted + before.text.slice(end);
    const marks = follow(before, text, start + inserted.length);
    return { again: toStored(before), shown: before.text, start, end, stored: toStored({ text, marks }) };
  });
}"""


def any_text(dice: random.Random) -> str:
    return "".join(dice.choice(LETTERS) for _ in range(dice.randrange(4)))


def any_case(dice: random.Random) -> dict[str, Any]:
    pieces = [dice.choice([any_text(dice), f"{{{{element:{dice.choice(IDS)}}}}}"]) for _ in range(dice.randrange(8))]
    places = sorted(dice.randrange(40) for _ in range(2))
    return {
        "stored": "".join(pieces),
        "from": places[0],
        "to": dice.choice([places[0], places[1]]),
        "inserted": any_text(dice),
    }


def units(text: str) -> list[str]:
    """The UTF-16 units of a text, as a browser counts."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[at : at + 2].hex() for at in range(0, len(raw), 2)]


def modelled(stored: str) -> list[tuple[str, str]]:
    """One entry a unit of the shown text: the unit, and the mention that it belongs to."""
    found: list[tuple[str, str]] = []
    for number, piece in enumerate(stored.replace("{{element:", "\x00!").replace("}}", "\x00").split("\x00")):
        known = piece.removeprefix("!") if piece.startswith("!") else ""
        shown = f"@{NAMES[known]['name']}" if known else piece
        found += [(unit, f"{number} {known}" if known else "") for unit in units(shown)]
    return found


def written(letters: list[tuple[str, str]]) -> list[str]:
    """The stored form of a modelled text, as units."""
    out: list[str] = []
    last = ""
    for unit, mention in letters:
        if not mention:
            out.append(unit)
        elif mention != last:
            out += units(f"{{{{element:{mention.split(' ')[1]}}}}}")
        last = mention
    return out


def test_a_change_keeps_the_mentions_it_does_not_touch_and_takes_others_whole(page: Page) -> None:
    dice = random.Random(7)
    cases = [any_case(dice) for _ in range(CASES)]
    page.goto("/")
    answers = page.evaluate(RUN.replace("NAMES", str(NAMES)), cases)
    for case, answer in zip(cases, answers, strict=True):
        letters = modelled(case["stored"])
        assert answer["again"] == case["stored"]
        start, end = answer["start"], answer["end"]
        assert start <= min(case["from"], len(letters)) <= min(case["to"], len(letters)) <= end
        edited = [*letters[:start], *((unit, "") for unit in units(case["inserted"])), *letters[end:]]
        assert units(answer["stored"]) == written(edited), case

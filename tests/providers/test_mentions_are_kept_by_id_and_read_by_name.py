"""A mention is stored by id and read by name; no other text is ever touched, however much it looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.ids import new_id
from storyboard.providers.mentions import Mention, MentionStyle, Words, length, mention_of, mentioned, parts, render
from storyboard.providers.spec import Absent, ElementSpec
from tests.providers.specs import spec

GUIDE, GLOBE = "abcdefghij23", "zyxwvutsrq76"
NAMES = Words({GUIDE: "@The Guide", GLOBE: "@Globe"})
LOOKALIKES = [
    "{{element:xx}}",
    "{{element:}}",
    "{{element:abcdefghij2}}",
    "{{element:abcdefghij234}}",
    "{{element:ABCDEFGHIJ23}}",
    "{{element:abcdefghij01}}",
    "{{ element:abcdefghij23 }}",
    "{element:abcdefghij23}",
    "{{elements:abcdefghij23}}",
    "{{element:abcdefghij23}",
    "{{element:abcdefghíj2}}",
    "{{element:abcdefghij23\n}}",
    "@The Guide",
]
ids = st.sampled_from([GUIDE, GLOBE, "kkkkkkkkkkkk"])
pieces = st.lists(
    st.text(max_size=12) | st.sampled_from(LOOKALIKES) | st.text("{}element:abj23", max_size=20) | ids.map(mention_of)
)
texts = pieces.map("".join)


@given(texts)
def test_parts_put_together_are_the_text(text: str) -> None:
    assert "".join(mention_of(part.element_id) if isinstance(part, Mention) else part for part in parts(text)) == text


@given(texts)
def test_rendered_by_what_is_stored_nothing_changes(text: str) -> None:
    assert render(text, mention_of) == text


@given(texts)
def test_rendering_touches_mentions_alone(text: str) -> None:
    expected = "".join(NAMES[part.element_id] if isinstance(part, Mention) else part for part in parts(text))
    assert render(text, NAMES.__getitem__) == expected
    assert length(text, NAMES.__getitem__) == len(expected)


@given(texts)
def test_what_was_rendered_holds_no_mention_and_stays_as_it_is(text: str) -> None:
    once = render(text, NAMES.__getitem__)
    assert mentioned(once) == []
    assert render(once, NAMES.__getitem__) == once


@given(texts)
def test_each_mentioned_element_is_told_once_in_order(text: str) -> None:
    met = [part.element_id for part in parts(text) if isinstance(part, Mention)]
    assert mentioned(text) == sorted(set(met), key=met.index)


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_looks_like_one_stays_text(text: str) -> None:
    assert parts(text) == [text]
    assert render(text, NAMES.__getitem__) == text


def test_every_id_the_house_makes_can_be_mentioned() -> None:
    for element_id in [new_id() for _ in range(200)]:
        assert mentioned(f"x{mention_of(element_id)}y") == [element_id]


def test_a_name_that_looks_like_a_mention_is_not_read_again() -> None:
    assert render(mention_of(GUIDE), Words({GUIDE: mention_of(GLOBE), GLOBE: "wrong"}).__getitem__) == mention_of(GLOBE)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (MentionStyle.NAME, "@The Guide holds @Globe, @Gate and @?."),
        (MentionStyle.HANDLE, "@the_guide holds @globe, @Gate and @?."),
        (MentionStyle.NUMBER, "<<<element_2>>> holds <<<element_1>>>, @Gate and @?."),
    ],
)
def test_a_spec_writes_mentions_as_its_reader_wants_them(style: MentionStyle, words: str) -> None:
    text = "{} holds {}, {} and {}.".format(*map(mention_of, (GUIDE, GLOBE, "gategategate", "nobodynobody")))
    wanted = spec(
        text,
        style="35 mm.",
        elements=(ElementSpec(GLOBE, "Globe", "globe", "prop"), ElementSpec(GUIDE, "The Guide", "the_guide", "prop")),
        absent=(Absent("gategategate", "Gate"),),
    )
    assert wanted.sent(text, style) == f"35 mm. {words}"
    if style is MentionStyle.NAME:
        assert (wanted.sent(text), wanted.shown(text)) == (f"35 mm. {words}", words)


def test_only_texts_that_are_sent_count_as_mentioning() -> None:
    guide, globe = mention_of(GUIDE), mention_of(GLOBE)
    assert spec(f"{globe} {guide}", globe, prompt=mention_of("nobodynobody")).mentioned == [GLOBE, GUIDE]
    assert spec(guide, mode="single", prompt=globe, style="x").mentioned == [GLOBE]
    assert spec("x", style=guide).mentioned == [GUIDE]

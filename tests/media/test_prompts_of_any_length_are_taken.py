import time

from storyboard.media.board import ENGLISH, AnimaticShot
from storyboard.media.captions import caption
from storyboard.media.planes import Stamp
from storyboard.media.typefaces import Shelf
from storyboard.media.wrapping import readable, wrap
from storyboard.media.writing import Style
from tests.media.making import board_of

BUNDLED = Shelf(())


def caption_of(prompt: str) -> Stamp:
    shot = AnimaticShot(1, "", prompt, 1)
    return caption(board_of((), shots=(shot,)), shot, ENGLISH, BUNDLED, is_card=True)[0]


def height(stamp: Stamp) -> int:
    return stamp.box[3] - stamp.box[1]


def test_ten_thousand_characters_are_clipped_with_an_ellipsis() -> None:
    text, _ = readable("caravan " * 1250, BUNDLED)
    lines = wrap(text, Style(BUNDLED, 34), 1400, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert not any("…" in line for line in lines[:-1])


def test_ten_thousand_characters_take_no_more_room_than_a_long_prompt() -> None:
    assert height(caption_of("caravan " * 1250)) == height(caption_of("caravan " * 120))


def test_ten_thousand_characters_are_quick() -> None:
    start = time.perf_counter()
    caption_of("砂漠 caravan قافلة " * 555)
    assert time.perf_counter() - start < 3


def test_an_empty_prompt_takes_no_room() -> None:
    assert height(caption_of("one line")) > height(caption_of(""))
    assert height(caption_of(" \n\t ")) == height(caption_of(""))


def test_an_empty_line_within_a_prompt_takes_no_room() -> None:
    assert height(caption_of("one\n\n\n\ntwo")) == height(caption_of("one\ntwo"))

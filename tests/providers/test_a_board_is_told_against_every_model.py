"""One board beside every model: ready or not, for how much, at which resolution, and what would be lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from storyboard.providers.portability import report
from storyboard.providers.prices import price_of
from storyboard.providers.sheets import provider_sheet, provider_sheets
from storyboard.providers.spec import Delivery, Picture, Spec
from tests.providers.ready import MODELS
from tests.providers.specs import spec

WIDE = Picture("a", "f" * 64, None, 1920, 1080)


def test_every_model_has_its_line() -> None:
    lines = {line.model: line for line in report(spec("A kite.", "A tram.", sound=True, negative_prompt="text"))}
    assert list(lines) == MODELS
    assert {model for model, line in lines.items() if line.ready} == set(MODELS[:4])
    assert [problem.code for problem in lines["crun/kling-3.0-4k"].in_the_way] == ["shots_need_first_frame"]
    assert [problem.code for problem in lines["crun/kling-3.0-4k"].lost] == ["negative_not_taken"]
    assert [line.resolution for line in lines.values()] == [
        "3840×2160", "1920×1080", "1280×720", "4K", "720p", "1080p", "4K",
    ]  # fmt: skip


def test_a_frame_gives_the_shape() -> None:
    assert report(spec("A kite.", first_frame=WIDE))[0].resolution == "4K"


@pytest.mark.parametrize(
    ("model", "sound", "amount"),
    [
        ("runware/kling-3.0-4k", True, "3.78"),  # as in the example of its page: nine seconds with sound
        ("runware/kling-3.0-4k", False, "3.78"),
        ("runware/kling-3.0-pro", False, "1.008"),
        ("runware/kling-3.0-pro", True, "1.512"),
        ("runware/kling-3.0-standard", True, "1.134"),
    ],
)
def test_a_price_is_rate_times_seconds_times_results(model: str, sound: bool, amount: str) -> None:
    board = spec("A kite.", sound=sound)
    board = replace(board, shots=(replace(board.shots[0], seconds=9),))
    one, three = (price_of(provider_sheet(model), replace(board, results=results)) for results in (1, 3))
    assert one is not None
    assert three is not None
    assert (one.amount, three.amount, one.unit) == (Decimal(amount), Decimal(amount) * 3, "USD")


def test_no_price_is_made_up() -> None:
    unknown = [line.model for line in report(spec("A kite.")) if line.price is None]
    assert unknown == [model for model, sheet in provider_sheets().items() if sheet.price is None] == MODELS[3:]


def test_choices_that_a_model_has_not_are_lost() -> None:
    lost = {line.model: [problem.path for problem in line.lost] for line in report(delivered())}
    assert lost["runware/kling-3.0-pro"] == ["delivery.adherence"]
    assert lost["highway/kling-3.0-4k"] == ["delivery.format", "delivery.quality"]


def delivered() -> Spec:
    return spec("A kite.", delivery=Delivery(format="MOV", quality=90, adherence=0.5))

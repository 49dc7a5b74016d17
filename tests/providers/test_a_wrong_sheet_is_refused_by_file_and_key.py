"""A sheet that cannot be true is refused when it is read, with the file and the key that are wrong."""

from pathlib import Path

import pytest

from storyboard.providers import sheets
from storyboard.providers.sheet_files import SheetError, read_sheets

TABLE = (Path(sheets.__file__).parent / "runware" / "sheet.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("results = 4\n", "results = 0\n", "runware/sheet.toml: runware/kling-3.0-4k: results: wants at least 1."),
        ("results = 4\n", "results = true\n", "results: wants a whole number."),
        ("results = 4\n", "", "results: is missing."),
        ("results = 4\n", "result = 4\n", "result: no such key."),
        ('silent = "0.42"', "silent = 0.42", "price.silent: wants an amount in quotes"),
        ('silent = "0.42"', 'silent = "free"', "price.silent: wants an amount in quotes"),
        ('silent = "0.42"', 'silent = "-1"', "price.silent: wants an amount in quotes"),
        ('on = "2026-11-20"', 'on = "soon"', "price.on: wants a day"),
        ("[3840, 2160]", "[3840, 2161]", "sizes: wants a width and a height of the shape 16:9."),
        ("total_seconds = [3, 15]", "total_seconds = [15, 3]", "total_seconds: has its least above its most."),
        ('modes = ["single"', 'modes = ["singel"', "modes: wants one of single, custom, intelligent."),
        ('mentions = "number"', 'mentions = "numbers"', "elements.mentions: wants one of number"),
        ("quality = [20, 99]", "quality = 99", "delivery.quality: wants the least and the most"),
        ('"shot_seconds_least", "shot_prompt"', '"shot_second_least"', "undocumented: shot_second_least is no limit"),
        ('model = "runware/kling-3.0-4k"', 'model = "crun/x"', "crun/x: model: starts with runware/."),
        ("first_frame = true", 'first_frame = "yes"', "first_frame: wants true or false."),
        ("\n[every]\n", "\n[all]\n", "wants [every] and [[models]]"),
        ("\n[every]\n", "\n[every\n", "runware/sheet.toml: "),
    ],
)
def test_refused(right: str, wrong: str, told: str) -> None:
    assert right in TABLE
    with pytest.raises(SheetError) as refusal:
        read_sheets(TABLE.replace(right, wrong, 1), "runware/sheet.toml", "runware")
    assert str(refusal.value).startswith("runware/sheet.toml: ")
    assert told in str(refusal.value)


def test_the_sheets_as_they_are_are_read() -> None:
    assert [sheet.model for sheet in sheets.provider_sheets().values()] == [
        "runware/kling-3.0-4k",
        "runware/kling-3.0-pro",
        "runware/kling-3.0-standard",
        "highway/kling-3.0-4k",
        "crun/kling-3.0-std",
        "crun/kling-3.0-pro",
        "crun/kling-3.0-4k",
    ]

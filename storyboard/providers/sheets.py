"""Capability sheets: what each model can do, as data that a person can read and correct: `<kind>/sheet.toml`.

Limits of texts count Unicode code points of the text as it is sent. None means that the model has no such limit, or
not the thing at all.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from storyboard.providers.element_ability import KLING_ELEMENTS, ElementAbility
from storyboard.providers.mentions import MentionStyle

KINDS = ("runware", "highway", "crun")
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sheet:
    """What one model takes.

    sound: choice, none, or forced with shots. Seconds are whole.
    """

    model: str
    name: str
    provider: str = ""
    free: bool = False
    modes: tuple[str, ...] = ("single", "custom", "intelligent")
    shot_prompt_limit: int | None = None
    shot_prompt_caution: int = 500
    prompt_limit: int | None = None
    negative_limit: int | None = None
    sound: str = "none"
    first_frame: bool = True
    last_frame: bool = True
    last_frame_with_shots: bool = True
    shots_need_first_frame: bool = False
    motion: bool = False
    elements: ElementAbility | None = None
    doubts: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The model with its provider, as people choose it."""
        return f"{self.provider} · {self.name}" if self.provider else self.name

    @property
    def mentions(self) -> MentionStyle:
        """How mentions are written for it; in plain words where it takes no elements."""
        return self.elements.mentions if self.elements else MentionStyle.DESCRIPTION


class UnknownModel(Exception):
    """No sheet has that name."""


# The animatic is drawn here: it takes any text and leaves nothing out but what does not fit on the picture.
ANIMATIC = Sheet(model="animatic", name="Animatic", free=True)

# What every provider of Kling VIDEO 3.0 holds to; boards are told against it until a model is chosen.
# Source: Kling's developer documentation, multi_prompt: 512 for a shot, 2,500 for a prompt; look-alikes cut at 500.
KLING = Sheet(
    model="kling-3.0",
    name="Kling",
    shot_prompt_limit=512,
    prompt_limit=2500,
    negative_limit=2500,
    sound="choice",
    elements=KLING_ELEMENTS,
)


def _sheet(values: dict[str, Any]) -> Sheet:
    ability = values.get("elements")
    return Sheet(
        model=values["model"],
        name=values["name"],
        provider=values["provider"],
        modes=tuple(values["modes"]),
        shot_prompt_limit=values["shot_prompt"][1],
        shot_prompt_caution=values["shot_prompt_caution"],
        prompt_limit=values["prompt"][1],
        negative_limit=values["negative_prompt"][1] if "negative_prompt" in values else None,
        sound=values["sound"],
        first_frame=values["first_frame"],
        last_frame=values["last_frame"],
        last_frame_with_shots=values["last_frame_with_shots"],
        shots_need_first_frame=values["shots_need_first_frame"],
        motion=values["motion"],
        elements=ElementAbility(**{**ability, "mentions": MentionStyle(ability["mentions"])}) if ability else None,
        doubts=tuple(values.get("doubts", ())),
    )


def _sheets_of(kind: str) -> list[Sheet]:
    table = tomllib.loads((HERE / kind / "sheet.toml").read_text("utf-8"))
    return [_sheet({**table["every"], **row}) for row in table["models"]]


@cache
def provider_sheets() -> dict[str, Sheet]:
    """The sheets of all models of providers, by name, in the order in which people are offered them."""
    return {sheet.model: sheet for kind in KINDS for sheet in _sheets_of(kind)}


SHEETS = {sheet.model: sheet for sheet in (ANIMATIC,)}


def sheet_of(model: str) -> Sheet:
    """The sheet of a model that can be ordered. Raises UnknownModel."""
    try:
        return SHEETS[model]
    except KeyError:
        raise UnknownModel(model) from None


def advising_sheet(model: str) -> Sheet:
    """The sheet that a board is told against: its chosen model's, else what all of Kling holds to."""
    return provider_sheets().get(model, KLING)

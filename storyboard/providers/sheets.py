"""Capability sheets by name: what each model can do is data that a person can read and correct, `<kind>/sheet.toml`."""

from functools import cache

from storyboard.providers.element_ability import KLING_ELEMENTS
from storyboard.providers.kinds import KINDS
from storyboard.providers.sheet import DeliveryAbility, MotionAbility, Sheet
from storyboard.providers.sheet_files import sheets_of

__all__ = [
    "ANIMATIC",
    "KLING",
    "SHEETS",
    "Sheet",
    "UnknownModel",
    "advising_sheet",
    "provider_sheet",
    "provider_sheets",
    "sheet_of",
]


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
    motion=MotionAbility(image=10, video=30),
    elements=KLING_ELEMENTS,
    results=20,
    delivery=DeliveryAbility(("MP4", "WEBM", "MOV"), (20, 99), 95, ("none", "fast", "full"), 60, (0.0, 1.0)),
)


@cache
def provider_sheets() -> dict[str, Sheet]:
    """The sheets of all models of providers, by name, in the order in which people are offered them.

    Raises SheetError, with the file and the key, where a table cannot be true.
    """
    return {sheet.model: sheet for kind in KINDS for sheet in sheets_of(kind)}


SHEETS = {sheet.model: sheet for sheet in (ANIMATIC,)}


def sheet_of(model: str) -> Sheet:
    """The sheet of a model that can be ordered. Raises UnknownModel."""
    try:
        return SHEETS[model]
    except KeyError:
        raise UnknownModel(model) from None


def provider_sheet(model: str) -> Sheet:
    """The sheet of a provider's model. Raises UnknownModel."""
    try:
        return provider_sheets()[model]
    except KeyError:
        raise UnknownModel(model) from None


def advising_sheet(model: str) -> Sheet:
    """The sheet that a board is told against: its chosen model's, else what all of Kling holds to."""
    return provider_sheets().get(model, KLING)

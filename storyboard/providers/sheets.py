"""Capability sheets: what each model can do, as data that a person can read and correct.

Limits count Unicode code points of the text as it is sent. None means that the model has no such limit.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """What one model takes."""

    model: str
    free: bool = False
    shot_prompt_limit: int | None = None
    shot_prompt_caution: int = 500
    prompt_limit: int | None = None


class UnknownModel(Exception):
    """No sheet has that name."""


# The animatic is drawn here: it takes any text and leaves nothing out but what does not fit on the picture.
ANIMATIC = Sheet(model="animatic", free=True)

# What every provider of Kling VIDEO 3.0 holds to; boards are told against it until a model is chosen.
# Source: Kling's developer documentation, multi_prompt: 512 for a shot, 2,500 for a prompt; look-alikes cut at 500.
KLING = Sheet(model="kling-3.0", shot_prompt_limit=512, prompt_limit=2500)

SHEETS = {sheet.model: sheet for sheet in (ANIMATIC,)}


def sheet_of(model: str) -> Sheet:
    """The sheet of a model that can be ordered. Raises UnknownModel."""
    try:
        return SHEETS[model]
    except KeyError:
        raise UnknownModel(model) from None

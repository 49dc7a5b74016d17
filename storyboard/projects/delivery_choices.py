"""What can be chosen of how a video comes back, as a model's sheet has it: fields, their labels, what they offer."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from storyboard.providers.sheet import DeliveryAbility


@dataclass(frozen=True)
class Field:
    """One field of the group: whether the model has it, its label, and for a list what is offered, value and words."""

    part: str
    there: bool
    label: str
    options: tuple[tuple[str, str], ...] = ()


def fields_of(ability: DeliveryAbility, chosen: Mapping[str, object]) -> list[Field]:
    """Every field in the order of the page; those that the model has not are not there. What was chosen for another
    model is among what a list offers, so that it is seen and can be changed."""
    quality, adherence, least = ability.quality, ability.adherence, ability.link_seconds_least
    # No check can always be chosen: it is what a model does that has no choice.
    checks, words = ("none", *ability.safety), {"none": _("None"), "fast": _("Key frames"), "full": _("All frames")}
    lives = _("Life of the provider’s link in seconds, %(least)s or more") % {"least": least}
    return [
        Field("format", bool(ability.formats), _("File"), _offered(ability.formats, chosen.get("format"), {})),
        Field("quality", bool(quality), _spanned(_("Quality, %(least)s to %(most)s"), quality)),
        Field("safety", bool(ability.safety), _("Check of content"), _offered(checks, chosen.get("safety"), words)),
        Field("link_seconds", bool(least), lives),
        Field("adherence", bool(adherence), _spanned(_("Adherence to the prompt, %(least)s to %(most)s"), adherence)),
    ]


def fields_json(ability: DeliveryAbility, chosen: Mapping[str, object]) -> str:
    """The same for the page's script, by part; fields that are not there are left out."""
    there = [field for field in fields_of(ability, chosen) if field.there]
    return json.dumps({field.part: {"label": field.label, "options": field.options} for field in there})


def _spanned(label: str, span: tuple[float, float] | None) -> str:
    least, most = span or (0, 0)
    return label % {"least": f"{least:g}", "most": f"{most:g}"}


def _offered(offered: Iterable[str], chosen: object, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    every = dict.fromkeys([*offered, *([str(chosen)] if chosen else [])])
    return tuple((one, words.get(one, one)) for one in every)

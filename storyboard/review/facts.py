"""What was asked for in a take and what came of it, fact by fact, for people: its settings, prompts, pictures, cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.assets.models import Asset
from storyboard.projects.models import Mode, Orientation
from storyboard.providers.kinds import KINDS
from storyboard.providers.spec import Clip, Delivery, ElementSpec, Motion, Picture, Spec
from storyboard.takes.models import Take
from storyboard.takes.speaking import is_made_here, is_rehearsal, kind_of
from storyboard.takes.viewing import TakeView

DELIVERY = {
    "format": gettext_lazy("Kind of file"),
    "quality": gettext_lazy("Quality"),
    "safety": gettext_lazy("Check of content"),
    "link_seconds": gettext_lazy("Life of the link in seconds"),
    "adherence": gettext_lazy("Adherence to the prompt"),
}
ADRIFT = gettext_lazy("a file that is gone")


@dataclass(frozen=True)
class Fact:
    """One of them: what it is, and its text. `value` tells apart what reads alike; prose is compared by words.

    `of` is the shot that it is about, as it is called.
    """

    what: str
    text: str
    value: Any = None
    is_prose: bool = False
    is_name: bool = False
    of: str = ""

    @property
    def told_apart_by(self) -> Any:
        return self.text if self.value is None else self.value


Names = Mapping[str, str]


def names_in(workspace_id: str, *specs: Spec | None) -> Names:
    """What the pictures and clips of these orders are called, by id. One query."""
    files = {one.asset for spec in specs if spec for one in _files(spec)}
    return dict(Asset.objects.filter(workspace=workspace_id, pk__in=files).values_list("pk", "name"))


def _files(spec: Spec) -> Iterator[Picture | Clip]:
    motion = spec.motion or Motion()
    yield from (one for one in (spec.first_frame, spec.last_frame, motion.picture, motion.clip) if one)


def facts_of(take: Take, spec: Spec | None, names: Names) -> dict[str, Fact]:
    """All but those of single shots, in the order in which people look for them, by a key of their own."""
    return {
        "model": Fact(_("Model"), _model(take), is_name=not is_made_here(take.generation.model)),
        **_video(take),
        **(_settings(spec) | _pictures(spec, names) | _wishes(spec, names) if spec else {}),
        "cost": Fact(_("Cost"), _cost(take), is_name=True),
    }


def _model(take: Take) -> str:
    name, kind = TakeView(take).model, KINDS.get(kind_of(take.generation.model))
    if is_made_here(take.generation.model):
        return _("Animatic")
    whole = f"{kind.title} · {name}" if kind else name
    return _("%(model)s, rehearsal") % {"model": whole} if is_rehearsal(take.generation.model) else whole


def _video(take: Take) -> dict[str, Fact]:
    asset = take.asset
    facts = {"seconds": Fact(_("Length ordered"), _("%(seconds)s s") % {"seconds": sum(TakeView(take).shot_seconds)})}
    if asset:
        rate = Fraction(asset.rate_numerator or 24, asset.rate_denominator or 1)
        told = {"frames": asset.frames, "rate": f"{round(float(rate), 3):g}"}
        facts["size"] = Fact(_("Size"), f"{asset.width} × {asset.height}")
        facts["frames"] = Fact(_("Frames"), _("%(frames)s, %(rate)s a second") % told)
    return facts


def _settings(spec: Spec) -> dict[str, Fact]:
    whole = {} if spec.mode == Mode.CUSTOM else {"prompt": _prose(_("Prompt"), spec.shown(spec.prompt))}
    return {
        "ratio": Fact(_("Picture’s shape"), spec.ratio),
        "mode": Fact(_("Mode"), str(Mode(spec.mode).label)),
        **whole,
        "style": _prose(_("Style"), spec.shown(spec.style)),
        "negative": _prose(_("Negative prompt"), spec.shown(spec.negative_prompt)),
        "sound": Fact(_("Sound"), _("On") if spec.sound else _("Off")),
        "elements": Fact(_("Elements"), ", ".join(_element(one) for one in spec.elements)),
    }


def _element(element: ElementSpec) -> str:
    return _("@%(name)s, revision %(revision)s") % {"name": element.name, "revision": element.revision}


def _pictures(spec: Spec, names: Names) -> dict[str, Fact]:
    ends = {"first": (_("First frame"), spec.first_frame), "last": (_("Last frame"), spec.last_frame)}
    return {key: _picture(what, picture, names) for key, (what, picture) in ends.items()}


def _picture(what: str, picture: Picture | None, names: Names) -> Fact:
    """With the part of it that is used."""
    if picture is None:
        return Fact(what, "")
    name = names.get(picture.asset, str(ADRIFT))
    part = ", ".join(f"{round(each * 100)} %" for each in picture.crop or ())
    text = _("%(name)s, the part at %(part)s") % {"name": name, "part": part} if part else name
    return Fact(what, text, (picture.asset, picture.crop))


def _wishes(spec: Spec, names: Names) -> dict[str, Fact]:
    facts = {"results": Fact(_("Number of results"), str(spec.results))}
    for name, what in DELIVERY.items():
        wish = getattr(spec.delivery, name)
        if wish != getattr(Delivery(), name):
            facts[name] = Fact(str(what), str(wish), is_name=True)
    if spec.motion:
        facts["motion"] = _motion(spec.motion, names)
    return facts


def _motion(motion: Motion, names: Names) -> Fact:
    files = [names.get(one.asset, str(ADRIFT)) for one in (motion.picture, motion.clip) if one]
    sound = _("the clip’s own sound") if motion.keep_sound else ""
    parts = [*files, str(Orientation(motion.orientation).label), sound]
    return Fact(_("Motion control"), ", ".join(part for part in parts if part), motion)


def _cost(take: Take) -> str:
    if is_made_here(take.generation.model):
        return _("Free")
    return _("Play money") if take.rehearsal else TakeView(take).cost


def _prose(what: str, text: str) -> Fact:
    return Fact(what, text, is_prose=True)

"""A capability sheet: what one model takes.

Limits of texts count Unicode code points of the text as it is sent. None means that the model has no such limit, or
not the thing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from storyboard.providers.element_ability import ElementAbility
from storyboard.providers.findings import Rule
from storyboard.providers.mentions import MentionStyle


@dataclass(frozen=True)
class DeliveryAbility:
    """What can be chosen of how a video comes back; an empty choice or None is none. quality and adherence: least and
    most; link_seconds_least: the shortest life of a link."""

    formats: tuple[str, ...] = ()
    quality: tuple[int, int] | None = None
    quality_usual: int | None = None
    safety: tuple[str, ...] = ()
    link_seconds_least: int | None = None
    adherence: tuple[float, float] | None = None


@dataclass(frozen=True)
class MotionAbility:
    """The longest clip in whole seconds, facing as in the picture and as in the clip."""

    image: int
    video: int


@dataclass(frozen=True)
class Rates:
    """What one second of one result costs, in `unit`, without and with sound; since when known, and from where."""

    silent: Decimal
    sound: Decimal
    unit: str
    on: date
    source: str


@dataclass(frozen=True)
class Sheet:
    """What one model takes.

    native, grade: what its provider calls it. sound: choice, none, or forced with shots. Seconds are whole. ratios and
    sizes: shapes, and pixels (width, height) where the provider takes pixels. size_or_frame: it takes a first or last
    frame or a shape, never both. results: at most so many videos in one task. picture_least_side: pixels;
    picture_longest: the longer side of a picture over its shorter. addresses: pictures may be sent as addresses.

    `undocumented` names limits that the provider itself does not document: they are the house's caution.
    """

    model: str
    name: str
    provider: str = ""
    free: bool = False
    native: str = ""
    grade: str = ""
    resolution: str = ""
    modes: tuple[str, ...] = ("single", "custom", "intelligent")
    total_seconds: tuple[int, int] = (3, 15)
    most_shots: int = 6
    shot_seconds_least: int = 1
    shot_seconds_caution: int = 1
    prompt_required: bool = True
    prompt_least: int = 1
    prompt_limit: int | None = None
    shot_prompt_least: int = 1
    shot_prompt_limit: int | None = None
    shot_prompt_caution: int = 500
    negative_least: int = 1
    negative_limit: int | None = None
    sound: str = "none"
    ratios: tuple[str, ...] = ("16:9", "9:16", "1:1")
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    size_or_frame: bool = True
    first_frame: bool = True
    last_frame: bool = True
    last_frame_alone: bool = True
    last_frame_with_shots: bool = True
    shots_need_first_frame: bool = False
    picture_least_side: int = 300
    picture_longest: float = 2.5
    addresses: bool = True
    motion: MotionAbility | None = None
    elements: ElementAbility | None = None
    results: int = 1
    delivery: DeliveryAbility = DeliveryAbility()
    price: Rates | None = None
    undocumented: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The model with its provider, as people choose it."""
        return f"{self.provider} · {self.name}" if self.provider else self.name

    @property
    def kind(self) -> str:
        """Which API it is reached through."""
        return self.model.partition("/")[0]

    @property
    def mentions(self) -> MentionStyle:
        """How mentions are written for it; in plain words where it takes no elements."""
        return self.elements.mentions if self.elements else MentionStyle.DESCRIPTION

    def rule_of(self, limit: str) -> Rule:
        """Whose rule a limit of this sheet is: the house's where the provider does not document it."""
        return Rule.HOUSE if limit in self.undocumented else Rule.PROVIDER

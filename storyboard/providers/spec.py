"""The provider-neutral order compiled from a board: what is wanted, with no provider word in it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Picture:
    """A picture of the workspace: its asset id, the SHA-256 of its bytes, and the part of it to use.

    crop: x, y, width and height as fractions of the picture, 0 to 1; None lets the maker cut to the board's ratio.
    """

    asset: str
    sha256: str
    crop: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class ShotSpec:
    """One shot: its id on the board, its texts, whole seconds, and the picture that people and the animatic see."""

    id: str
    name: str
    prompt: str
    seconds: int
    picture: Picture | None = None


@dataclass(frozen=True)
class Spec:
    """A whole board, frozen. `mode` is single, custom or intelligent; `ratio` is like 16:9."""

    title: str
    ratio: str
    mode: str
    prompt: str
    style: str
    negative_prompt: str
    sound: bool
    shots: tuple[ShotSpec, ...]
    first_frame: Picture | None = None
    last_frame: Picture | None = None

    @property
    def seconds(self) -> int:
        """Whole seconds of all shots together."""
        return sum(shot.seconds for shot in self.shots)

    def sent(self, prompt: str) -> str:
        """A prompt as it is sent: the board's style goes before it."""
        return " ".join(part for part in (self.style.strip(), prompt.strip()) if part)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the row that freezes the spec."""
        return asdict(self)


def from_json(values: dict[str, Any]) -> Spec:
    """The spec a row froze."""
    shots = tuple(ShotSpec(**{**shot, "picture": _picture(shot["picture"])}) for shot in values["shots"])
    frames = {edge: _picture(values[edge]) for edge in ("first_frame", "last_frame")}
    return Spec(**{**values, **frames, "shots": shots})


def _picture(values: dict[str, Any] | None) -> Picture | None:
    if values is None:
        return None
    crop = values["crop"]
    return Picture(asset=values["asset"], sha256=values["sha256"], crop=tuple(crop) if crop else None)

"""The provider-neutral order compiled from a board: what is wanted, with no provider word in it."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from storyboard.providers.mentions import MentionStyle, Words, mentioned, render


@dataclass(frozen=True)
class Picture:
    """A picture of the workspace: its asset id, the SHA-256 of its bytes, and the part of it to use.

    crop: x, y, width and height as fractions of the picture, 0 to 1; None lets the maker cut to the board's ratio.
    width, height: pixels of the whole picture; None where they are not known. A picture that was not fetched has no
    bytes: its sha256 is empty and `url` is where it is.
    """

    asset: str
    sha256: str
    crop: tuple[float, float, float, float] | None = None
    width: int | None = None
    height: int | None = None
    url: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether there is an address only, and no bytes."""
        return not self.sha256


@dataclass(frozen=True)
class ShotSpec:
    """One shot: its id on the board, its texts, whole seconds, and the picture that people and the animatic see."""

    id: str
    name: str
    prompt: str
    seconds: int
    picture: Picture | None = None


@dataclass(frozen=True)
class Clip:
    """A reference video: seconds as shown, pixels, and bytes of its file; None where the file was not looked at yet.

    One that was not fetched has an empty sha256 and a `url`.
    """

    asset: str
    sha256: str
    seconds: Fraction | None = None
    width: int | None = None
    height: int | None = None
    bytes: int = 0
    media_type: str = ""
    url: str = ""


@dataclass(frozen=True)
class Voice:
    """A voice, and how long it lasts where that is known. One that was not fetched has an empty sha256 and a `url`."""

    asset: str
    sha256: str
    seconds: Fraction | None = None
    url: str = ""


Media = Picture | Clip | Voice
"""Whatever can be given to a provider."""


@dataclass(frozen=True)
class Delivery:
    """How the video is to come back; None leaves it to the provider, and nothing is sent.

    format: MP4, WEBM or MOV. quality: of the compression, 20 to 99. safety: none, fast or full. link_seconds: how long
    the provider's link lives. adherence: 0 (free) to 1 (close to the prompt).
    """

    format: str | None = None
    quality: int | None = None
    safety: str | None = None
    link_seconds: int | None = None
    adherence: float | None = None


@dataclass(frozen=True)
class Motion:
    """Motion control: the figure of a picture moves as a clip shows it. orientation: image or video."""

    picture: Picture | None = None
    clip: Clip | None = None
    orientation: str = "image"
    keep_sound: bool = False


@dataclass(frozen=True)
class ElementSpec:
    """An element on the board, with the media of one of its revisions. `source` is images or video."""

    id: str
    name: str
    handle: str
    kind: str
    description: str = ""
    tags: tuple[str, ...] = ()
    revision: int = 0
    approved: bool = False
    archived: bool = False
    source: str = "images"
    frontal: Picture | None = None
    extras: tuple[Picture, ...] = ()
    video: Clip | None = None
    voice: Voice | None = None

    @property
    def images(self) -> tuple[Picture, ...]:
        """All its images, the frontal one first."""
        return ((self.frontal,) if self.frontal else ()) + self.extras


@dataclass(frozen=True)
class Absent:
    """An element that a prompt mentions while it is not on the board."""

    id: str
    name: str
    archived: bool = False


@dataclass(frozen=True)
class Spec:
    """A whole board, frozen. `mode` is single, custom or intelligent; `ratio` is like 16:9.

    `elements` are in the board's order; `absent` are those mentioned without being on it. `only_approved` is the
    workspace's rule.
    """

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
    elements: tuple[ElementSpec, ...] = ()
    absent: tuple[Absent, ...] = ()
    only_approved: bool = False
    results: int = 1
    delivery: Delivery = Delivery()
    motion: Motion | None = None

    @property
    def seconds(self) -> int:
        """Whole seconds of all shots together."""
        return sum(shot.seconds for shot in self.shots)

    @property
    def mentioned(self) -> list[str]:
        """The ids of all elements that the texts sent in this mode mention, in order, each once."""
        prompts = [shot.prompt for shot in self.shots] if self.mode == "custom" else [self.prompt]
        return mentioned(" ".join([self.style, *prompts]))

    def sent(self, prompt: str, mentions: MentionStyle = MentionStyle.NAME) -> str:
        """A prompt as it is sent: the board's style goes before it, mentions are written in that style."""
        joined = " ".join(part for part in (self.style.strip(), prompt.strip()) if part)
        return render(joined, self._words(mentions).__getitem__)

    @property
    def negative(self) -> str:
        """The negative prompt as it is sent: without the style, its mentions in plain words for every reader."""
        return render(self.negative_prompt.strip(), self._words(MentionStyle.DESCRIPTION).__getitem__)

    @property
    def prompts(self) -> list[tuple[str, str, str]]:
        """What is sent in this mode: path, shot id and prompt of each text, without the style."""
        if self.mode != "custom":
            return [("prompt", "", self.prompt)]
        return [(f"shots[{number}].prompt", shot.id, shot.prompt) for number, shot in enumerate(self.shots, 1)]

    def shown(self, prompt: str) -> str:
        """A prompt as people read it: each mention is the element's name after an @."""
        return render(prompt, self._words(MentionStyle.NAME).__getitem__)

    def _words(self, style: MentionStyle) -> Words:
        """What stands for each element. One that is not on the board has no number and no handle to be found by."""
        plain = style is MentionStyle.DESCRIPTION
        words = Words({absent.id: absent.name if plain else f"@{absent.name}" for absent in self.absent})
        for number, element in enumerate(self.elements, 1):
            words[element.id] = {
                MentionStyle.NAME: f"@{element.name}",
                MentionStyle.HANDLE: f"@{element.handle}",
                MentionStyle.NUMBER: f"<<<element_{number}>>>",
                MentionStyle.DESCRIPTION: element.description or element.name,
            }[style]
        return words

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the row that freezes the spec. Fractions are texts like 24/5."""
        return asdict(self, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Fraction) else value for name, value in pairs}


def from_json(values: dict[str, Any]) -> Spec:
    """The spec a row froze; what did not exist yet when it was frozen takes its default."""
    shots = tuple(ShotSpec(**{**shot, "picture": _picture(shot["picture"])}) for shot in values["shots"])
    frames = {edge: _picture(values[edge]) for edge in ("first_frame", "last_frame")}
    elements = tuple(_element(element) for element in values.get("elements", ()))
    absent = tuple(Absent(**element) for element in values.get("absent", ()))
    wishes = {"delivery": Delivery(**values.get("delivery", {})), "motion": _motion(values.get("motion"))}
    return Spec(**{**values, **frames, **wishes, "shots": shots, "elements": elements, "absent": absent})


def _motion(values: dict[str, Any] | None) -> Motion | None:
    if values is None:
        return None
    clip = Clip(**_timed(values["clip"])) if values["clip"] else None
    return Motion(**{**values, "picture": _picture(values["picture"]), "clip": clip})


def _element(values: dict[str, Any]) -> ElementSpec:
    media = {
        "frontal": _picture(values["frontal"]),
        "extras": tuple(picture for picture in map(_picture, values["extras"]) if picture),
        "video": Clip(**_timed(values["video"])) if values["video"] else None,
        "voice": Voice(**_timed(values["voice"])) if values["voice"] else None,
    }
    return ElementSpec(**{**values, **media, "tags": tuple(values["tags"])})


def _timed(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "seconds": None if values["seconds"] is None else Fraction(values["seconds"])}


def _picture(values: dict[str, Any] | None) -> Picture | None:
    if values is None:
        return None
    values = {name: value for name, value in values.items() if name != "size"}  # of specs frozen for a short while
    return Picture(**{**values, "crop": tuple(values["crop"]) if values["crop"] else None})

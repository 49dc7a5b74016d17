"""What the board page shows, computed here so that its templates only print."""

import json
from dataclasses import asdict, dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.assets.addresses import srcset
from storyboard.assets.library import thumb_of
from storyboard.assets.models import Asset
from storyboard.projects.compiling import live_shots
from storyboard.projects.delivery_choices import Field, fields_json, fields_of
from storyboard.projects.mentioning import Called, called
from storyboard.projects.models import AnimaticFormat, Mode, Orientation, Project, Ratio, Shot
from storyboard.projects.motion import view_motion
from storyboard.projects.sentences import doubt_sentences
from storyboard.projects.timeline import MAX_SHOTS, MAX_TOTAL, MIN_SECONDS, MIN_TOTAL
from storyboard.providers.mentions import Words, render
from storyboard.providers.sheets import Sheet, advising_sheet, provider_sheets
from storyboard.studio.roles import Right, may


def lasting(seconds: int) -> str:
    """As it stands in a sentence: 1 second, 4 seconds."""
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}


@dataclass(frozen=True)
class PictureView:
    """A pinned picture: its asset, addresses and size, and its crop as four fractions with commas, or empty."""

    asset: str
    name: str
    thumb: str
    srcset: str
    original: str
    width: int | None
    height: int | None
    media_type: str
    crop: str


@dataclass(frozen=True)
class ShotView:
    """One block of the strip. `start` and `end` are seconds of the board; `after` is the next shot, if any.

    `prompt` is as stored, `text` as people read it: mentions are names.
    """

    id: str
    position: int
    name: str
    prompt: str
    text: str
    note: str
    seconds: int
    start: int
    end: int
    locked: bool
    picture: "PictureView | None"
    after: "Shot | None"

    @property
    def length(self) -> str:
        return lasting(self.seconds)

    @property
    def length_after(self) -> str:
        """Of the next shot."""
        return lasting(self.after.seconds if self.after else 0)

    @property
    def most_seconds(self) -> int:
        """As far as its right edge can go."""
        return self.seconds + (self.after.seconds - 1 if self.after else 0)


@dataclass(frozen=True)
class BoardView:
    """A project and its shots, for one reader."""

    project: Project
    shots: list[ShotView]
    can_edit: bool
    can_order: bool
    can_share: bool
    names: dict[str, Called]

    @property
    def ruler(self) -> range:
        """The marks of the ruler, in seconds."""
        return range(self.project.total_seconds + 1)

    @property
    def full(self) -> bool:
        return len(self.shots) >= MAX_SHOTS

    @property
    def shortest(self) -> bool:
        return self.project.total_seconds <= max(MIN_TOTAL, len(self.shots))

    @property
    def longest(self) -> bool:
        return self.project.total_seconds >= MAX_TOTAL

    @property
    def last_least(self) -> int:
        """As few seconds as the last shot can be left with, where the end of the board moves."""
        return max(MIN_SECONDS, MIN_TOTAL - self.shots[-1].start)

    @property
    def last_most(self) -> int:
        return MAX_TOTAL - self.shots[-1].start

    @property
    def most_shots(self) -> int:
        return MAX_SHOTS

    @property
    def names_json(self) -> str:
        """What prompts call the elements they mention, by id."""
        return json.dumps({one: asdict(known) for one, known in self.names.items()})

    @property
    def results_offered(self) -> range:
        return range(1, 21)

    @property
    def delivery_json(self) -> str:
        """What is chosen of how the video comes back."""
        return json.dumps(self.project.delivery)

    @property
    def delivery_fields(self) -> list[Field]:
        """What can be chosen of how the video comes back."""
        return fields_of(self.sheet.delivery, self.project.delivery)

    @property
    def choices_json(self) -> str:
        return fields_json(self.sheet.delivery, self.project.delivery)

    @property
    def doubts(self) -> list[str]:
        """What nobody documents about the chosen model."""
        return doubt_sentences(self.sheet)

    @property
    def doubts_json(self) -> str:
        return json.dumps(self.doubts)

    @property
    def motion_json(self) -> str:
        """What motion control is given."""
        return json.dumps(view_motion(self.project).as_json())

    @property
    def sheet(self) -> Sheet:
        return advising_sheet(self.project.model)

    @property
    def models(self) -> list[tuple[str, list[Sheet]]]:
        """Every model of a provider, provider by provider."""
        by_provider = groupby(provider_sheets().values(), lambda sheet: sheet.provider)
        return [(provider, list(sheets)) for provider, sheets in by_provider]

    @property
    def motion_parts(self) -> list[tuple[str, str]]:
        return [("picture", _("Picture of the figure")), ("clip", _("Clip of the movement"))]

    @property
    def orientations(self) -> list[tuple[str, str]]:
        return [(choice.value, str(choice.label)) for choice in Orientation]

    @property
    def modes(self) -> list[tuple[str, str]]:
        return [(choice.value, str(choice.label)) for choice in Mode]

    @property
    def ratios(self) -> list[tuple[str, str]]:
        return [(choice.value, str(choice.label)) for choice in Ratio]

    @property
    def heights(self) -> list[tuple[int, str]]:
        return [(720, "720p"), (1080, "1080p")]

    @property
    def formats(self) -> list[tuple[str, str]]:
        return [(choice.value, str(choice.label)) for choice in AnimaticFormat]

    @property
    def first(self) -> "PictureView | None":
        return view_picture(self.project.first_frame, self.project.first_crop)

    @property
    def last(self) -> "PictureView | None":
        return view_picture(self.project.last_frame, self.project.last_crop)


def view_board(project: Project, shots: list[Shot] | None = None) -> BoardView:
    """The board as it is now; `shots` where an edit has just read them. `project.roles` are the reader's."""
    shots = live_shots(project) if shots is None else shots
    names = called(project, shots)
    return BoardView(
        project=project,
        shots=_shot_views(shots, Words({one: f"@{known.name}" for one, known in names.items()})),
        can_edit=may(project.roles, Right.EDIT) and not project.archived_at,
        can_order=may(project.roles, Right.ORDER) and not project.archived_at,
        can_share=may(project.roles, Right.SHARE),
        names=names,
    )


def _shot_views(shots: list[Shot], names: Words) -> list[ShotView]:
    views, start = [], 0
    for shot, after in zip(shots, [*shots[1:], None], strict=True):
        views.append(_shot_view(shot, start, after, names))
        start += shot.seconds
    return views


def _shot_view(shot: Shot, start: int, after: Shot | None, names: Words) -> ShotView:
    return ShotView(
        id=shot.pk,
        position=shot.position,
        name=shot.name,
        prompt=shot.prompt,
        text=render(shot.prompt, names.__getitem__),
        note=shot.note,
        seconds=shot.seconds,
        start=start,
        end=start + shot.seconds,
        locked=shot.locked,
        picture=view_picture(shot.picture, shot.picture_crop),
        after=after,
    )


def view_picture(asset: Asset | None, crop: list[float] | None) -> PictureView | None:
    """What the board shows of a pinned picture."""
    if asset is None:
        return None
    return PictureView(
        asset=asset.pk,
        name=asset.name if asset.file else _("Not fetched: %(name)s") % {"name": asset.name},
        thumb=thumb_of(asset),
        srcset=srcset(asset.pk, asset.width, asset.height),
        original=reverse("media", args=[asset.pk, "original"]),
        width=asset.width,
        height=asset.height,
        media_type=asset.media_type,
        crop=",".join(str(part) for part in crop or ()),
    )


def thumb_url(asset_id: str | None) -> str:
    """The address of an asset's thumbnail, empty where there is no asset."""
    return reverse("media", args=[asset_id, "thumb"]) if asset_id else ""

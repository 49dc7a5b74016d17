"""Whether a board, its frames or its elements have changed since a take was ordered."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.providers.spec import Clip, Picture, Spec
from storyboard.review.frozen import spec_of
from storyboard.takes.models import Take
from storyboard.takes.speaking import is_made_here


def changed_since(take: Take) -> list[str]:
    """What of the board is not as it was when the take was ordered, in words; empty where all is, or nobody knows.

    Asks what compiling asks; the project must be loaded with its pinned assets.
    """
    return [*_changed(take, compile_spec(take.project, live_shots(take.project)))]


def stale_among(project_id: str, takes: Iterable[Take]) -> set[str]:
    """The ids of those takes of a project that its board is no longer as they were ordered from.

    Asks no more of many takes than of one; their generations must be loaded.
    """
    project = Project.objects.select_related("workspace", *Project.PINNED).get(pk=project_id)
    now = compile_spec(project, live_shots(project))
    return {take.pk for take in takes if any(_changed(take, now))}


def _changed(take: Take, now: Spec) -> Iterator[str]:
    if frozen := spec_of(take):
        yield from _changes(frozen, now, is_drawn_here=is_made_here(take.generation.model))


def _changes(was: Spec, now: Spec, *, is_drawn_here: bool) -> Iterator[str]:
    if _shots(was, is_drawn_here) != _shots(now, is_drawn_here):
        yield _("shots")
    if _seen(was.first_frame) != _seen(now.first_frame):
        yield _("first frame")
    if _seen(was.last_frame) != _seen(now.last_frame):
        yield _("last frame")
    if is_drawn_here:
        return
    if [(one.id, one.revision) for one in was.elements] != [(one.id, one.revision) for one in now.elements]:
        yield _("elements")
    if _settings(was) != _settings(now):
        yield _("settings")


def _shots(spec: Spec, is_drawn_here: bool) -> list[object]:
    """Names and pictures of shots are for people and the animatic: no model is given them."""
    sent = [(shot.id, shot.prompt, shot.seconds) for shot in spec.shots]
    drawn = [(shot.name, _seen(shot.picture)) for shot in spec.shots] if is_drawn_here else []
    return [*sent, *drawn]


def _seen(media: Picture | Clip | None) -> object:
    """What is seen of it: the same, once a remote file was fetched."""
    if isinstance(media, Picture):
        return media.asset, media.crop
    return media.asset if media else None


def _settings(spec: Spec) -> tuple[object, ...]:
    motion = spec.motion
    moved = motion and (_seen(motion.picture), _seen(motion.clip), motion.orientation, motion.keep_sound)
    return (spec.prompt, spec.style, spec.negative_prompt, spec.mode, spec.ratio, spec.sound, moved)

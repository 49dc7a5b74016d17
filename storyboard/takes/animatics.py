"""The job that makes an animatic: from the frozen spec to a ready take."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard import database
from storyboard.assets import bucket
from storyboard.assets.copies import at_hand
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, clear_work, keep_asset, keep_rendition, work_folder
from storyboard.live.sending import send_progress
from storyboard.media.board import AnimaticBoard, AnimaticShot, Crop, Labels
from storyboard.media.board import Picture as PictureFile
from storyboard.media.errors import PictureError
from storyboard.providers.spec import Picture, Spec, from_json
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import advance, change_take, fenced
from storyboard.takes.rendering import Made, Wanted, render_animatic
from storyboard.takes.states import WORKING_TAKES, Event, GenerationState, TakeState
from storyboard.work import jobs
from storyboard.work.models import Job

ANIMATIC_JOB = "animatic"


def prepare(job: Job) -> Wanted:
    """The board to draw, from the generation's frozen spec."""
    generation = Generation.objects.filter(pk=job.about, state=GenerationState.RUNNING).first()
    if generation is None:
        raise jobs.Abandoned
    folder = work_folder(job.pk, job.lease)
    return Wanted(board_of(*_frozen(generation)), labels(), folder)


def _frozen(generation: Generation) -> tuple[Spec, int, str]:
    """The frozen spec of an animatic, its height in pixels and its container."""
    values = dict(generation.spec)
    height, container = values.pop("height"), values.pop("container")
    return from_json(values), height, container


def board_of(spec: Spec, height: int, container: str) -> AnimaticBoard:
    """What the media room draws for a spec."""
    files = _files(spec)
    shots = (
        AnimaticShot(
            number,
            shot.name,
            spec.shown(spec.prompt if spec.mode != "custom" else shot.prompt),
            shot.seconds,
            files(shot.picture),
        )
        for number, shot in enumerate(spec.shots, 1)
    )
    frames = files(spec.first_frame), files(spec.last_frame)
    return AnimaticBoard(spec.title, tuple(shots), *frames, spec.ratio, height, container)  # type: ignore[arg-type]


class _files:  # noqa: N801  (called like a function)
    """Finds the files of a spec's pictures with one query."""

    def __init__(self, spec: Spec) -> None:
        pictures = [spec.first_frame, spec.last_frame, *(shot.picture for shot in spec.shots)]
        ids = {picture.asset for picture in pictures if picture}
        self.names = dict(Asset.objects.filter(pk__in=ids).exclude(file="").values_list("pk", "file"))

    def __call__(self, picture: Picture | None) -> PictureFile | None:
        name = self.names.get(picture.asset) if picture else None
        if picture is None or name is None:
            return None
        return PictureFile(at_hand(Path(default_storage.path(name))), Crop(*picture.crop) if picture.crop else None)


def labels() -> Labels:
    """The words drawn into the picture, in the server's language: everybody sees the same file."""
    return Labels(first_frame=_("First frame"), last_frame=_("Last frame"), shot=_("Shot {n}"), seconds=_("{n} s"))


def start(claimed: Generation) -> None:
    """Turns a queued animatic into a job; from then on the job's lease keeps it alive, not the generation's."""
    with fenced(claimed) as generation:
        if generation.state != GenerationState.QUEUED:
            return
        jobs.enqueue(ANIMATIC_JOB, generation.pk)
        advance(generation, Event.BEGUN_HERE, submitted_at=timezone.now())
        change_take(generation.takes.get(), state=TakeState.RUNNING, started_at=timezone.now())


def finish(job: Job, made: Made) -> None:
    """Keeps the files and makes the take ready."""
    generation = Generation.objects.select_related("order", "project").get(pk=job.about)
    take = generation.takes.select_for_update().get()
    asset = _keep(generation, take, made)
    advance(generation, Event.MADE_HERE, settled=0, finished_at=timezone.now())
    now, told = timezone.now(), remarks(made, _frozen(generation)[0])
    change_take(take, state=TakeState.READY, asset=asset, progress=100, ready_at=now, remarks=told)
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)


def _keep(generation: Generation, take: Take, made: Made) -> Asset:
    video = MediaFile(made.video, made.video_sha256, made.media_type, made.width, made.height, made.frames, made.rate)
    asset = keep_asset(
        generation.project.workspace_id,
        AssetKind.CLIP,
        AssetOrigin.TAKE,
        video,
        name=f"{generation.project.title[:80]} {take.number}.{take.render}{made.video.suffix}",
        created_by_id=generation.order.person_id,
    )
    keep_rendition(asset, "poster", MediaFile(made.poster, made.poster_sha256, "image/webp", *made.poster_size))
    want_renditions(asset)
    return asset


def remarks(made: Made, spec: Spec) -> list[str]:
    """What the viewer of the take should know."""
    return [*_missing_pictures(spec), *_missing_characters(made)]


def _missing_pictures(spec: Spec) -> list[str]:
    """Which pictures of the board were not fetched, so that it was drawn without them."""
    files = _files(spec)
    numbered = ((_("shot %(number)s") % {"number": number}, shot.picture) for number, shot in enumerate(spec.shots, 1))
    pictures = [(_("first frame"), spec.first_frame), *numbered, (_("last frame"), spec.last_frame)]
    missing = [name for name, picture in pictures if picture and files(picture) is None]
    if not missing:
        return []
    text = _("Not fetched yet, so this was drawn without it: %(pictures)s. Retry or replace it, and make it again.")
    return [text % {"pictures": ", ".join(missing)}]


def _missing_characters(made: Made) -> list[str]:
    if not made.missing:
        return []
    count, shown = len(made.missing), " ".join(made.missing[:10])
    text = ngettext(
        "%(count)s character of the captions is in no font on this server and stands there as its number: %(shown)s",
        "%(count)s characters of the captions are in no font on this server and stand there as numbers: %(shown)s",
        count,
    )
    return [text % {"count": count, "shown": shown}]


def fail(job: Job, sentence: str) -> None:
    """Closes the generation and its take with the reason."""
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    generation = Generation.objects.filter(pk=job.about, state=GenerationState.RUNNING).first()
    if generation is None:
        return
    advance(generation, Event.GIVEN_UP, failure=sentence, failure_code="", finished_at=timezone.now())
    for take in generation.takes.filter(state__in=WORKING_TAKES):
        change_take(take, state=TakeState.FAILED, failure=sentence)


def describe(error: BaseException) -> str:
    """Why the animatic failed, what was kept and what to do next, in a sentence or two."""
    if database.is_full(error):
        return _("The server’s disk is full. The board is kept; free some space and make the animatic again.")
    if bucket.is_away(error):
        return _("The object storage does not answer. The board is kept; make the animatic again when it does.")
    if isinstance(error, PictureError):
        name = _known_name(error.path)
        return _(
            "A picture of the board cannot be read (%(name)s: %(reason)s). Replace it and make the animatic again."
        ) % {
            "name": name,
            "reason": error.reason,
        }
    if isinstance(error, jobs.WornOut):
        return _("Drawing the animatic ended the worker several times, perhaps for lack of memory. The board is kept.")
    return _("The animatic could not be made: %(error)s. The board is kept.") % {"error": error}


def _known_name(path: Path) -> str:
    """The name that people know a stored picture by; files are stored under their SHA-256."""
    return Asset.objects.filter(sha256=path.stem).values_list("name", flat=True).first() or path.name


def progress(job: Job, done: float) -> None:
    """Tells open pages how far the drawing is, and keeps the figure for those that open later."""
    percent = min(99, int(done * 100))
    working = Take.objects.filter(generation_id=job.about, state=TakeState.RUNNING, progress__lt=percent)
    if working.update(progress=percent):
        take = Take.objects.only("pk", "project_id").get(generation_id=job.about)
        send_progress(take.project_id, {take.pk: percent})


ANIMATICS = jobs.JobKind(ANIMATIC_JOB, prepare, render_animatic, finish, fail, describe, progress)

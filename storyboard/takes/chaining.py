"""Going on from the last frame of a take: the next project of a chain, and its live link.

Nothing here changes a board by itself. Whether another take is approved now is read from the rows each time it is
asked, so a verdict needs no more than `tell_followers`, which `pipeline.change_take` calls.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from storyboard.assets.grabbing import NoSuchFrame
from storyboard.assets.models import Asset
from storyboard.projects.chains import Offer, chain_id_of, tell_boards, tell_chain
from storyboard.projects.editing import Change, Editing, Operation, edit
from storyboard.projects.keeping import unless_archived
from storyboard.projects.making import make_next
from storyboard.projects.models import Continuation, Project
from storyboard.projects.pinning import Pinned, set_frame
from storyboard.studio.models import Person
from storyboard.takes.grabbing import grab_from_take
from storyboard.takes.models import Take, Verdict
from storyboard.takes.states import TakeState
from storyboard.takes.viewing import TakeView

LONGEST_TITLE = 120


class NotOffered(Exception):
    """That take is not approved any more, or never was one of the source."""


def continue_take(take: Take, person: Person) -> Project:
    """A new project whose first frame is the last one of a ready take. Raises NoSuchFrame, MediaError."""
    frame = _last_frame(take, person)
    source = Project.objects.get(pk=take.project_id)
    with transaction.atomic():
        ratio = take.generation.spec.get("ratio", source.ratio)
        project = make_next(source, person, _title_after(source), frame, ratio)
        link = Continuation.objects.create(
            project=project,
            source=source,
            take=take,
            frame=frame,
            seen=[one.pk for one in _approved(source.pk)],
            chain=chain_id_of(source.pk),
        )
        tell_chain(link.chain)
    return project


def _last_frame(take: Take, person: Person) -> Asset:
    if take.state != TakeState.READY or take.asset is None:
        raise NoSuchFrame
    return grab_from_take(take, (take.asset.frames or 0) - 1, person)


def _title_after(source: Project) -> str:
    """Harbour, part 2; then Harbour, part 3; and Storm, part 2 after a part that somebody gave a name of its own."""
    before: Project | None = source
    titles: list[str] = []
    while before and len(titles) < 100:
        titles.insert(0, before.title)
        link = Continuation.objects.filter(project=before).select_related("source").first()
        before = link.source if link else None
    base, number = titles[0], 2
    for title in titles[1:]:
        base, number = (base, number + 1) if title == _part(base, number) else (title, 2)
    return _part(base, number)


def _part(title: str, number: int) -> str:
    part = _("%(title)s, part %(number)s")
    room = LONGEST_TITLE - len(part % {"title": "", "number": number})
    return part % {"title": title[:room], "number": number}


# What is offered


def offer_for(project: Project) -> Offer | None:
    """The take of the source that was approved since a person last decided; None where there is none."""
    link = _link_of(project)
    if link is None or link.source is None:
        return None
    new = [take for take in _approved(link.source.pk) if take.pk not in (*link.seen, link.take_id)]
    if not new:
        return None
    take, replaced = new[-1], project.first_frame_id != link.frame_id
    return Offer(take.pk, _sentence(take, link, replaced=replaced), TakeView(take).url, replaced)


def _link_of(project: Project) -> Continuation | None:
    """How a project goes on from another of the same workspace."""
    links = Continuation.objects.select_related("source", "take").filter(project=project)
    return links.filter(source__workspace=project.workspace_id).first()


def _approved(project_id: str) -> list[Take]:
    """The approved takes of a project that have a video, in the order of their numbers."""
    takes = Take.objects.filter(project=project_id, verdict=Verdict.APPROVED, state=TakeState.READY)
    return list(takes.exclude(asset=None).select_related("asset", "generation").order_by("number", "render"))


def _sentence(take: Take, link: Continuation, *, replaced: bool) -> str:
    values = {"new": _at_start(take), "title": take.project.title, "old": _within(link.take)}
    if replaced:
        return (
            _(
                "%(new)s of “%(title)s” is approved now. This board was started at the last frame of %(old)s, but its "
                "first frame has been changed by hand since; Update puts the new one in its place."
            )
            % values
        )
    return _("%(new)s of “%(title)s” is approved now; this board starts at the last frame of %(old)s.") % values


def _at_start(take: Take) -> str:
    if take.number == 0:
        return _("Render %(number)s of the animatic") % {"number": take.render}
    return _("Take %(number)s") % {"number": take.number}


def _within(take: Take | None) -> str:
    if take is None:
        return _("a take that is gone")
    if take.number == 0:
        return _("render %(number)s of the animatic") % {"number": take.render}
    return _("take %(number)s") % {"number": take.number}


# What a person decides


def follow(project: Project, person: Person, take_id: str) -> str:
    """Sets the first frame to the last one of an approved take, as an edit of the board; says what was done.

    Raises NotOffered, NoSuchFrame, MediaError, Refused for a board in the archive.
    """
    link, take = _asked(project, take_id)
    frame = _last_frame(take, person)
    edit(project.pk, person, unless_archived(_followed(link, take, frame)))
    return _("The first frame is the last frame of %(take)s now.") % {"take": _within(take)}


def decline(project: Project, take_id: str) -> str:
    """Remembers that a take is not wanted here; says so. Raises NotOffered."""
    link, take = _asked(project, take_id)
    with transaction.atomic():
        _decide(link, take)
        tell_boards([project.pk])
    return _("The first frame stays as it is.")


def _asked(project: Project, take_id: str) -> tuple[Continuation, Take]:
    link = _link_of(project)
    takes = _approved(link.source.pk) if link and link.source else []
    take = next((one for one in takes if one.pk == take_id), None)
    if link is None or take is None:
        raise NotOffered
    return link, take


def _followed(link: Continuation, take: Take, frame: Asset) -> Operation:
    """The edit. The part that was cut out of the old frame is cut out of the new one, unless a hand changed it."""

    def operation(editing: Editing) -> Change | None:
        project = editing.project
        crop = project.first_crop if project.first_frame_id == link.frame_id else None
        change = set_frame("first", Pinned(frame, tuple(crop) if crop else None))(editing)
        _decide(link, take, take=take, frame=frame)
        tell_boards([project.pk])
        return change

    return operation


def _decide(link: Continuation, decided: Take, **writes: object) -> None:
    """Whatever was approved up to this take is not offered again."""
    known = [one.pk for one in _approved(decided.project_id) if (one.number, one.render) <= _place(decided)]
    seen = sorted({*link.seen, *known})
    Continuation.objects.filter(pk=link.pk).update(seen=seen, **writes)


def _place(take: Take) -> tuple[int, int]:
    return take.number, take.render


def tell_followers(project_id: str) -> None:
    """Has the open boards that go on from a project look again. Call inside the change's transaction."""
    tell_boards(Continuation.objects.filter(source=project_id).values_list("project", flat=True))

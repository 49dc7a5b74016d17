"""Where boards show an asset, and putting another in its place: for assets that are not fetched yet.

A board is changed by an edit like any other. What its history says of the asset is said of the other from then on, so
that every version can be restored.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.assets.models import Asset
from storyboard.assets.remote import Holder, Place
from storyboard.live.sending import Fragment, record
from storyboard.projects.editing import Change, Editing, Operation, edit
from storyboard.projects.import_notes import take_shape
from storyboard.projects.models import Project, Revision, Shot
from storyboard.studio.models import Person
from storyboard.studio.roles import Right

SLOTS = ("first_frame", "last_frame", "motion_picture", "motion_clip")


def _boards(asset_id: str) -> list[Project]:
    """The boards that show an asset, in one order for everybody, so that locks are taken in turn."""
    shown = Q(pk__in=Shot.objects.filter(picture=asset_id, deleted_at=None).values("project"))
    for slot in SLOTS:
        shown |= Q(**{slot: asset_id})
    return list(Project.objects.filter(shown).order_by("pk"))


def places(asset_id: str) -> list[Place]:
    """Every slot and shot that shows an asset."""
    return [
        Place(project.title, where, reverse("board", args=[project.pk]))
        for project in _boards(asset_id)
        for where in _wheres(project, asset_id)
    ]


def _wheres(project: Project, asset_id: str) -> Iterator[str]:
    names = (_("First frame"), _("Last frame"), _("Motion picture"), _("Motion clip"))
    yield from (name for slot, name in zip(SLOTS, names, strict=True) if getattr(project, f"{slot}_id") == asset_id)
    shots = project.shots.filter(picture=asset_id, deleted_at=None).order_by("position")
    yield from (_("Shot %(number)s") % {"number": shot.position} for shot in shots)


def move(asset: Asset, other: Asset, person: Person | None) -> None:
    """Puts an asset wherever another is: on boards, on deleted shots, and in what history knows."""
    for project in _boards(asset.pk):
        edit(project.pk, person, _put(asset, other))
        take_shape(project.pk)
    Shot.objects.filter(picture=asset.pk).update(picture=other.pk)
    _rewrite_history(asset, other)


def _put(asset: Asset, other: Asset) -> Operation:
    def operation(editing: Editing) -> Change | None:
        slots = [slot for slot in SLOTS if getattr(editing.project, f"{slot}_id") == asset.pk]
        shots = [shot for shot in editing.shots if shot.picture_id == asset.pk]
        for slot in slots:
            setattr(editing.project, slot, other)
        for shot in shots:
            shot.picture = other
        editing.project.save(update_fields=slots)
        Shot.objects.bulk_update(shots, ["picture"])
        return Change("replace", "", "pictures", asset.pk, other.pk) if slots or shots else None

    return operation


def _rewrite_history(asset: Asset, other: Asset) -> None:
    """Ids are random, so their text stands for nothing else in what a revision holds."""
    fields = ("snapshot", "before", "after")
    rows = Revision.objects.filter(project__workspace=asset.workspace_id, created_at__gte=asset.created_at)
    held = Q()
    for field in fields:
        rows = rows.annotate(**{f"{field}_text": Cast(field, TextField())})
        held |= Q(**{f"{field}_text__contains": asset.pk})
    for row in rows.filter(held).iterator(chunk_size=100):
        for field in fields:
            setattr(row, field, _renamed(getattr(row, field), asset, other))
        row.save(update_fields=fields)


def _renamed(value: Any, asset: Model, other: Model) -> Any:
    return json.loads(json.dumps(value).replace(f'"{asset.pk}"', f'"{other.pk}"'))


def tell(asset: Asset) -> None:
    """Has open boards draw their pictures again: nothing of them was edited, but a file is there now."""
    for project in _boards(asset.pk):
        record(project.pk, [Fragment("pictures", "", 0)])
        take_shape(project.pk)


HOLDER = Holder(places, move, tell, Right.EDIT)

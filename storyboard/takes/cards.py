"""Takes as markup for every open page: no control, no token, nothing that only some may see."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q
from django.template.loader import render_to_string

from storyboard.projects.listing import Extras
from storyboard.takes.models import Take
from storyboard.takes.showing import takes_with_standing
from storyboard.takes.states import WORKING_TAKES, TakeState
from storyboard.takes.viewing import TakeView, media_url

SHOWN = 24
LOADED = ("asset", "generation__order", "generation__project")


def newest_takes(project_id: str) -> list[TakeView]:
    """What a board shows of its project: the newest render of the animatic, then the other takes from the end."""
    takes = Take.objects.filter(project_id=project_id).select_related(*LOADED)
    animatic = takes.filter(number=0).order_by("-render").first()
    others = takes.filter(number__gt=0).order_by("-number")[:SHOWN]
    return takes_with_standing([*([animatic] if animatic else []), *others])


def draw_takes(project_id: str, key: str) -> str:
    """The whole list of a board's takes."""
    return render_to_string("takes/cards.html#list", {"takes": newest_takes(project_id)})


def draw_take(project_id: str, key: str) -> str:
    """The card of one take; empty where it is no longer shown, as an older render is."""
    take = Take.objects.select_related(*LOADED).get(pk=key)
    newer = Take.objects.filter(project_id=project_id, number=take.number, render__gt=take.render)
    if newer.exists():
        return ""
    (view,) = takes_with_standing([take])
    return render_to_string("takes/cards.html#card", {"take": view})


def extras_of(project_ids: list[str]) -> dict[str, Extras]:
    """Poster and counts of takes for the cards of the projects page, in three queries for all of them."""
    counts = _counts(project_ids)
    posters = _posters(project_ids)
    return {
        project: Extras(
            posters.get(project, ""), render_to_string("takes/cards.html#tally", {"counts": counts[project]})
        )
        for project in project_ids
    }


def _counts(project_ids: list[str]) -> dict[str, dict[str, int]]:
    rows = (
        Take.objects.filter(project__in=project_ids)
        .values("project")
        .annotate(
            working=Count("pk", filter=Q(state__in=WORKING_TAKES)),
            takes=Count("pk", filter=Q(state=TakeState.READY, number__gt=0)),
            renders=Count("pk", filter=Q(state=TakeState.READY, number=0)),
            failed=Count("pk", filter=Q(state=TakeState.FAILED)),
        )
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[str(row["project"])] = {key: int(str(value)) for key, value in row.items() if key != "project"}
    return counts


def _posters(project_ids: list[str]) -> dict[str, str]:
    ready: Any = Take.objects.filter(project__in=project_ids, state=TakeState.READY, number__gt=0, asset__isnull=False)
    return {
        project: media_url(asset, "poster")
        for project, asset in ready.order_by("number").values_list("project", "asset")
    }

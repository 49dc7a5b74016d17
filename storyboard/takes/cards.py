"""Takes as markup for every open page: no control, no token, nothing that only some may see."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.template.loader import render_to_string

from storyboard.takes.models import Take
from storyboard.takes.showing import takes_with_standing
from storyboard.takes.viewing import TakeView

SHOWN = 24
LOADED = ("asset", "generation__order", "generation__project")
# Takes a project's id and takes of it; gives the ids of those whose board changed since they were ordered.
FindStale = Callable[[str, Iterable[Take]], set[str]]
_find_stale: list[FindStale] = []


def find_stale_with(find: FindStale) -> None:
    """Sets how takes are known to be stale, once, when the app is ready."""
    _find_stale[:] = [find]


def newest_takes(project_id: str) -> list[TakeView]:
    """What a board shows of its project: the newest render of the animatic, then the other takes from the end."""
    return takes_with_standing(newest_of(project_id, *LOADED))


def newest_of(project_id: str, *loaded: str) -> list[Take]:
    """The same as rows, with what is to be loaded beside them."""
    takes = Take.objects.filter(project_id=project_id)
    takes = takes.select_related(*loaded) if loaded else takes
    animatic = takes.filter(number=0).order_by("-render")[:1]
    return [*animatic, *takes.filter(number__gt=0).order_by("-number")[:SHOWN]]


def cards_of(project_id: str) -> list[TakeView]:
    """The same, and whether they are stale."""
    return _with_age(project_id, newest_takes(project_id))


def stale_takes(project_id: str) -> list[str]:
    """The ids of the stale ones among them."""
    return [view.take.pk for view in cards_of(project_id) if view.stale]


def _with_age(project_id: str, views: list[TakeView]) -> list[TakeView]:
    """What is still worked on was just ordered, and what failed shows nothing that could be old."""
    ready = [view.take for view in views if view.ready]
    stale = _find_stale[0](project_id, ready) if ready and _find_stale else set()
    return [replace(view, stale=view.take.pk in stale) for view in views]


def draw_takes(project_id: str, key: str) -> str:
    """The whole list of a board's takes."""
    return render_to_string("takes/cards.html#list", {"takes": cards_of(project_id)})


def draw_take(project_id: str, key: str) -> str:
    """The card of one take; empty where it is no longer shown, as an older render is."""
    take = Take.objects.select_related(*LOADED).get(pk=key)
    newer = Take.objects.filter(project_id=project_id, number=take.number, render__gt=take.render)
    if newer.exists():
        return ""
    (view,) = _with_age(project_id, takes_with_standing([take]))
    return render_to_string("takes/cards.html#card", {"take": view})

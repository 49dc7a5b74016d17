"""Two takes of a project beside one another: which they are, their videos as one row of frames, and what differs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.review.differing import differences
from storyboard.review.films import film
from storyboard.review.pairing import Row, by_shot, by_time, steps_of
from storyboard.takes.cards import LOADED, newest_takes
from storyboard.takes.models import Take
from storyboard.takes.showing import takes_with_standing
from storyboard.takes.viewing import TakeView
from storyboard.takes.watching import Film, film_of

# Side by side, one wiped over the other, their difference, one in place of the other.
SIDE = "side"
WAYS = (SIDE, "wipe", "difference", "place")


@dataclass(frozen=True)
class Wish:
    """What an address asks for: two numbers of takes, None where it names none; how they are laid, which files, and
    the way of looking at them, one of WAYS."""

    a: int | None = None
    b: int | None = None
    by_time: bool = False
    originals: bool = False
    way: str = SIDE


def wish_of(query: Mapping[str, str]) -> Wish:
    """The wish in an address; what cannot be read is not asked for."""
    numbers = [_number(query.get(side, "")) for side in ("a", "b")]
    way = query.get("way", SIDE)
    by_time, originals = query.get("by") == "time", query.get("files") == "original"
    return Wish(numbers[0], numbers[1], by_time, originals, way if way in WAYS else SIDE)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class Side:
    """One of the two: its take, where there is one, and its files, where they can be shown."""

    key: str
    number: int | None
    take: TakeView | None
    film: Film | None
    originals: bool = False

    @property
    def letter(self) -> str:
        return self.key.upper()

    @property
    def source(self) -> str:
        """What is played."""
        if self.film is None:
            return ""
        return self.film.original if self.originals else self.film.first_source

    @property
    def none(self) -> str:
        """Why nothing is shown here; empty where something is."""
        if self.take and self.take.ready:
            return "" if self.film else _("The video of this take cannot be played here.")
        if self.take is None:
            return _("This project has no second take that is ready.") if self.number is None else _("No such take.")
        return _("%(take)s is not ready: %(state)s.") % {"take": self.take.title, "state": self.take.state_in_words}


@dataclass(frozen=True)
class Same:
    """That both sides show one take, and another one for side B, where there is any that is ready."""

    title: str
    other: TakeView | None


def comparison(project: Project, wish: Wish) -> dict[str, Any]:
    """What the page shows, for its template."""
    takes = _takes(project, wish)
    a, b = (_side(key, number, takes, wish) for key, number in zip("ab", _numbers(takes, wish), strict=True))
    context: dict[str, Any] = {"project": project, "a": a, "b": b, "sides": (a, b), "takes": takes, "wish": wish}
    context["is_choice"] = sum(one.ready for one in takes) > 1
    if a.film and b.film and a.take and b.take:
        row = _row(a.take.take, b.take.take, wish)
        rate = f"{row.rate.numerator}/{row.rate.denominator}"
        context |= {"row": row, "steps": json.dumps(steps_of(row)), "rate": rate}
        context["has_originals"] = not (a.film.is_own_proxy and b.film.is_own_proxy)
    if a.take and b.take and a.number == b.number:
        context["same"] = Same(a.take.full_title, _another(a.number, takes))
    elif a.take and b.take:
        context["differences"] = differences(a.take.take, b.take.take)
    return context


def _takes(project: Project, wish: Wish) -> list[TakeView]:
    """Those to choose from, as they are numbered: the newest ones, and whichever the address names."""
    takes = newest_takes(project.pk)
    known = {one.take.number for one in takes}
    wanted = [number for number in (wish.a, wish.b) if number is not None and number not in known]
    older = Take.objects.filter(project=project, number__in=wanted).select_related(*LOADED)
    found = sorted([*takes, *takes_with_standing(older)], key=lambda one: one.take.number)
    for one in found:
        one.take.project = project
    return found


def _numbers(takes: Sequence[TakeView], wish: Wish) -> tuple[int | None, int | None]:
    """The two: where only one is named the ready one before it, else after it; where none is, the newest two."""
    ready = [one.take.number for one in takes if one.ready]
    if wish.a is not None and wish.b is not None:
        return wish.a, wish.b
    if wish.a is not None:
        return wish.a, _beside(wish.a, ready)
    b = wish.b if wish.b is not None else ready[-1] if ready else None
    return _beside(b, ready), b


def _beside(number: int | None, ready: Sequence[int]) -> int | None:
    before = [one for one in ready if number is not None and one < number]
    after = [one for one in ready if number is not None and one > number]
    return before[-1] if before else after[0] if after else None


def _another(number: int | None, takes: Sequence[TakeView]) -> TakeView | None:
    other = _beside(number, [one.take.number for one in takes if one.ready])
    return next((one for one in takes if one.take.number == other), None)


def _side(key: str, number: int | None, takes: Sequence[TakeView], wish: Wish) -> Side:
    take = next((one for one in takes if one.take.number == number), None)
    is_shown = take is not None and take.ready and film(take.take).frames > 0
    return Side(key, number, take, film_of(take.take) if take and is_shown else None, wish.originals)


def _row(a: Take, b: Take, wish: Wish) -> Row:
    return (by_time if wish.by_time else by_shot)(film(a), film(b))

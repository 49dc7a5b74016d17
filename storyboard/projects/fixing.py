"""From a fix to a button: what pressing it does on this board, or why it cannot be pressed now.

Most fixes are one edit. Those that need a person's choice lead to where it is made: a text that is too long is never
cut by itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.elements.models import MAX_ON_BOARD
from storyboard.projects import timeline
from storyboard.projects.editing import TEXT_LIMITS
from storyboard.projects.models import Project, Shot
from storyboard.projects.offering import Offer
from storyboard.projects.sentences import fix_label, refusal_sentence
from storyboard.projects.timeline import Board, Refused, Span
from storyboard.providers.problems import Fix, Problem
from storyboard.providers.sheets import Sheet
from storyboard.providers.spec import Spec


@dataclass(frozen=True)
class Standing:
    """A board as it was checked: its row, its live shots in order, its spec, and the sheet that it is told against."""

    project: Project
    shots: list[Shot]
    spec: Spec
    sheet: Sheet

    @property
    def board(self) -> Board:
        return tuple(Span(shot.pk, shot.seconds, shot.locked) for shot in self.shots)


@dataclass(frozen=True)
class Press:
    """A button. `way` is how it is done: edit, shorten, gather, pick, motion or fetch; `values` what the way needs.

    `why_not` is why it cannot be done now, `said` what to tell after it.
    """

    code: str
    label: str
    way: str
    values: str
    why_not: str = ""
    said: str = ""


@dataclass(frozen=True)
class Doing:
    """What a fix does, before it is a button. `more` is told behind its label."""

    way: str
    values: dict[str, Any]
    why_not: str = ""
    said: str = ""
    more: str = ""


Way = Callable[[Problem, Fix, Standing], Doing]


def presses_of(problem: Problem, standing: Standing) -> list[Press]:
    """The buttons of a problem, the likeliest first."""
    return [_press(problem, fix, standing) for fix in problem.fixes]


def press_instead(offer: Offer | None) -> Press | None:
    """The button for the operation that can be done in place of a refused one; None where there is none."""
    if offer is None:
        return None
    values = {name: str(value) for name, value in offer.values.items()}
    return Press("instead", offer.label, "edit", json.dumps(values))


def _press(problem: Problem, fix: Fix, standing: Standing) -> Press:
    doing = WAYS[fix.code](problem, fix, standing)
    values = json.dumps({name: str(value) for name, value in doing.values.items()})
    label = _("%(fix)s (%(more)s)") % {"fix": fix_label(fix), "more": doing.more} if doing.more else fix_label(fix)
    return Press(fix.code, label, doing.way, values, doing.why_not, doing.said)


# One edit


def _edit(**values: Any) -> Way:
    return lambda problem, fix, standing: Doing("edit", values)


def _choose(field: str, value: str) -> Way:
    return _edit(operation="choose", field=field, value=value)


def _timed(values: dict[str, Any], compute: Callable[[], Board], standing: Standing) -> Doing:
    """An edit of seconds, tried before it is offered; where it changes the board's length, that is told."""
    try:
        after = timeline.total(compute())
    except Refused as refused:
        return Doing("edit", values, refusal_sentence(refused))
    longer = after != standing.spec.seconds and values["operation"] != "total"
    return Doing("edit", values, more=_("the board becomes %(seconds)s s long") % {"seconds": after} if longer else "")


def _total(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    values = {"operation": "total", "seconds": fix.number}
    return _timed(values, lambda: timeline.set_total(standing.board, fix.number or 0), standing)


def _longer(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    return _at_least(int(problem.limit or 0), problem.shot, standing)


def _every_longer(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    return _at_least(fix.number or 0, "", standing)


def _at_least(seconds: int, shot: str, standing: Standing) -> Doing:
    values = {"operation": "at_least", "seconds": seconds, "shot": shot}
    return _timed(values, lambda: timeline.at_least(standing.board, seconds, shot), standing)


def _merge(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    texts = [shot.prompt.strip() for shot in standing.shots[-1 - (fix.number or 0) :]]
    too_long = len("\n".join(filter(None, texts))) > TEXT_LIMITS["prompt"]
    why_not = _("Their prompts together are too long for one. Shorten them first.") if too_long else ""
    return Doing("edit", {"operation": "merge_last", "count": fix.number}, why_not)


def _results(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    return Doing("edit", {"operation": "choose", "field": "results", "value": fix.number})


def _split(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    """The board asks for what one order can give; how often to order is told. Every order keeps its own price, and its
    own click."""
    most, found = int(problem.limit or 1), int(problem.found or 1)
    values = {"operation": "choose", "field": "results", "value": most}
    return Doing("edit", values, said=_plan(most, found // most, found % most))


def _plan(most: int, times: int, rest: int) -> str:
    counts = {"most": most, "times": times, "rest": rest, "all": most * times + rest}
    if not rest:
        return _(
            "The board asks for %(most)s videos now. Order it %(times)s times to have %(all)s; "
            "each order shows its own price before you confirm it."
        ) % (counts)
    sentence = ngettext(
        "The board asks for %(most)s videos now. Order it, then ask for %(rest)s and order once more to have %(all)s; "
        "each order shows its own price before you confirm it.",
        "The board asks for %(most)s videos now. Order it %(times)s times, then ask for %(rest)s and order once more "
        "to have %(all)s; each order shows its own price before you confirm it.",
        times,
    )
    return sentence % counts


def _deliver(value: Callable[[Fix], Any]) -> Way:
    """The part of delivery that the problem is about."""

    def way(problem: Problem, fix: Fix, standing: Standing) -> Doing:
        part = problem.path.removeprefix("delivery.")
        return Doing("edit", {"operation": "deliver", "part": part, "value": value(fix)})

    return way


def _add_element(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    full = len(standing.spec.elements) >= MAX_ON_BOARD
    why_not = refusal_sentence(Refused("too_many_elements", limit=MAX_ON_BOARD)) if full else ""
    return Doing("edit", {"operation": "add_element", "element": problem.element}, why_not)


def _drop_element(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    return Doing("edit", {"operation": "remove_element", "element": problem.element})


def _order_elements(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    return Doing("edit", {"operation": "order_elements", "order": " ".join(standing.spec.mentioned)})


# Where a person chooses


def _pick(edge: str) -> Way:
    return lambda problem, fix, standing: Doing("pick", {"edge": edge})


def _shorten(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    """To the text, with what is too much selected. `keep`: so many code points of the field's own text may stay;
    empty where `over` are to go from one of several texts."""
    field, shot, keep = "board-negative", problem.shot, int(problem.limit or 0)
    if problem.path != "negative_prompt":
        style = len(standing.spec.sent("", standing.sheet.mentions))
        field = "shot-prompt" if problem.path.startswith("shots") else "board-prompt"
        keep -= style + bool(style)
    if problem.path == "shots":
        longest = max(standing.shots, key=lambda one: len(one.prompt))
        return Doing("shorten", {"field": field, "shot": longest.pk, "keep": "", "over": fix.number})
    if keep <= 0:
        return Doing("shorten", {"field": "board-style", "shot": "", "keep": "", "over": fix.number})
    return Doing("shorten", {"field": field, "shot": shot, "keep": keep, "over": fix.number})


def _motion(part: str) -> Way:
    return lambda problem, fix, standing: Doing("motion", {"part": part})


def _fetch(problem: Problem, fix: Fix, standing: Standing) -> Doing:
    asset = getattr(standing.project, f"{problem.path}_id")
    return Doing("fetch", {"url": reverse("retry_remote", args=[asset])})


WAYS: dict[str, Way] = {
    "shorten": _shorten,
    "gather_prompts": lambda problem, fix, standing: Doing("gather", {}),
    "lengthen": _longer,
    "every_shot": _every_longer,
    "total_seconds": _total,
    "merge_shots": _merge,
    "add_first_frame": _pick("first"),
    "change_first_frame": _pick("first"),
    "change_last_frame": _pick("last"),
    "drop_first_frame": _edit(operation="frame", edge="first", asset=""),
    "drop_last_frame": _edit(operation="frame", edge="last", asset=""),
    "mode_single": _choose("mode", "single"),
    "mode_custom": _choose("mode", "custom"),
    "mode_intelligent": _choose("mode", "intelligent"),
    "sound_on": _choose("sound", "true"),
    "sound_off": _choose("sound", "false"),
    "fetch": _fetch,
    "add_element": _add_element,
    "drop_element": _drop_element,
    "order_elements": _order_elements,
    "add_motion_picture": _motion("picture"),
    "add_motion_clip": _motion("clip"),
    "orientation_video": _choose("motion_orientation", "video"),
    "drop_motion": _edit(operation="drop_motion"),
    "results": _results,
    "split_orders": _split,
    "link_seconds": _deliver(lambda fix: fix.number),
    "usual": _deliver(lambda fix: ""),
}

"""In what two takes differ: their settings, and their shots beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from storyboard.projects.history_words import called
from storyboard.projects.models import Mode
from storyboard.projects.wording import Piece, reworded
from storyboard.providers.spec import Spec
from storyboard.review.facts import Fact, facts_of, names_in
from storyboard.review.frozen import spec_of
from storyboard.review.pairing import partners
from storyboard.takes.models import Take
from storyboard.takes.planned import PlannedShot, planned_shots


@dataclass(frozen=True)
class Difference:
    """One thing in which they differ, and how it reads in each; nothing where one of them has none such."""

    what: str
    a: list[Piece]
    b: list[Piece]
    is_name: bool = False


@dataclass(frozen=True)
class Differences:
    """All of them, and the names of what is the same."""

    rows: list[Difference]
    same: list[str]


def differences(a: Take, b: Take) -> Differences:
    """Between two takes of one project, their assets and generations loaded with them. One query."""
    specs = spec_of(a), spec_of(b)
    names = names_in(a.project.workspace_id, *specs)
    pairs = [*_shots(a, b, specs), *_facts(facts_of(a, specs[0], names), facts_of(b, specs[1], names))]
    rows = [_difference(one, other) for one, other in pairs if not _alike(one, other)]
    return Differences(rows, _same(pairs))


Pair = tuple[Fact | None, Fact | None]


def _same(pairs: Sequence[Pair]) -> list[str]:
    """What is alike, a shot that is so in everything by its name alone."""
    parted = {fact.of for pair in pairs if not _alike(*pair) for fact in pair if fact}
    alike = [one for one, other in pairs if one and _alike(one, other)]
    return list(dict.fromkeys(one.of if one.of and one.of not in parted else one.what for one in alike))


def _facts(a: dict[str, Fact], b: dict[str, Fact]) -> Iterator[Pair]:
    for key in [*a, *(key for key in b if key not in a)]:
        yield a.get(key), b.get(key)


def _shots(a: Take, b: Take, specs: tuple[Spec | None, Spec | None]) -> Iterator[Pair]:
    """Of each shot what was sent of it and its seconds; of one that a single take has, all in one."""
    prompts = _prompts(specs[0]), _prompts(specs[1])
    for of_a, of_b in partners(planned_shots(a), planned_shots(b)):
        if of_a and of_b:
            what = _called(of_a)
            yield _prompt(what, prompts[0].get(of_a.shot)), _prompt(what, prompts[1].get(of_b.shot))
            yield _seconds(what, of_a), _seconds(what, of_b)
        else:
            yield _alone(of_a, prompts[0]), _alone(of_b, prompts[1])
    orders = [[span.shot for span in planned_shots(take)] for take in (a, b)]
    if set(orders[0]) == set(orders[1]):
        yield _order(a), _order(b)


Prompts = dict[str, str]


def _prompts(spec: Spec | None) -> Prompts:
    """What was sent for each shot, by its id; nothing where one prompt was sent for all."""
    if spec is None or spec.mode != Mode.CUSTOM:
        return {}
    return {shot.id: spec.shown(shot.prompt) for shot in spec.shots}


def _called(span: PlannedShot) -> str:
    name = called({"name": span.name}, span.number)
    return name[:1].upper() + name[1:]


def _seconds(what: str, span: PlannedShot) -> Fact:
    text = _("%(seconds)s s") % {"seconds": span.seconds}
    return Fact(_("%(shot)s: %(field)s") % {"shot": what, "field": _("the seconds")}, text, of=what)


def _prompt(what: str, prompt: str | None) -> Fact | None:
    if prompt is None:
        return None
    return Fact(_("%(shot)s: %(field)s") % {"shot": what, "field": _("the prompt")}, prompt, is_prose=True, of=what)


def _alone(span: PlannedShot | None, prompts: Prompts) -> Fact | None:
    if span is None:
        return None
    parts = (_("%(seconds)s s") % {"seconds": span.seconds}, prompts.get(span.shot, ""))
    return Fact(_called(span), ", ".join(part for part in parts if part))


def _order(take: Take) -> Fact:
    spans = planned_shots(take)
    return Fact(_("The order of the shots"), ", ".join(_called(span) for span in spans), [span.shot for span in spans])


def _alike(one: Fact | None, other: Fact | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(one.told_apart_by == other.told_apart_by)


def _difference(one: Fact | None, other: Fact | None) -> Difference:
    told = [fact for fact in (one, other) if fact]
    if one and other and one.is_prose:
        pieces = reworded(one.text, other.text)
        sides = [[piece for piece in pieces if piece.kind != kind] for kind in ("new", "gone")]
        return Difference(one.what, sides[0], sides[1])
    return Difference(told[0].what, _whole(one), _whole(other), any(fact.is_name for fact in told))


def _whole(fact: Fact | None) -> list[Piece]:
    return [Piece("same", fact.text)] if fact and fact.text else []

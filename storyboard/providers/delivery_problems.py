"""Rules of how many videos come back, and how: format, quality, safety, life of the link, adherence."""

from collections.abc import Iterator
from dataclasses import asdict

from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Spec

# What comes back where a format cannot be chosen.
USUAL_FORMAT = "MP4"
USUAL = (Fix("usual"),)


def delivery_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Everything about results and delivery. A model that has no such choice leaves it out, which is told."""
    yield from _results(spec, sheet)
    taken, wanted = sheet.delivery, spec.delivery
    yield from _not_taken(spec, sheet)
    if wanted.format is not None and taken.formats and wanted.format not in taken.formats:
        yield _refused("format_unknown", "format")
    if wanted.safety is not None and _is_named(taken.safety) and wanted.safety not in taken.safety:
        yield _refused("safety_unknown", "safety")
    yield from _range("quality", wanted.quality, taken.quality)
    yield from _range("adherence", wanted.adherence, taken.adherence)
    least = taken.link_seconds_least
    if wanted.link_seconds is not None and least is not None and wanted.link_seconds < least:
        ways = (Fix("link_seconds", least),)
        yield _refused("link_too_short", "link_seconds", least, wanted.link_seconds, ways)


def _results(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """A model of one result in a task is asked several times; one of several takes no more than its limit at once."""
    most, found = sheet.results, spec.results
    if found < 1:
        rule = sheet.rule_of("results") if most > 1 else Rule.HOUSE
        yield Problem("too_few_results", "results", Severity.BLOCKS, rule, 1, found, fixes=(Fix("results", 1),))
    elif most > 1 and found > most:
        ways = (Fix("results", most), Fix("split_orders", -(-found // most)))
        yield Problem("too_many_results", "results", Severity.BLOCKS, sheet.rule_of("results"), most, found, fixes=ways)


def _not_taken(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Choices that this model has not: they would be left out. What it does anyway is no loss."""
    taken = {
        "format": sheet.delivery.formats or spec.delivery.format == USUAL_FORMAT,
        "quality": sheet.delivery.quality,
        "safety": _is_named(sheet.delivery.safety) or spec.delivery.safety in ("none", *sheet.delivery.safety),
        "link_seconds": sheet.delivery.link_seconds_least,
        "adherence": sheet.delivery.adherence,
    }
    for name, value in asdict(spec.delivery).items():
        if value is not None and not taken[name]:
            path = f"delivery.{name}"
            yield Problem(f"{name}_not_taken", path, Severity.WARNS, Rule.HOUSE, fixes=USUAL, loses=True)


def _is_named(safety: tuple[str, ...]) -> bool:
    """Whether a request names its check, so that an unknown one is refused. Elsewhere it only switches one on."""
    return "none" in safety


def _range(name: str, found: float | None, limits: tuple[float, float] | None) -> Iterator[Problem]:
    if found is None or limits is None or limits[0] <= found <= limits[1]:
        return
    yield _refused(f"{name}_out_of_range", name, limits[0] if found < limits[0] else limits[1], found)


def _refused(
    code: str, name: str, limit: float | None = None, found: float | None = None, fixes: tuple[Fix, ...] = USUAL
) -> Problem:
    return Problem(code, f"delivery.{name}", Severity.BLOCKS, Rule.PROVIDER, limit, found, fixes=fixes)

"""The portability report in sentences: one board on every model, as the page and the command tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.projects.sentences import doubt_sentences, problem_sentence
from storyboard.providers.findings import Problem
from storyboard.providers.portability import Portability, report
from storyboard.providers.sheets import Sheet, provider_sheets
from storyboard.takes.money import shown


@dataclass(frozen=True)
class Line:
    """One model. `price` is empty where none is published. `in_the_way` and `lost` are sentences, each once; what
    stands in the way is not told as lost again. `unknown` is what nobody documents about the model."""

    found: Portability
    title: str
    price: str
    in_the_way: list[str]
    lost: list[str]
    unknown: list[str]


def lines_of(project: Project) -> list[Line]:
    """The report, model by model."""
    sheets = provider_sheets()
    return [_line(one, sheets[one.model]) for one in report(compile_spec(project, live_shots(project)))]


def _line(found: Portability, sheet: Sheet) -> Line:
    blocking = found.in_the_way
    lost = [problem for problem in found.lost if problem not in blocking]
    price = shown(found.price.amount, found.price.unit) if found.price else ""
    return Line(found, sheet.title, price, _once(blocking, sheet), _once(lost, sheet), doubt_sentences(sheet))


def _once(problems: Iterable[Problem], sheet: Sheet) -> list[str]:
    return list(dict.fromkeys(problem_sentence(problem, sheet) for problem in problems))

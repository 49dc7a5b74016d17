"""The problems of a board as pages show them: a sentence, how grave, whose rule, and what can be pressed."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.fixing import Press, Standing, presses_of
from storyboard.projects.models import Project
from storyboard.projects.sentences import problem_sentence, weight_sentence
from storyboard.providers.problems import Problem, Severity, problems_of
from storyboard.providers.sheets import Sheet, advising_sheet

MENDED_HERE = ("mention_unknown", "mention_absent", "element_not_mentioned", "handle_typed")


@dataclass(frozen=True)
class ProblemView:
    """One problem. `weight` says in words whether it blocks, and whose rule it is."""

    problem: Problem
    sentence: str
    weight: str
    presses: list[Press]

    @property
    def blocks(self) -> bool:
        return self.problem.severity is Severity.BLOCKS

    @property
    def in_library(self) -> bool:
        """Whether it is mended where elements are kept, and not by a press."""
        return bool(self.problem.element) and self.problem.code not in MENDED_HERE


@dataclass(frozen=True)
class ProblemList:
    """All problems of a board, in its order."""

    found: list[ProblemView]

    @property
    def blocking(self) -> list[ProblemView]:
        return [one for one in self.found if one.blocks]

    @property
    def tally(self) -> list[tuple[str, int, str]]:
        """How many of each weight there are: its level, the number, and both in words. None are left out."""
        stopping = len(self.blocking)
        warning = len(self.found) - stopping
        counts = [
            ("bad", stopping, ngettext("%(count)s stops the order", "%(count)s stop the order", stopping)),
            ("warn", warning, ngettext("%(count)s only warns", "%(count)s only warn", warning)),
        ]
        return [(level, count, words % {"count": count}) for level, count, words in counts if count]


def view_problems(project: Project) -> ProblemList:
    """Problems of a board. Until a model is chosen they are told against Kling's own limits."""
    shots, sheet = live_shots(project), advising_sheet(project.model)
    return problems_on(Standing(project, shots, compile_spec(project, shots), sheet))


def problems_on(standing: Standing) -> ProblemList:
    """Problems of a board for one sheet."""
    found = problems_of(standing.spec, standing.sheet)
    return ProblemList([_view(problem, standing, standing.sheet) for problem in found])


def _view(problem: Problem, standing: Standing, sheet: Sheet) -> ProblemView:
    sentence, weight = problem_sentence(problem, sheet), weight_sentence(problem, sheet)
    return ProblemView(problem, sentence, weight, presses_of(problem, standing))

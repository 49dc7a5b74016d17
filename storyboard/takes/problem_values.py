"""The problems of a board as plain values, the same for the command and the API."""

from typing import Any

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.projects.sentences import fix_label, problem_sentence
from storyboard.providers.findings import Problem
from storyboard.providers.problems import problems_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import ANIMATIC, provider_sheet
from storyboard.takes.portability import Line
from storyboard.takes.speaking import is_made_here, model_of


def sheet_asked_for(model: str) -> Sheet:
    """The sheet of a model by its name, of a rehearsal too. Raises UnknownModel."""
    return ANIMATIC if is_made_here(model) else provider_sheet(model_of(model))


def problems_for(project: Project, sheet: Sheet) -> list[Problem]:
    """What stands between a board and an order to a model, and what it would lose."""
    return problems_of(compile_spec(project, live_shots(project)), sheet)


def problem_values(problem: Problem, sheet: Sheet) -> dict[str, Any]:
    """One problem: stable code, field path, limit and value found, its sentence and the fixes that can be pressed."""
    return {
        "code": problem.code,
        "path": problem.path,
        "severity": problem.severity,
        "rule": problem.rule,
        "limit": problem.limit,
        "found": problem.found,
        "loses": problem.loses,
        "fixes": [{"code": fix.code, "number": fix.number, "label": fix_label(fix)} for fix in problem.fixes],
        "sentence": problem_sentence(problem, sheet),
    }


def model_values(line: Line) -> dict[str, Any]:
    """One model of the report; each code once, each problem with its sentence."""
    found, sheet = line.found, provider_sheet(line.found.model)
    return {
        "model": found.model,
        "ready": found.ready,
        "in_the_way": list(dict.fromkeys(problem.code for problem in found.in_the_way)),
        "lost": list(dict.fromkeys(problem.code for problem in found.lost)),
        "problems": [problem_values(one, sheet) for one in found.problems],
        "unknown": line.unknown,
        "resolution": found.resolution,
        "price": f"{found.price.amount.normalize():f}" if found.price else None,
        "currency": found.price.unit if found.price else None,
    }

"""Says what stands between a project and an order."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand, amount, project_of
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.projects.sentences import fix_label, problem_sentence, weight_sentence
from storyboard.providers.findings import Problem
from storyboard.providers.problems import blocks, problems_of
from storyboard.providers.sheets import ANIMATIC, UnknownModel, provider_sheet, provider_sheets
from storyboard.providers.spec import Spec
from storyboard.takes.portability import Line, lines_of
from storyboard.takes.speaking import is_made_here, model_of

EMPTY: dict[str, Any] = {"price": None}


class Command(StoryboardCommand):
    """Problems for one model, or every model side by side."""

    help = (
        "List the problems of a project for a model; without --model, every model beside the others, with -v 2 also "
        "what nobody documents about it. Exit 1 when one blocks."
    )
    example = "check_project k3v9x2m7q4ab --model runware/kling-3.0-4k"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--model", metavar="MODEL", help="for example runware/kling-3.0-4k")
        parser.add_argument("--json", action="store_true", help="a JSON line each")

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        if options["model"]:
            spec = compile_spec(project, live_shots(project))
            self.list_problems(spec, options["model"], as_json=options["json"])
        else:
            self.compare(project, as_json=options["json"], doubts=options["verbosity"] > 1)

    def list_problems(self, spec: Spec, model: str, *, as_json: bool) -> None:
        """The problems for one model. Raises CommandError where one blocks."""
        try:
            sheet = ANIMATIC if is_made_here(model) else provider_sheet(model_of(model))
        except UnknownModel as error:
            raise CommandError(f"There is no model “{error}”. Known: {', '.join(provider_sheets())}.") from error
        found = problems_of(spec, sheet)
        for problem in found:
            sentence = problem_sentence(problem, sheet)
            if as_json:
                self.line(**_values(problem), sentence=sentence)
            else:
                self.stdout.write(f"{problem.severity} {problem.path} {problem.code}: {sentence}")
                self.stdout.write(f"  {'; '.join([weight_sentence(problem, sheet), *map(fix_label, problem.fixes)])}")
        if blocks(found):
            raise CommandError("Something stands in the way of an order.")

    def compare(self, project: Project, *, as_json: bool, doubts: bool) -> None:
        """A line for each model, and its sentences below. Raises CommandError where none is ready."""
        lines = lines_of(project)
        for line in lines:
            found = line.found
            price = {"price": amount(found.price.amount), "currency": found.price.unit} if found.price else EMPTY
            if as_json:
                self.line(**_told(line), **price)
                continue
            cost = f"{price['price']} {price['currency']}" if found.price else "price unknown"
            state = "ready" if found.ready else "not ready"
            self.stdout.write(f"{found.model}: {state} ({found.resolution}, {cost})")
            unknown = line.unknown if doubts else []
            for word, sentences in (("in the way", line.in_the_way), ("lost", line.lost), ("unknown", unknown)):
                for sentence in sentences:
                    self.stdout.write(f"  {word}: {sentence}")
        if not any(line.found.ready for line in lines):
            raise CommandError("No model can take this board as it is.")


def _told(line: Line) -> dict[str, Any]:
    """A line of the report; each code once, each problem with its sentence."""
    found, sheet = line.found, provider_sheet(line.found.model)
    return {
        "model": found.model,
        "ready": found.ready,
        "in_the_way": list(dict.fromkeys(problem.code for problem in found.in_the_way)),
        "lost": list(dict.fromkeys(problem.code for problem in found.lost)),
        "problems": [{**_values(one), "sentence": problem_sentence(one, sheet)} for one in found.problems],
        "unknown": line.unknown,
        "resolution": found.resolution,
    }


def _values(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "path": problem.path,
        "severity": problem.severity,
        "rule": problem.rule,
        "limit": problem.limit,
        "found": problem.found,
        "loses": problem.loses,
        "fixes": [{"code": fix.code, "number": fix.number, "label": fix_label(fix)} for fix in problem.fixes],
    }

"""Says what stands between a project and an order."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand, amount, project_of
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.sentences import fix_label, problem_sentence, weight_sentence
from storyboard.providers.findings import Problem
from storyboard.providers.portability import report
from storyboard.providers.problems import blocks, problems_of
from storyboard.providers.sheets import UnknownModel, provider_sheet, provider_sheets
from storyboard.providers.spec import Spec


class Command(StoryboardCommand):
    """Problems for one model, or every model side by side."""

    help = "List the problems of a project for a model; without --model, for every model. Exit 1 when one blocks."
    example = "check_project k3v9x2m7q4ab --model runware/kling-3.0-4k"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--model", metavar="MODEL", help="for example runware/kling-3.0-4k")
        parser.add_argument("--json", action="store_true", help="a JSON line each")

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        spec = compile_spec(project, live_shots(project))
        if options["model"]:
            self.list_problems(spec, options["model"], as_json=options["json"])
        else:
            self.compare(spec, as_json=options["json"])

    def list_problems(self, spec: Spec, model: str, *, as_json: bool) -> None:
        """The problems for one model. Raises CommandError where one blocks."""
        try:
            sheet = provider_sheet(model)
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

    def compare(self, spec: Spec, *, as_json: bool) -> None:
        """A line for each model. Raises CommandError where none is ready."""
        rows = report(spec)
        for row in rows:
            price = {"price": amount(row.price.amount), "currency": row.price.unit} if row.price else {"price": None}
            codes = [problem.code for problem in row.in_the_way]
            if as_json:
                self.line(model=row.model, ready=row.ready, in_the_way=codes, resolution=row.resolution, **price)
            else:
                cost = f"{price['price']} {price['currency']}" if row.price else "price unknown"
                self.stdout.write(
                    f"{row.model}: {'ready' if row.ready else ', '.join(codes)} ({row.resolution}, {cost})"
                )
        if not any(row.ready for row in rows):
            raise CommandError("No model can take this board as it is.")


def _values(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "path": problem.path,
        "severity": problem.severity,
        "rule": problem.rule,
        "limit": problem.limit,
        "found": problem.found,
        "fixes": [{"code": fix.code, "number": fix.number, "label": fix_label(fix)} for fix in problem.fixes],
    }

"""Says what stands between a project and an order."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand, amount, project_of
from storyboard.projects.models import Project
from storyboard.projects.sentences import fix_label, problem_sentence, weight_sentence
from storyboard.providers.problems import blocks
from storyboard.providers.sheets import UnknownModel, provider_sheets
from storyboard.takes.portability import lines_of
from storyboard.takes.problem_values import model_values, problem_values, problems_for, sheet_asked_for


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
            self.list_problems(project, options["model"], as_json=options["json"])
        else:
            self.compare(project, as_json=options["json"], doubts=options["verbosity"] > 1)

    def list_problems(self, project: Project, model: str, *, as_json: bool) -> None:
        """The problems for one model. Raises CommandError where one blocks."""
        try:
            sheet = sheet_asked_for(model)
        except UnknownModel as error:
            raise CommandError(f"There is no model “{error}”. Known: {', '.join(provider_sheets())}.") from error
        found = problems_for(project, sheet)
        for problem in found:
            if as_json:
                self.line(**problem_values(problem, sheet))
            else:
                sentence = problem_sentence(problem, sheet)
                self.stdout.write(f"{problem.severity} {problem.path} {problem.code}: {sentence}")
                self.stdout.write(f"  {'; '.join([weight_sentence(problem, sheet), *map(fix_label, problem.fixes)])}")
        if blocks(found):
            raise CommandError("Something stands in the way of an order.")

    def compare(self, project: Project, *, as_json: bool, doubts: bool) -> None:
        """A line for each model, and its sentences below. Raises CommandError where none is ready."""
        lines = lines_of(project)
        for line in lines:
            found = line.found
            if as_json:
                self.line(**model_values(line))
                continue
            cost = f"{amount(found.price.amount)} {found.price.unit}" if found.price else "price unknown"
            state = "ready" if found.ready else "not ready"
            self.stdout.write(f"{found.model}: {state} ({found.resolution}, {cost})")
            unknown = line.unknown if doubts else []
            for word, sentences in (("in the way", line.in_the_way), ("lost", line.lost), ("unknown", unknown)):
                for sentence in sentences:
                    self.stdout.write(f"  {word}: {sentence}")
        if not any(line.found.ready for line in lines):
            raise CommandError("No model can take this board as it is.")

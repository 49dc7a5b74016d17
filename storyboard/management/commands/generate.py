"""Places an order from the command line."""

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Q

from storyboard.assets.storing import path_of
from storyboard.ids import new_token
from storyboard.management.commanding import StoryboardCommand, amount, project_of
from storyboard.projects.models import Project
from storyboard.projects.sentences import problem_sentence
from storyboard.providers.findings import Severity
from storyboard.providers.sheets import ANIMATIC, UnknownModel, provider_sheet, provider_sheets
from storyboard.studio.models import ProviderAccount
from storyboard.takes.budget_sentences import unpriced
from storyboard.takes.models import Order, Take
from storyboard.takes.money import charged_for
from storyboard.takes.ordering import Blocked, InArchive, NoAccount, Unpriced, Wish, place_order
from storyboard.takes.sentences import not_placed
from storyboard.takes.speaking import is_made_here, model_of
from storyboard.takes.states import WORKING_TAKES, GenerationState, TakeState
from storyboard.work.runner import some_worker_is_alive
from storyboard.work.working import work_until


class Command(StoryboardCommand):
    """Orders takes, waits for them and prints a JSON line each."""

    help = "Order takes of a project. Without --wait it stays until they are over; --wait 0 only places the order."
    example = "generate k3v9x2m7q4ab --model animatic --wait 120"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--model", required=True, metavar="MODEL", help="for example animatic")
        parser.add_argument("--results", type=int, metavar="N", help="takes wanted (default: as the board says)")
        parser.add_argument("--account", metavar="A", help="name or id of the account (default: the first usable one)")
        parser.add_argument("--wait", type=float, metavar="SECONDS", help="longest wait (default: until all is over)")

    def handle(self, *args: Any, **options: Any) -> None:
        order = self.placed(options)
        self.wait(order, options["wait"])
        takes = list(Take.objects.filter(generation__order=order).select_related("asset", "generation"))
        for take in takes:
            self.tell_take(take)
        if options["wait"] != 0 and any(take.state != TakeState.READY for take in takes):
            raise CommandError(
                "\n".join(take.failure or f"Take {take.number} is still {take.state}." for take in takes)
            )

    def placed(self, options: dict[str, Any]) -> Order:
        project, model = project_of(options["project"]), options["model"]
        if is_made_here(model) and options["results"] not in (None, 1):
            raise CommandError("The animatic gives one take an order.")
        wish = Wish(model, new_token(), options["results"], self.account(project, options["account"]))
        try:
            return place_order(project, None, wish)
        except UnknownModel as error:
            known = ", ".join(["animatic", *provider_sheets()])
            raise CommandError(
                f"There is no model “{error}”. Known: {known}; each also as rehearsal:<model>."
            ) from error
        except Blocked as blocked:
            sheet = ANIMATIC if is_made_here(model) else provider_sheet(model_of(model))
            found = [one for one in blocked.problems if one.severity is Severity.BLOCKS]
            raise CommandError("\n".join(problem_sentence(problem, sheet) for problem in found)) from blocked
        except Unpriced as error:
            raise CommandError(unpriced()) from error
        except InArchive as error:
            raise CommandError(not_placed(error)) from error
        except NoAccount as error:
            raise CommandError(
                "No account of that provider takes orders now. An owner adds one in the settings."
            ) from error

    def account(self, project: Project, wanted: str | None) -> str:
        """The id of the account of that name or id; empty for the first that can be used. Raises CommandError."""
        if not wanted:
            return ""
        named = Q(pk=wanted) | Q(name=wanted)
        found = ProviderAccount.objects.filter(named, workspace=project.workspace_id).first()
        if found is None:
            raise CommandError(f"There is no account “{wanted}” in this workspace.")
        return found.pk

    def wait(self, order: Order, seconds: float | None) -> None:
        """Until the order's takes are over or held, or the time is up, working the queue here while no worker lives."""
        deadline = None if seconds is None else time.monotonic() + seconds
        working = Take.objects.filter(generation__order=order, state__in=WORKING_TAKES)
        working = working.exclude(generation__state=GenerationState.HELD)

        def over() -> bool:
            return not working.exists() or (deadline is not None and time.monotonic() > deadline)

        while not over():
            if some_worker_is_alive():
                time.sleep(0.2)
            else:
                self.tell("No worker is running, so this command works the queue itself.")
                work_until(over)

    def tell_take(self, take: Take) -> None:
        path = path_of(take.asset) if take.asset else None
        seconds = sum(shot["seconds"] for shot in take.generation.shots)
        self.line(
            take=take.number,
            render=take.render,
            state=take.state,
            path=path,
            seconds=seconds,
            cost=amount(charged_for(take)),
            currency=take.generation.unit,
        )

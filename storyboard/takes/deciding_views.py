"""What people decide on the page of an order: parse, call one function, say what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from storyboard.http import PersonRequest, login_required
from storyboard.studio.roles import Right
from storyboard.takes import deciding
from storyboard.takes import deciding_sentences as sentences
from storyboard.takes.access import generation_for
from storyboard.takes.budget_sentences import withdrawn
from storyboard.takes.deciding import NotPossible
from storyboard.takes.holding import withdraw
from storyboard.takes.models import Generation


@login_required
@require_POST
def decide(request: PersonRequest, generation_id: str, action: str) -> HttpResponse:
    """Does what one button of the page says."""
    generation = generation_for(request.user, generation_id, Right.ORDER)
    if action not in ACTIONS:
        raise Http404
    try:
        messages.success(request, ACTIONS[action](request, generation))
    except NotPossible as error:
        messages.warning(request, str(error))
    return redirect("generation", generation.pk)


def _arrived(request: PersonRequest, generation: Generation) -> str:
    deciding.enter_task(generation, request.POST.get("task", ""))
    return sentences.followed()


def _ask(request: PersonRequest, generation: Generation) -> str:
    return deciding.ask_provider(generation)


def _write_off(request: PersonRequest, generation: Generation) -> str:
    charged = request.POST.get("charged") == "yes"
    deciding.write_off(generation, charged=charged)
    return sentences.written_off(charged=charged)


def _cancel(request: PersonRequest, generation: Generation) -> str:
    deciding.cancel(generation)
    return sentences.cancelled(alone=not deciding.others_of(generation))


def _cancel_all(request: PersonRequest, generation: Generation) -> str:
    return sentences.cancelled_all(*deciding.cancel_all(generation.order))


def _withdraw(request: PersonRequest, generation: Generation) -> str:
    if not withdraw(generation.order):
        raise NotPossible(sentences.went_on())
    return withdrawn()


def _first(request: PersonRequest, generation: Generation) -> str:
    deciding.go_first(generation)
    return sentences.first_in_line()


def _fetch(request: PersonRequest, generation: Generation) -> str:
    deciding.fetch_again(generation)
    return sentences.fetched_again()


def _give_files_up(request: PersonRequest, generation: Generation) -> str:
    deciding.give_files_up(generation)
    return sentences.files_given_up()


ACTIONS: dict[str, Callable[[PersonRequest, Generation], str]] = {
    "arrived": _arrived,
    "ask": _ask,
    "write-off": _write_off,
    "cancel": _cancel,
    "cancel-all": _cancel_all,
    "withdraw": _withdraw,
    "first": _first,
    "fetch": _fetch,
    "give-files-up": _give_files_up,
}

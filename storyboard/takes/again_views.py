"""Ordering once more what a generation was: what it would be now, and the click that confirms just that."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from storyboard.http import PersonRequest, login_required
from storyboard.projects.sentences import problem_sentence
from storyboard.providers.problems import Severity
from storyboard.providers.sheets import UnknownModel
from storyboard.studio.roles import Right
from storyboard.takes import deciding_sentences as sentences
from storyboard.takes.access import generation_for
from storyboard.takes.confirming import confirmed_by, facts_of
from storyboard.takes.models import Generation
from storyboard.takes.offering import Offer, offer_again
from storyboard.takes.ordering import NotPlaced, WentOn, repeat, takes_no_orders
from storyboard.takes.orders import view_of
from storyboard.takes.sentences import archived, not_placed_again
from storyboard.takes.states import MAY_BE_REPEATED


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: PersonRequest, generation_id: str) -> HttpResponse:
    """What it would be and cost now, to be confirmed; or the order."""
    generation = generation_for(request.user, generation_id, Right.ORDER)
    row = view_of(generation)
    if row.again:
        messages.info(request, sentences.ordered_again_before())
        return redirect("generation", row.again.pk)
    try:
        if request.method == "POST":
            return _placed(request, generation)
        return _shown(request, generation)
    except (WentOn, UnknownModel) as error:
        messages.warning(request, not_placed_again(error))
        return redirect("generation", generation.pk)


def _placed(request: PersonRequest, generation: Generation) -> HttpResponse:
    try:
        order = repeat(generation, request.user, confirmed_by(request.POST), request.POST.get("state", ""))
    except WentOn:
        raise
    except NotPlaced as error:
        messages.warning(request, not_placed_again(error))
        return redirect("again", generation.pk)
    messages.success(request, sentences.ordered_again())
    return redirect("generation", order.generations.get().pk)


def _shown(request: PersonRequest, generation: Generation) -> HttpResponse:
    if generation.state not in MAY_BE_REPEATED:
        raise WentOn
    offer = offer_again(generation)
    context = {
        "row": view_of(generation),
        **facts_of(offer, generation.project, request.user),
        "obstacles": _obstacles(generation, offer),
        "body": offer.request.body.decode(),
        "as_before": offer.request.sha256 == generation.order.request_sha256,
    }
    return render(request, "takes/again.html", context)


def _obstacles(generation: Generation, offer: Offer) -> list[str]:
    """Why it cannot be ordered now."""
    blocking = [one for one in offer.problems if one.severity is Severity.BLOCKS]
    told: list[Any] = [problem_sentence(one, offer.sheet) for one in blocking]
    if generation.project.archived_at:
        told.append(archived())
    if offer.lacks_account or takes_no_orders(generation.account):
        told.append(sentences.account_takes_nothing())
    return [str(one) for one in told]

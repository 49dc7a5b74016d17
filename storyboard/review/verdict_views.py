"""Verdicts on the page of a take, and the project's rule for them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from storyboard.http import PersonRequest, login_required
from storyboard.projects.access import project_for
from storyboard.review import judging
from storyboard.review.access import take_for, verdict_for
from storyboard.review.judging import NotGiven, Wanted
from storyboard.review.panels import verdicts_of
from storyboard.review.queues import queue_query, with_query
from storyboard.review.rules import NotARule, set_rule
from storyboard.review.taking_back import take_back
from storyboard.studio.roles import Right
from storyboard.takes.models import Take, Verdict
from storyboard.takes.viewing import TakeView

CHANGED = "verdicts-changed"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verdicts(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """The verdicts on a take, and where they are given."""
    right = Right.VERDICT if request.method == "POST" else Right.READ
    take = take_for(request.user, project_id, number, request.GET.get("render", ""), right)
    if request.method != "POST":
        context = verdicts_of(take, request.user, request.GET.dict())
        return render(request, "review/decision.html#standing", context)
    try:
        _give(request, take)
    except NotGiven as error:
        return render(request, "review/decision.html#refusal", {"sentence": str(error)}, status=422)
    return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})


@login_required
@require_POST
def undo_verdict(request: PersonRequest, verdict_id: int) -> HttpResponse:
    """Takes back what this person decided just now, and leads to that take, in the queue that it was seen in."""
    given = verdict_for(request.user, verdict_id)
    try:
        take_back(given)
    except NotGiven as error:
        messages.warning(request, str(error))
    query = queue_query(request.GET.dict())
    url = TakeView(given.take).url
    return redirect(with_query(url, query) if query else url)


@login_required
@require_POST
def write_rule(request: PersonRequest, project_id: str) -> HttpResponse:
    """Changes whose verdicts decide."""
    project = project_for(request.user, project_id, Right.RULES)
    form = request.POST
    try:
        set_rule(project, request.user, form.get("rule", ""), form.get("least", ""), form.getlist("person"))
    except NotARule as error:
        return render(request, "review/decision.html#refusal", {"sentence": str(error)}, status=422)
    return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})


def _give(request: PersonRequest, take: Take) -> None:
    """What the form says: one of the three verdicts, or the reopening. Raises NotGiven."""
    form = request.POST
    if form.get("verdict") == Verdict.NONE:
        judging.reopen(take, request.user)
        return
    verdict = form.get("verdict", "")
    if verdict not in Verdict.values:
        raise NotGiven(judging.no_verdict())
    wanted = Wanted(Verdict(verdict), form.get("sha256", ""), form.get("note", ""), form.get("shot", ""))
    judging.give(take, request.user, wanted)

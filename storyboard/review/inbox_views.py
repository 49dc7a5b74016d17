"""The inbox, and where a take stands in its queue: parse, call one function, render."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.review.access import take_for
from storyboard.review.addressed import said_to
from storyboard.review.inbox import LISTED, ORDER_NAMES, in_order, order_named, waiting_for
from storyboard.review.playlists import playlists_of
from storyboard.review.queues import inbox_query, queue_of, with_query
from storyboard.review.taking_back import offer_to
from storyboard.studio.access import listed_membership, touch
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right
from storyboard.takes.viewing import TakeView


@login_required
@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    """Leads to the first take that waits for this person, in the workspace `?w=`, else the one used last; where none
    waits, says so."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    order = order_named(request.GET.get("order", ""))
    waiting = waiting_for(request.user, membership.workspace_id, membership.roles)
    first = in_order(waiting, order).first()
    if first is None:
        return _list(request, membership, order)
    return redirect(with_query(TakeView(first).url, inbox_query(order)))


@login_required
@require_safe
def inbox_list(request: PersonRequest) -> HttpResponse:
    """Every take that waits, and what others said to this person. An open page asks for what changes of it."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    return _list(request, membership, order_named(request.GET.get("order", "")))


@login_required
@require_safe
def inbox_count(request: PersonRequest) -> HttpResponse:
    """The link of the navigation with its count, for a page that heard of a change."""
    return render(request, "layout/topbar.html#inbox_link")


@login_required
@require_safe
def queue(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """Where a take stands in the queue that the query names, for a page that heard of a change."""
    take = take_for(request.user, project_id, number, request.GET.get("render", ""), Right.READ)
    found = queue_of(take, request.user, request.GET.dict())
    if found is None:
        return HttpResponse(status=204)
    return render(request, "review/queue.html#bar", {"queue": found, "project": take.project, "take": TakeView(take)})


def _list(request: PersonRequest, membership: Membership, order: str) -> HttpResponse:
    workspace, query = membership.workspace_id, inbox_query(order)
    waiting = waiting_for(request.user, workspace, membership.roles)
    takes = list(in_order(waiting, order)[: LISTED + 1])
    context = {
        "membership": membership,
        "takes": [TakeView(take) for take in takes[:LISTED]],
        "more": len(takes) > LISTED,
        "query": query,
        "queue_query": query,
        "order": order,
        "orders": ORDER_NAMES,
        "start": f"{reverse('inbox')}?{urlencode({'w': workspace, 'order': order})}",
        "may_judge": membership.may(Right.VERDICT),
        "may_collect": membership.may(Right.COMMENT),
        "playlists": playlists_of(workspace),
        "said": said_to(request.user, workspace),
        "undo": offer_to(request.user),
    }
    return render(request, "review/inbox.html#answer" if request.htmx else "review/inbox.html", context)

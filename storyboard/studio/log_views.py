"""The audit log, for owners: parse, call one function, render."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import owned_membership, touch
from storyboard.studio.account_page import page_of_log


@login_required
@require_safe
def audit_log(request: PersonRequest) -> HttpResponse:
    """The newest changes in one workspace, `?w=` or the owner's one used last; `?before=` goes on to older ones."""
    membership = owned_membership(request.user, request.GET.get("w", ""))
    touch(membership)
    lines, older = page_of_log(membership, request.GET.get("before", ""))
    return render(request, "studio/log.html", {"membership": membership, "lines": lines, "older": older})

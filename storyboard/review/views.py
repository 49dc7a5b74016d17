"""Comments on the page of a take: parse, call one function, say what came of it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.assets.serving import file_response
from storyboard.http import PersonRequest, login_required
from storyboard.review import commenting
from storyboard.review.access import comment_for, take_for
from storyboard.review.attaching import Attached, attached_file
from storyboard.review.commenting import NotKept
from storyboard.review.models import Comment
from storyboard.review.panels import comments_of
from storyboard.studio.roles import Right

CHANGED = "comments-changed"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """The comments of a take, and where they are written."""
    right = Right.COMMENT if request.method == "POST" else Right.READ
    take = take_for(request.user, project_id, number, request.GET.get("render", ""), right)
    if request.method != "POST":
        return render(request, "review/comments.html#list", comments_of(take, request.user))
    uploads = request.FILES.getlist("file")
    return _answer(request, lambda: commenting.write(take, request.user, request.POST.dict(), uploads))


@login_required
@require_POST
def change_comment(request: PersonRequest, project_id: str, comment_id: str, deed: str) -> HttpResponse:
    """Does what one button of a comment says."""
    comment = comment_for(request.user, project_id, comment_id, Right.COMMENT)
    if deed not in DEEDS:
        raise Http404
    return _answer(request, lambda: DEEDS[deed](request, comment))


@login_required
@require_safe
def attachment(
    request: PersonRequest, project_id: str, comment_id: str, attachment_id: str, size: str
) -> HttpResponseBase:
    """A file of a comment. Only pictures are shown; anything else is for saving, and none of it runs here."""
    comment = comment_for(request.user, project_id, comment_id, Right.READ)
    return response_with(request, attached_file(comment, attachment_id, size))


def response_with(request: HttpRequest, found: Attached) -> HttpResponseBase:
    """A file of a comment, as nothing that runs."""
    response = file_response(request, found.stored)
    response["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    if not found.is_shown:
        response["Content-Disposition"] = content_disposition_header(True, found.stored.name) or "attachment"
    return response


def _answer(request: PersonRequest, change: Callable[[], object]) -> HttpResponse:
    """Nothing but the word that the list is another one now, or with 422 the sentence why it is not."""
    try:
        change()
    except NotKept as error:
        return render(request, "review/comments.html#refusal", {"sentence": str(error)}, status=422)
    return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})


DEEDS: dict[str, Callable[[PersonRequest, Comment], None]] = {
    "edit": lambda request, comment: commenting.edit(comment, request.user, request.POST.dict()),
    "delete": lambda request, comment: commenting.delete(comment, request.user),
    "resolve": lambda request, comment: commenting.resolve(comment, request.user),
    "reopen": lambda request, comment: commenting.reopen(comment),
}

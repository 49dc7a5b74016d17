"""Pages of guests. Nobody is signed in there: the token in the address, and the session that it let in, are all."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.limiting import address_of, too_many
from storyboard.page_parts import MOMENT, Part, in_parts
from storyboard.review import commenting, guests
from storyboard.review.attaching import attached_file
from storyboard.review.commenting import NotKept
from storyboard.review.guest_page import beginning_of, comments_of, rest_of, shared_comment, shown_take
from storyboard.review.guests import TooOften
from storyboard.review.links import link_of, token_of
from storyboard.review.models import GuestLink, GuestVisit
from storyboard.review.views import CHANGED, response_with

Page = Callable[..., HttpResponseBase]


def by_link(page: Page) -> Page:
    """Gives a page the link of its token. Wrong, revoked and expired ones are answered alike, and so is whatever was
    not shared; whoever guesses too often is told to wait. Nothing of it is kept by a browser or found by a search."""

    @wraps(page)
    def asked(request: HttpRequest, token: str, **named: str) -> HttpResponseBase:
        response = _answer(page, request, token, **named)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return asked


def _answer(page: Page, request: HttpRequest, token: str, **named: str) -> HttpResponseBase:
    try:
        link = link_of(token)
        if link is None:
            return _gone(request)
        return page(request, link, **named)
    except (Http404, PermissionDenied):
        return render(request, "review/guest_gone.html", status=404)
    except TooOften:
        return _too_often(request)


def _gone(request: HttpRequest) -> HttpResponse:
    if too_many(f"wrong-guests:{address_of(request)}", guests.MOST_WRONG_LINKS, 60):
        return _too_often(request)
    return render(request, "review/guest_gone.html", status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "review/guest_wait.html", status=429)


def by_visit(page: Page) -> Page:
    """Gives a page the visit as well. Raises Http404 where the link did not let this browser in."""

    @wraps(page)
    def asked(request: HttpRequest, link: GuestLink, **named: str) -> HttpResponseBase:
        visit = guests.visit_of(request.session, link)
        if visit is None:
            raise Http404
        return page(request, link, visit, **named)

    return by_link(asked)


@require_safe
@by_link
def guest(request: HttpRequest, link: GuestLink, take_id: str = "") -> HttpResponseBase:
    """A shared take with its comments; before that, the question for the password."""
    visit = guests.visit_of(request.session, link)
    if visit is None and link.password:
        return _ask(request, link)
    take = shown_take(link, take_id)
    visit = visit or guests.let_in(request, link)
    looks_at_itself = bool(request.headers.get("HX-Request"))
    if not looks_at_itself:  # that is no other view
        guests.note_view(visit)
    page = beginning_of(link, take)
    is_ahead = page["plays"] and not looks_at_itself
    rest = Part("review/guest_rest.html", lambda: rest_of(link, visit, take), MOMENT if is_ahead else 0)
    return in_parts(request, "review/guest.html", {**page, "is_ahead": is_ahead}, [rest])


@require_POST
@by_link
def guest_password(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """Lets in whoever knows the password."""
    if not guests.is_password(request, link, request.POST.get("password", "")):
        return _ask(request, link, _("That is not the password. Ask whoever sent you the link."))
    if guests.visit_of(request.session, link) is None:
        guests.let_in(request, link)
    return redirect("guest", token_of(link))


def _ask(request: HttpRequest, link: GuestLink, error: str = "") -> HttpResponse:
    context = {"token": token_of(link), "error": error}
    return render(request, "review/guest_password.html", context, status=422 if error else 200)


@require_POST
@by_visit
def guest_name(request: HttpRequest, link: GuestLink, visit: GuestVisit, take_id: str) -> HttpResponse:
    """Keeps the name that a guest gives, and shows where comments are written."""
    take = shown_take(link, take_id)
    if take is None or not link.may_comment:
        raise Http404
    try:
        guests.name_guest(request.session, visit, request.POST.get("name", ""))
    except NotKept as error:
        return render(request, "review/comments.html#refusal", {"sentence": str(error)}, status=422)
    answer = render(request, "review/guest.html#named", comments_of(link, visit, take))
    answer["HX-Reswap"] = "none"  # all of it goes where its id is
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@by_visit
def guest_comments(request: HttpRequest, link: GuestLink, visit: GuestVisit, take_id: str) -> HttpResponse:
    """The comments of a shared take, and where they are written."""
    take = shown_take(link, take_id)
    if take is None:
        raise Http404
    if request.method != "POST":
        return render(request, "review/comments.html#list", comments_of(link, visit, take))
    return _changed(request, link, lambda: commenting.write(take, visit, request.POST.dict()))


@require_POST
@by_visit
def change_guest_comment(
    request: HttpRequest, link: GuestLink, visit: GuestVisit, comment_id: str, deed: str
) -> HttpResponse:
    """Does what one button of a guest's own comment says."""
    comment = shared_comment(link, comment_id)
    if deed == "edit":
        return _changed(request, link, lambda: commenting.edit(comment, visit, request.POST.dict()))
    if deed == "delete":
        return _changed(request, link, lambda: commenting.delete(comment, visit))
    raise Http404


@require_safe
@by_visit
def guest_attachment(
    request: HttpRequest, link: GuestLink, _visit: GuestVisit, comment_id: str, attachment_id: str, size: str
) -> HttpResponseBase:
    """A file of a comment on a shared take."""
    return response_with(request, attached_file(shared_comment(link, comment_id), attachment_id, size))


def _changed(request: HttpRequest, link: GuestLink, change: Callable[[], object]) -> HttpResponse:
    """Nothing but the word that the list is another one now, or with 422 the sentence why it is not."""
    try:
        guests.check_writing(request, link)
        change()
    except NotKept as error:
        return render(request, "review/comments.html#refusal", {"sentence": str(error)}, status=422)
    return HttpResponse(status=204, headers={"HX-Trigger": CHANGED})

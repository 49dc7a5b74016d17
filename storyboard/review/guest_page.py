"""What a guest's page shows: the takes of a link, one of them with its video, and its comments."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.assets.guest_copies import guest_video, none_comes
from storyboard.review.links import takes_of, token_of
from storyboard.review.models import Comment, GuestLink, GuestVisit
from storyboard.review.readers import Guest
from storyboard.review.thread import thread_for
from storyboard.takes.models import Take
from storyboard.takes.viewing import TakeView
from storyboard.takes.watching import Film, film_of


@dataclass(frozen=True)
class SharedTake:
    """A take as the list of a guest's page shows it."""

    view: TakeView
    url: str
    title: str


def beginning_of(link: GuestLink, take: Take | None) -> dict[str, Any]:
    """What of the page is needed to show the video, and whether there is one to show; `take` None: nothing that was
    shared is ready yet."""
    page = {"link": link, "token": token_of(link), "title": title_of(link), "plays": False}
    if take is None:
        return page
    film = _film(link, take)
    plays = film is not None and not film.is_kept_back and (link.may_download or not film.proxy_waits)
    return {**page, "take": TakeView(take), "film": film, "plays": plays}


def rest_of(link: GuestLink, visit: GuestVisit, take: Take | None) -> dict[str, Any]:
    """What the page shows beside the video."""
    rest = {"visit": visit, "shared": _shared(link)}
    if take is None:
        return rest
    comments = comments_of(link, visit, take)
    thread = comments["thread"]
    return {**rest, **comments, "can_draw": thread.can_comment and thread.film.frames}


def comments_of(link: GuestLink, visit: GuestVisit, take: Take) -> dict[str, Any]:
    """The comments of a take alone."""
    thread = thread_for(take, Guest(visit, link), [])
    return {"thread": thread, "reader": visit, "token": token_of(link), "take": TakeView(take)}


def shown_take(link: GuestLink, take_id: str) -> Take | None:
    """The shared take of that id, or the first where none is named; None where none is ready. Raises Http404."""
    takes = takes_of(link)
    found = takes.filter(pk=take_id).first() if take_id else takes.first()
    if found is None and take_id:
        raise Http404(_("This take is not shared with you any more."))
    return found


def shared_comment(link: GuestLink, comment_id: str) -> Comment:
    """A comment on a shared take that was not deleted. Raises Http404."""
    rows = Comment.objects.select_related("take__asset", "take__generation", "take__project", "parent")
    found = rows.filter(pk=comment_id, deleted_at=None, take__in=takes_of(link).values("pk")).first()
    if found is None:
        raise Http404(_("There is no such comment any more."))
    return found


def title_of(link: GuestLink) -> str:
    """What a link is to, as its guests read it."""
    if link.playlist:
        return link.playlist.title
    project = link.project or (link.take.project if link.take else None)
    return project.title if project else ""


def _shared(link: GuestLink) -> list[SharedTake]:
    views = [TakeView(take) for take in takes_of(link)]
    return [SharedTake(view, _url(link, view.take), _title(link, view)) for view in views]


def _url(link: GuestLink, take: Take) -> str:
    return reverse("guest_take", args=[token_of(link), take.pk])


def _title(link: GuestLink, view: TakeView) -> str:
    """Its title; of a playlist, which has takes of many projects, with the project's."""
    return f"{view.take.project.title} · {view.full_title}" if link.playlist_id else view.full_title


def _film(link: GuestLink, take: Take) -> Film | None:
    """What plays it; where downloads are forbidden, without the original's address, and not before there is a file that
    is not the original."""
    film = film_of(take)
    if film is None or take.asset is None or link.may_download:
        return film
    proxy = take.asset.renditions.filter(name="proxy").first()
    waits = guest_video(take.asset, proxy) is None
    kept_back = waits and none_comes(take.asset, proxy)
    return replace(
        film, original=film.proxy, is_own_proxy=True, proxy_waits=waits and not kept_back, is_kept_back=kept_back
    )

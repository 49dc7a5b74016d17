"""The one way to a take under review, to what was said of it, to playlists and to what is shared."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.projects.access import project_for
from storyboard.review.links import Shared
from storyboard.review.models import Comment, GivenVerdict, GuestLink, Playlist
from storyboard.studio.access import membership_for, require
from storyboard.studio.models import Person
from storyboard.studio.roles import Right
from storyboard.takes.models import Take
from storyboard.takes.views import take_of


def take_for(person: Person, project_id: str, number: int, render: str, right: Right) -> Take:
    """The take, its asset, generation and project loaded with it, the person's roles there as the project's `roles`.

    Raises Http404 for a foreign or unknown one, PermissionDenied.
    """
    project = project_for(person, project_id, right)
    return take_of(project, number, render)


def comment_for(person: Person, project_id: str, comment_id: str, right: Right) -> Comment:
    """A comment that was not deleted, its take loaded as `take_for` does. Raises Http404, PermissionDenied."""
    project = project_for(person, project_id, right)
    rows = Comment.objects.select_related("take__asset", "take__generation", "parent")
    found = rows.filter(pk=comment_id, take__project=project, deleted_at=None).first()
    if found is None:
        raise Http404(_("There is no such comment any more."))
    found.take.project = project
    return found


def verdict_for(person: Person, verdict_id: int) -> GivenVerdict:
    """A verdict that this person gave, its take loaded with it. Raises Http404, PermissionDenied."""
    rows = GivenVerdict.objects.select_related("take__project", "person")
    found = rows.filter(pk=verdict_id, take__project__workspace__memberships__person=person).first()
    if found is None:
        raise Http404(_("There is no such verdict."))
    project_for(person, found.take.project_id, Right.VERDICT)
    if found.person != person:
        raise PermissionDenied(_("Only the person who gave a verdict takes it back."))
    return found


def playlist_for(person: Person, playlist_id: str, right: Right) -> Playlist:
    """The playlist, a deleted one too, its workspace loaded and the person's roles there as its `roles`.

    Raises Http404, PermissionDenied.
    """
    seen = Playlist.objects.filter(workspace__memberships__person=person)
    seen = seen.annotate(reader_roles=F("workspace__memberships__roles"))
    found = seen.select_related("workspace", "person").filter(pk=playlist_id).first()
    if found is None:
        raise Http404(_("There is no such playlist, or it is in a workspace you are not in."))
    require(found.reader_roles, right)
    found.roles = found.reader_roles
    return found


def shared_project_for(person: Person, project_id: str) -> Shared:
    """A project whose takes are shared, for whoever may share them. Raises Http404, PermissionDenied."""
    project = project_for(person, project_id, Right.SHARE)
    return Shared(project.workspace_id, project.roles, project=project)


def shared_take_for(person: Person, project_id: str, number: int, render: str) -> Shared:
    """A take that is shared, for whoever may share it. Raises Http404, PermissionDenied."""
    take = take_for(person, project_id, number, render, Right.SHARE)
    return Shared(take.project.workspace_id, take.project.roles, take=take)


def shared_playlist_for(person: Person, playlist_id: str) -> Shared:
    """A playlist that is shared, for whoever may share it. Raises Http404 for a deleted one too, PermissionDenied."""
    playlist = playlist_for(person, playlist_id, Right.SHARE)
    if playlist.deleted_at:
        raise Http404(_("This playlist was deleted."))
    return Shared(playlist.workspace_id, playlist.roles, playlist=playlist)


def link_for(person: Person, link_id: str) -> tuple[GuestLink, Shared]:
    """A link, and what it is to, for whoever may share that. Raises Http404, PermissionDenied."""
    links = GuestLink.objects.select_related("take", "project", "playlist")
    link = links.filter(pk=link_id, workspace__memberships__person=person).first()
    if link is None:
        raise Http404(_("There is no such link."))
    membership = membership_for(person, link.workspace_id, Right.SHARE)
    return link, Shared(link.workspace_id, membership.roles, link.take, link.project, link.playlist)

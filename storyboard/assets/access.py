"""The one way to an asset: through the membership of whoever asks."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from storyboard.assets.models import Asset
from storyboard.studio.access import membership_for
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right

UNSEEN = _("There is no such file, or it is in a workspace you are not in.")


def seen_by(person: Person) -> "QuerySet[Asset]":
    """Files of every workspace the person is in."""
    return Asset.objects.filter(workspace__memberships__person=person)


def asset_for(person: Person, asset_id: str, right: Right) -> tuple[Asset, Membership]:
    """The asset, and the person's membership in its workspace. Raises Http404 for a foreign one, PermissionDenied."""
    asset = seen_by(person).select_related("created_by").filter(pk=asset_id).first()
    if asset is None:
        raise Http404(UNSEEN)
    return asset, membership_for(person, asset.workspace_id, right)


def archive(asset: Asset) -> None:
    """Takes an asset out of the library; boards and elements keep it."""
    asset.archived_at = asset.archived_at or timezone.now()
    asset.save(update_fields=["archived_at"])


def restore(asset: Asset) -> None:
    """Brings an archived asset back into the library."""
    asset.archived_at = None
    asset.save(update_fields=["archived_at"])

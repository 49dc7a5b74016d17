"""Where elements show an asset, and putting another in its place: for assets that are not fetched yet.

That fills a place and makes no revision: nothing could be made with the file that was not there.
"""

from django.db.models import F
from django.urls import reverse

from storyboard.assets.models import Asset
from storyboard.assets.remote import Holder, Place
from storyboard.elements.models import Element, ElementMedia, MediaRole
from storyboard.elements.revising import seconds_of
from storyboard.studio.models import Person
from storyboard.studio.roles import Right


def places(asset_id: str) -> list[Place]:
    """Every place in the newest media of elements that holds an asset."""
    newest = ElementMedia.objects.filter(asset=asset_id, revision__number=F("revision__element__revision"))
    return [
        Place(
            row.revision.element.name, str(row.get_role_display()), reverse("element", args=[row.revision.element_id])
        )
        for row in newest.select_related("revision__element").order_by("revision__element__sort_key", "pk")
    ]


def move(asset: Asset, other: Asset, person: Person | None) -> None:
    """Puts an asset wherever another is, in every revision."""
    ElementMedia.objects.filter(asset=asset.pk).update(asset=other.pk)
    Element.objects.filter(face=asset.pk).update(face=other.pk)
    tell(other)


def tell(asset: Asset) -> None:
    """Elements whose clip it is know how long it lasts now."""
    seconds = seconds_of(asset)
    if seconds is not None:
        held = ElementMedia.objects.filter(
            asset=asset.pk, role=MediaRole.VIDEO, revision__number=F("revision__element__revision")
        )
        Element.objects.filter(pk__in=held.values("revision__element")).update(seconds=round(seconds))


HOLDER = Holder(places, move, tell, Right.LIBRARY)

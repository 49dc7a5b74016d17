"""Which elements hold an asset, as their media are now."""

from django.db.models import F
from django.urls import reverse

from storyboard.assets.using import Use
from storyboard.elements.library import thumb_address
from storyboard.elements.models import ElementMedia


def elements_holding(asset_id: str) -> list[Use]:
    """The elements whose newest revision holds an asset, by name."""
    newest = ElementMedia.objects.filter(asset=asset_id, revision__number=F("revision__element__revision"))
    rows = newest.select_related("revision__element").order_by("revision__element__sort_key", "pk")
    return [
        Use(
            row.revision.element.name,
            str(row.get_role_display()),
            reverse("element", args=[row.revision.element_id]),
            thumb_address(row.revision.element.face_id, row.revision.element.source)
            if row.revision.element.face_id
            else "",
        )
        for row in rows
    ]

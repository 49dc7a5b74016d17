"""What providers keep for an account: files under an id or an address, and elements they were once given whole.

A file is known by the SHA-256 of the bytes that were given, which are those of the fitted file and not of the original;
so a picture that is fitted otherwise is another one. How long a provider keeps it is in its kind's `lives`. All of this
is a convenience: whatever is forgotten is given to the provider once more.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from storyboard.assets.models import Asset
from storyboard.providers.element_ids import element_id_at
from storyboard.providers.keeping import Life, expiry
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import KeptElement, KeptKind, KeptMedia


def recall(account: ProviderAccount, sha256: str, now: datetime) -> str | None:
    """The id or address to use instead of giving these bytes again; None where they have to be given."""
    return _living(account, now).filter(sha256=sha256).values_list("reference", flat=True).first()


def remember(account: ProviderAccount, sha256: str, kind: KeptKind, reference: str, now: datetime) -> None:
    """Keeps what a provider answered to an upload; whatever was known of the same bytes gives way to it.

    One statement, so that two workers that gave the same file leave one row. Rows past their time go on the way.
    Raises KeyError for a kind of file that this provider keeps none of.
    """
    KeptMedia.objects.filter(account=account, expires_at__lte=now).exclude(sha256=sha256).delete()
    KeptMedia.objects.bulk_create(
        [
            KeptMedia(
                account=account,
                sha256=sha256,
                kind=kind,
                reference=reference,
                expires_at=expiry(_life(account, kind), now),
                last_used_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["account", "sha256"],
        update_fields=["kind", "reference", "expires_at", "last_used_at"],
    )


def touch(account: ProviderAccount, reference: str, now: datetime) -> None:
    """Notes that an order used a file, which lets it live on where its life slides. Never shortens a life."""
    for kind in _kinds_of(account, reference):
        used = _living(account, now).filter(reference=reference, kind=kind, last_used_at__lt=now)
        if _life(account, kind).slides:
            used.update(last_used_at=now, expires_at=expiry(_life(account, kind), now))
        else:
            used.update(last_used_at=now)


def forget(account: ProviderAccount, reference: str) -> None:
    """Drops a file or an element that the provider says is gone; what was given anew meanwhile is not touched."""
    KeptMedia.objects.filter(account=account, reference=reference).delete()
    KeptElement.objects.filter(account=account, provider_element=reference).delete()


def provider_element(account: ProviderAccount, element: str, revision: int) -> tuple[str, bool]:
    """The id an element goes by at that account, and whether it suffices: True once an order that carried the element
    whole was accepted, False while it has to be sent in full under that id."""
    known = KeptElement.objects.filter(account=account, element=element, revision=revision)
    return element_id_at(account.pk, element, revision), known.exists()


def remember_element(account: ProviderAccount, element: str, revision: int, now: datetime) -> None:
    """Notes that an order was accepted that carried this revision whole. The first acceptance stands."""
    KeptElement.objects.bulk_create(
        [
            KeptElement(
                account=account,
                element_id=element,
                revision=revision,
                provider_element=element_id_at(account.pk, element, revision),
                accepted_at=now,
            )
        ],
        ignore_conflicts=True,
    )


def forget_all_in(account: ProviderAccount, request: str) -> None:
    """The same for every file and element that a request names: which one is gone is not always told."""
    files = KeptMedia.objects.filter(account=account).values_list("reference", flat=True)
    elements = KeptElement.objects.filter(account=account).values_list("provider_element", flat=True)
    for reference in {*files, *elements}:
        if f'"{reference}"' in request:
            forget(account, reference)


def asset_known_as(workspace_id: str, reference: str) -> Asset | None:
    """The asset of a workspace whose bytes, as they are or fitted, one of its accounts was given under that name."""
    names = KeptMedia.objects.filter(account__workspace=workspace_id, reference=reference)
    for sha256 in names.values_list("sha256", flat=True):
        fitted = Q(renditions__name__startswith="fit-", renditions__file__startswith=f"{sha256[:2]}/{sha256}.")
        found = Asset.objects.filter(Q(sha256=sha256) | fitted, workspace=workspace_id).first()
        if found:
            return found
    return None


def _living(account: ProviderAccount, now: datetime) -> "QuerySet[KeptMedia]":
    return KeptMedia.objects.filter(account=account, expires_at__gt=now)


def _kinds_of(account: ProviderAccount, reference: str) -> list[str]:
    rows = KeptMedia.objects.filter(account=account, reference=reference)
    return list(rows.values_list("kind", flat=True).distinct())


def _life(account: ProviderAccount, kind: str) -> Life:
    return account.kind.lives[kind]

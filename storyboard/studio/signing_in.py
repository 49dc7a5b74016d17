"""Ways in: one-time links, and allauth's password page with sign-up closed."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from asgiref.sync import async_to_sync
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from storyboard.live.consumer import tell_person
from storyboard.studio.models import Person, SigninLink

LIFETIME = timedelta(minutes=15)


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: owners add people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def make_link(person: Person) -> str:
    """The token of a new one-time link; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    SigninLink.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1)).delete()
    SigninLink.objects.create(token_hash=_hash(token), person=person, expires_at=timezone.now() + LIFETIME)
    return token


def link_holder(token: str) -> Person | None:
    """Whose link it is while it can still be used; looking does not use it up."""
    link = _usable(token).select_related("person").first()
    return link.person if link else None


def use_link(token: str) -> Person | None:
    """Uses a link up and returns its person; None where it was used, ran out or never was."""
    with transaction.atomic():
        link = _usable(token).select_for_update(of=("self",)).select_related("person").first()
        if link is None:
            return None
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
    return link.person


def _usable(token: str) -> "QuerySet[SigninLink]":
    return SigninLink.objects.filter(
        token_hash=_hash(token), used_at=None, expires_at__gt=timezone.now(), person__is_active=True
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def tell_sockets_of_sign_outs() -> None:
    """Has every open page of a person let go when they sign out."""
    user_logged_out.connect(_signed_out, dispatch_uid="close-sockets")


def _signed_out(sender: object, user: Person | None, **kwargs: object) -> None:
    if user is not None:
        async_to_sync(tell_person)(user.pk, signed_out=True)

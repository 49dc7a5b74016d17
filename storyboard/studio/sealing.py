"""Keys at rest: encrypted under the installation's secret key, and never anywhere else as they are.

Several secret keys allow rotation: the first one seals, any of them opens, and each start seals anew what an older one
sealed, so that the older one can then be dropped.
"""

import base64
import functools

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from storyboard.studio.models import ProviderAccount

# Shorter keys are not shown even in part: four letters would be too much of them.
SHORTEST_SHOWN = 20
SHOWN = 4


class Unreadable(Exception):
    """The key was sealed under a secret key that is gone; somebody has to type it again."""


def seal(key: str) -> str:
    """A key as it is stored."""
    return _box().encrypt(key.encode()).decode("ascii")


def key_of(account: ProviderAccount) -> str:
    """The account's key. Raises Unreadable; nothing of the key or its seal is in the exception."""
    try:
        return _box().decrypt(account.sealed_key.encode()).decode()
    except (InvalidToken, ValueError):
        raise Unreadable(account.pk) from None


def is_readable(account: ProviderAccount) -> bool:
    """Whether the account's key can still be opened."""
    try:
        return bool(key_of(account))
    except Unreadable:
        return False


def ending_of(account: ProviderAccount) -> str:
    """The last four characters of a key that is long enough to tell them; empty otherwise. Raises Unreadable."""
    key = key_of(account)
    return key[-SHOWN:] if len(key) >= SHORTEST_SHOWN else ""


def seal_anew() -> None:
    """Seals under the first secret key what an older one sealed. What none can open is left as it is."""
    for account in ProviderAccount.objects.all():
        if not _is_newest(account.sealed_key) and is_readable(account):
            same = ProviderAccount.objects.filter(pk=account.pk, sealed_key=account.sealed_key)
            same.update(sealed_key=seal(key_of(account)))


def _is_newest(sealed: str) -> bool:
    try:
        _fernet(settings.SECRET_KEY).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _box() -> MultiFernet:
    return MultiFernet([_fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@functools.cache
def _fernet(secret: str) -> Fernet:
    """Derived, so that what signs cookies and what seals keys are different keys. Source: RFC 5869."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"storyboard provider keys").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))

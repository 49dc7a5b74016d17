"""Public ids: random, so that nobody can count or guess them."""

import base64
import secrets

LENGTH = 12


def new_id() -> str:
    """Twelve characters of a–z and 2–7: 60 random bits, fit for an address, a file name and a mention."""
    return base64.b32encode(secrets.token_bytes(8)).decode("ascii")[:LENGTH].lower()


def new_token() -> str:
    """A one-use token for one button on one page: 144 random bits."""
    return secrets.token_urlsafe(18)

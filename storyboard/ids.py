"""Public ids: random, so that nobody can count or guess them."""

import base64
import re
import secrets

LENGTH = 12


def new_id() -> str:
    """Twelve characters of a–z and 2–7: 60 random bits, fit for an address, a file name and a mention."""
    return base64.b32encode(secrets.token_bytes(8)).decode("ascii")[:LENGTH].lower()


def is_id(text: str) -> bool:
    """Whether a text from outside can be a public id at all; PostgreSQL does not even take every text as a question."""
    return re.fullmatch(IdInAddress.regex, text) is not None


class IdInAddress:
    """A public id as part of an address, `<id:…>` in routes; anything else there leads nowhere."""

    regex = "[a-z0-9]{1,16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def new_token() -> str:
    """A one-use token for one button on one page: 144 random bits."""
    return secrets.token_urlsafe(18)


class NumberInAddress:
    """`<number:n>` in an address: a count that every database can hold."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)

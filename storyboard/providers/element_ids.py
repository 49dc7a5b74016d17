"""The id under which a provider keeps an element."""

import base64
import hashlib
import json

LENGTH = 20


def element_id_at(account: str, element: str, revision: int) -> str:
    """`e` and 19 characters of a–z and 2–7 from the SHA-256 of account, element and revision.

    One account never meets another's element again by it, nor an older face. Source: DESIGN §8; live services take at
    most 20 characters.
    """
    digest = hashlib.sha256(json.dumps([account, element, revision]).encode()).digest()
    return "e" + base64.b32encode(digest).decode("ascii").lower()[: LENGTH - 1]

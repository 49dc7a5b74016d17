"""Requests read back: whoever's they are, they become one neutral form, and what is not understood is named."""

from dataclasses import replace
from typing import Any

from storyboard.providers.crun import reading as crun
from storyboard.providers.highway import reading as highway
from storyboard.providers.read import Read, mend
from storyboard.providers.runware import reading as runware
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import provider_sheets

__all__ = ["NotARequest", "Read", "read_request"]

READERS = {"runware": runware, "crun": crun, "highway": highway}


class NotARequest(Exception):
    """The value is no request of any provider that is spoken here."""


def read_request(value: Any) -> list[Read]:
    """The requests that a value of JSON holds: an object, or a list of them as Runware takes. Raises NotARequest.

    In a list, what is no request is named among the ignored of the first one.
    """
    values = value if isinstance(value, list) else [value]
    found, others = [], []
    for number, one in enumerate(values):
        kind = next((kind for kind, reader in READERS.items() if reader.is_ours(one)), None)
        if kind is None:
            others.append((f"[{number}]", one))
        else:
            mended: list[tuple[str, str]] = []
            read = READERS[kind].read(mend(one, mended), _sheets_of(kind))
            found.append(replace(read, mended=tuple(mended)))
    if not found:
        raise NotARequest
    return [replace(found[0], ignored=(*found[0].ignored, *others)), *found[1:]]


def _sheets_of(kind: str) -> dict[str, Sheet]:
    """The sheets of one API: by what it calls its models, and by our name where it calls several the same."""
    sheets = [sheet for sheet in provider_sheets().values() if sheet.kind == kind]
    return {sheet.model if sheet.grade else sheet.native: sheet for sheet in sheets}

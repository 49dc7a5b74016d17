"""The request of an order, to the byte: what is shown before the click is what is sent.

Values that are known only at order time stand in it as placeholders: `asset:<sha256>`, `task`, `hook` and `upload`.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storyboard.providers.crun import dialect as crun
from storyboard.providers.highway import dialect as highway
from storyboard.providers.keeping import KnownElements
from storyboard.providers.runware import dialect as runware
from storyboard.providers.sheets import Sheet, provider_sheet
from storyboard.providers.spec import Spec

DIALECTS = {"runware": runware, "highway": highway, "crun": crun}
# The keys under which a placeholder may stand, in any dialect: a prompt that says “task” is a prompt.
PLACES = frozenset[str]().union(*(dialect.PLACES for dialect in DIALECTS.values()))
WORDS = ("task", "hook", "upload")


@dataclass(frozen=True)
class Request:
    """One create: `path` goes behind the account's address, `sha256` is of the body, placeholders and all."""

    model: str
    method: str
    path: str
    body: bytes
    sha256: str


def compile_request(
    spec: Spec, model: str, kept_elements: Mapping[str, str] | None = None, account: str = ""
) -> Request:
    """The request that an order of that spec would send; the same spec gives the same bytes.

    kept_elements: element id -> id under which the provider keeps this revision already. account: the id of the
    account, from which ids of new elements are made. Raises UnknownModel. A spec with problems compiles as well, to
    what the provider would refuse.
    """
    sheet = provider_sheet(model)
    dialect = DIALECTS[sheet.kind]
    body = as_bytes(dialect.body_of(spec, sheet, KnownElements(account, kept_elements or {})))
    return Request(model, "POST", dialect.path_of(sheet), body, hashlib.sha256(body).hexdigest())


def creates_of(spec: Spec, sheet: Sheet) -> int:
    """How many times the request is sent for one order: once where the model gives several results in a task."""
    return 1 if sheet.results > 1 else spec.results


def as_bytes(value: Any) -> bytes:
    """JSON as every request is written: UTF-8, indented by two spaces, keys in the order of the dialect."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def placeholders(body: bytes) -> list[str]:
    """The placeholders of a body in their order, each once."""
    found: dict[str, None] = {}

    def see(text: str) -> str:
        found.setdefault(text)
        return text

    _replaced(json.loads(body), see)
    return list(found)


def fill(body: bytes, values: Mapping[str, str | None]) -> bytes:
    """The body with these placeholders replaced: None drops the key (in a list, the item). One that is not among the
    values stays, and nothing else changes."""
    return as_bytes(_replaced(json.loads(body), lambda text: values.get(text, text)))


def _replaced(value: Any, of: Callable[[str], str | None], key: str = "") -> Any:
    """The value with what `of` gives for each placeholder; entries whose placeholder became None are left out."""
    if isinstance(value, dict):
        pairs = [(name, one, _replaced(one, of, name)) for name, one in value.items()]
        return {name: after for name, before, after in pairs if before is None or after is not None}
    if isinstance(value, list):
        return [after for before in value if (after := _replaced(before, of, key)) is not None or before is None]
    if isinstance(value, str) and key in PLACES and _is_placeholder(value):
        return of(value)
    return value


def _is_placeholder(text: str) -> bool:
    return text in WORDS or text.startswith("asset:")

"""The exact request as it leaves the page: as JSON, curl and Python, and beside an earlier order's."""

import difflib
import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from storyboard.providers.kinds import KINDS
from storyboard.takes.models import Order
from storyboard.takes.offering import Offer


def copies_of(offer: Offer) -> dict[str, Any]:
    """What the page shows of a request and lets people copy. The key is a variable of the shell in all of it."""
    kind = KINDS[offer.sheet.kind]
    url = (offer.account.url.rstrip("/") if offer.account else kind.url) + offer.request.path
    body, key = offer.request.body.decode(), f"{kind.name.upper()}_KEY"
    header = f"{kind.header}: {kind.scheme} ${key}".replace(":  ", ": ")
    texts = {"json": body, "curl": _curl(url, header, body), "python": _python(url, kind.headers("{key}"), key, body)}
    copies = [("json", _("Copy JSON")), ("curl", _("Copy as curl")), ("python", _("Copy as Python"))]
    return {"address": url.removeprefix("https://"), "body": body, "texts": list(texts.items()), "copies": copies}


def without_secrets(final: str) -> str:
    """A request that was sent, as people may see it: who knows an address of ours, or one in the object storage, could
    call there as the provider."""
    return re.sub(r"(/hooks/[a-z]+/)[^/\"]+|(\?)X-Amz-[^\"]+", r"\1\2•••", final)


def _curl(url: str, header: str, body: str) -> str:
    """A pipe for any POSIX shell. What stands between the words JSON is read as it is, quotes and all; the shell ends
    it with a line break, which `head` takes off: exactly the bytes of the body arrive."""
    lines = [
        f"head -c {len(body.encode())} <<'JSON' |",
        body,
        "JSON",
        f"  curl --request POST {shlex.quote(url)} \\",
        f'    --header "{header}" \\',
        "    --header 'Content-Type: application/json' \\",
        "    --data-binary @-",
    ]
    return "\n".join(lines) + "\n"


def _python(url: str, headers: dict[str, str], key: str, body: str) -> str:
    ((name, value),) = headers.items()
    lines = [
        "import os",
        "",
        "import httpx",
        "",
        f'key = os.environ["{key}"]',
        f"body = {_literal(body)}",
        f'headers = {{{json.dumps(name)}: f{json.dumps(value)}, "Content-Type": "application/json"}}',
        f"print(httpx.post({json.dumps(url)}, content=body.encode(), headers=headers, timeout=60).text)",
    ]
    return "\n".join(lines) + "\n"


def _literal(body: str) -> str:
    """A Python string of the body, a line of it a line, which reads the same bytes back."""
    lines = body.splitlines(keepends=True)
    return "(\n" + "".join(f"    {json.dumps(line, ensure_ascii=False)}\n" for line in lines) + ")"


def differences_to(order: Order, offer: Offer) -> list[tuple[str, str]]:
    """Line by line what the request has that an earlier order's had not; empty where they are the same bytes.

    The mark is added, removed or same; of the same only what stands beside a change.
    """
    first = order.generations.order_by("created_at", "pk").first()
    before = first.request.splitlines() if first else []
    return list(_marked(before, offer.request.body.decode().splitlines()))


def _marked(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    marks = {"+": "added", "-": "removed", " ": "same"}
    for line in list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]:
        yield ("place", line) if line.startswith("@@") else (marks[line[0]], line[1:])

"""A whole installation that orders from a provider of this process, as its operator sees it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.installation import Installation, installation
from tests.faults.visiting import Visitor
from tests.takes.operating import MODELS, entries_in
from tests.takes.provider import Provider


@contextmanager
def studio_at(far: Provider, folder: Path) -> Iterator[Installation]:
    """An installation with an account for each API, not started yet."""
    with installation(folder / "studio") as studio:
        for kind, url in far.urls.items():
            studio.settings[f"STORYBOARD_{kind.upper()}_URL"] = url
            studio.settings[f"STORYBOARD_{kind.upper()}_KEY"] = f"play-money-of-{kind}"
        yield studio


def order(visitor: Visitor, *kinds: str) -> None:
    """Orders a video of three seconds from each of these APIs, on a board of its own."""
    for kind in kinds:
        project = visitor.new_project(kind, 3, 1)
        for field, value in (("model", MODELS[kind]), ("mode", "single")):
            visitor.edit(project, operation="choose", field=field, value=value)
        visitor.edit(project, operation="write", field="prompt", value="A kite over a tram.")
        _status, page = visitor.get(f"/projects/{project}/order/")
        shown = {name: found[1] for name in ("model", "sha256", "price") if (found := _field(name).search(page))}
        account = re.search(r'name="where" value="(\w+)"[^>]* checked', page)
        assert account, page
        confirmed = {**shown, "where": account[1], "price_unknown": "on"}
        status, said = visitor.post(f"/projects/{project}/order/", confirmed, page_part=True)
        assert status == 200, said


def _field(name: str) -> re.Pattern[str]:
    return re.compile(f'name="{name}" value="([^"]*)"')


def states(studio: Installation) -> set[str]:
    """In which states the orders are."""
    return {row["state"] for row in studio.rows("SELECT DISTINCT state FROM storyboard_generation")}


def entries(visitor: Visitor) -> dict[str, str]:
    """What the orders page tells to stand in the way."""
    status, page = visitor.get("/orders/")
    assert status == 200
    return entries_in(page)

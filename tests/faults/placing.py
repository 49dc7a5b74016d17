"""Places orders on an installation's database, as clicks would, for accounts of its environment:
`python -m tests.faults.placing COUNT SECONDS`, each so long after the one before. Every order has a board, pictures and
a prompt of its own. Whatever pauses an account, its owner resumes it, also after the last order, until this is ended.
"""

import io
import os
import sys
import time
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
django.setup()

from django.conf import settings  # noqa: E402  (the apps must be loaded first)
from django.db import DatabaseError  # noqa: E402
from PIL import Image  # noqa: E402

from storyboard.assets.digests import settle  # noqa: E402
from storyboard.assets.models import Asset, AssetKind, AssetOrigin  # noqa: E402
from storyboard.assets.storing import MediaFile, keep_asset  # noqa: E402
from storyboard.elements import editing as elements  # noqa: E402
from storyboard.elements.revising import put, rearrange  # noqa: E402
from storyboard.projects.casting import add_element  # noqa: E402
from storyboard.projects.editing import edit  # noqa: E402
from storyboard.projects.making import NewShot, make_project  # noqa: E402
from storyboard.projects.models import Project  # noqa: E402
from storyboard.projects.pinning import Pinned, set_frame  # noqa: E402
from storyboard.projects.writing import choose, write_board_text  # noqa: E402
from storyboard.studio.account_editing import resume  # noqa: E402
from storyboard.studio.following import oldest_workspace  # noqa: E402
from storyboard.studio.models import Person, ProviderAccount, Workspace  # noqa: E402
from storyboard.takes.ordering import Wish, place_order  # noqa: E402

KINDS = 3  # of providers
SIZE = (640, 360)


@dataclass(frozen=True)
class Row:
    """What is ordered: with a first frame and an element, or of text alone."""

    model: str
    results: int = 1
    with_pictures: bool = False


# Two results of Highway would be two creates that nobody could tell apart.
ROWS = (
    Row("runware/kling-3.0-4k", with_pictures=True),
    Row("highway/kling-3.0-4k"),
    Row("crun/kling-3.0-std"),
    Row("runware/kling-3.0-pro", results=2),
    Row("highway/kling-3.0-4k"),
    Row("crun/kling-3.0-4k", results=2, with_pictures=True),
)


def founded() -> tuple[Workspace, Person]:
    """The workspace and its owner, as soon as a server has made them with their accounts."""
    while True:
        try:
            workspace, owner = oldest_workspace(), Person.objects.order_by("pk").first()
            if workspace and owner and ProviderAccount.objects.count() == KINDS:
                return workspace, owner
        except DatabaseError:
            pass  # it is being migrated
        time.sleep(0.1)


def picture(workspace: Workspace, owner: Person, colour: tuple[int, int, int]) -> Asset:
    """A picture of one colour, kept as an upload is."""
    content = io.BytesIO()
    Image.new("RGB", SIZE, colour).save(content, "PNG")
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    path = settings.WORK_DIR / f"placing-{os.getpid()}.png"
    path.write_bytes(content.getvalue())
    file = MediaFile(path, settle(path), "image/png", *SIZE)
    return keep_asset(workspace.pk, AssetKind.PICTURE, AssetOrigin.UPLOAD, file, name="placed.png", created_by=owner)


def board(workspace: Workspace, owner: Person, number: int, *, with_pictures: bool) -> Project:
    """A board like no other."""
    project = make_project(workspace, owner, f"Order {number}", [NewShot(3, "Kite", "A kite.")])
    edit(project.pk, owner, choose("mode", "single"))
    kite = "Kite"
    if with_pictures:
        edit(project.pk, owner, set_frame("first", Pinned(picture(workspace, owner, (0, number // 256, number % 256)))))
        element = elements.make_element(workspace, owner, f"Guide {number}", "character")
        face = picture(workspace, owner, (255, number // 256, number % 256))
        rearrange(element.pk, owner, put("frontal", face.pk))
        edit(project.pk, owner, add_element(element.pk))
        kite = f"{{{{element:{element.pk}}}}} with kite"
    edit(project.pk, owner, write_board_text("prompt", f"{kite} number {number} over a tram.", 99))
    return project


def resume_all(owner: Person) -> None:
    """As an owner who has paid in."""
    for account in ProviderAccount.objects.exclude(paused_at=None):
        resume(account, owner)


def main(count: int, seconds: float) -> None:
    """Until it is ended."""
    workspace, owner = founded()
    ProviderAccount.objects.update(at_once=1000)
    for number in range(count):
        row = ROWS[number % len(ROWS)]
        project = board(workspace, owner, number, with_pictures=row.with_pictures)
        resume_all(owner)
        place_order(project, owner, Wish(row.model, f"order {number}", row.results))
        time.sleep(seconds)
    while True:
        resume_all(owner)
        time.sleep(0.5)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))

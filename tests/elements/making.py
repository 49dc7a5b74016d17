"""Elements and files as tests need them."""

from collections.abc import Sequence

from storyboard.assets.models import Asset
from storyboard.elements import editing, revising
from storyboard.elements.models import Element
from storyboard.studio.models import Person, Workspace


def file(workspace: Workspace, name: str, kind: str = "picture", seconds: int = 5) -> Asset:
    """A file of the workspace; a clip runs at 24 frames a second."""
    clip = {"frames": seconds * 24, "rate_numerator": 24, "rate_denominator": 1, "width": 1920, "height": 1080}
    fields = clip if kind == "clip" else {}
    return Asset.objects.create(
        workspace=workspace, kind=kind, origin="upload", sha256=f"{name:0>64}"[:64], file=name, name=name, **fields
    )


def element(person: Person, workspace: Workspace, name: str, images: Sequence[str] = (), tags: str = "") -> Element:
    """An element with these images, the first of them frontal."""
    made = editing.make_element(workspace, person, name, "character")
    for number, image in enumerate(images):
        role = "extra" if number else "frontal"
        revising.rearrange(made.pk, person, revising.put(role, file(workspace, f"{name} {image}").pk))
    if tags:
        editing.add_tags(made.pk, person, tags)
    made.refresh_from_db()
    return made

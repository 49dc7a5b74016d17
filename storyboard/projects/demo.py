"""The demo project: a finished-looking board to try everything on. Its pictures were drawn for Storyboard."""

from pathlib import Path

from django.utils.translation import gettext as _

from storyboard.assets.models import Asset
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import import_picture
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Person, Workspace

PICTURES = Path(__file__).parent / "demo_pictures"


def make_demo(workspace: Workspace, owner: Person) -> Project:
    """Makes the demo project with its pictures in a workspace."""

    def picture(name: str) -> Asset:
        asset = import_picture(workspace.pk, owner, PICTURES / f"{name}.jpg", f"{name}.jpg")
        want_renditions(asset)
        return asset

    shots = [NewShot(3, name, prompt, picture(f"shot-{number}")) for number, (name, prompt) in enumerate(_texts(), 1)]
    return make_project(
        workspace,
        owner,
        _("Salt-flat caravan"),
        shots,
        first_frame=picture("dawn-pan"),
        last_frame=picture("gate-at-dusk"),
        style=_("Natural light, 35 mm, haze and fine grain."),
    )


def _texts() -> list[tuple[str, str]]:
    return [
        (
            _("Across the pan"),
            _(
                "Wide, slow dolly in. A white salt pan, split into pale plates, runs out to smoking black ridges. "
                "Three tall pack beasts cross in single file, each with a glass globe strapped to a copper saddle. "
                "First light, long shadows, heat shimmer."
            ),
        ),
        (
            _("The Guide"),
            _(
                "Medium, tracking left beside the caravan. A guide in indigo walks ahead of the lead beast, layers "
                "pulled back by a warm wind; salt dust curls up at every step. A mirror mask catches the far lava "
                "seams, then a globe takes the sun and throws flecks of light across the crust."
            ),
        ),
        (
            _("Basalt gate"),
            _(
                "Low angle, slow crane up. The caravan reaches a gate of basalt columns; embers drift and the horizon "
                "ripples. Sky and globes turn from pale gold to furnace orange as the guide passes between the first "
                "two pillars."
            ),
        ),
    ]

"""Places orders on an installation's database, as clicks would, for accounts of its environment:
`python -m tests.faults.placing COUNT SECONDS`, each so long after the one before. Every order has a board and a prompt
of its own.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
django.setup()

from storyboard.projects.editing import choose, edit, write_board_text  # noqa: E402  (the apps must be loaded first)
from storyboard.projects.making import NewShot, make_project  # noqa: E402
from storyboard.studio.following import oldest_workspace  # noqa: E402
from storyboard.studio.models import Person, ProviderAccount  # noqa: E402
from storyboard.takes.ordering import Wish, place_order  # noqa: E402

MODELS = (
    "runware/kling-3.0-4k",
    "highway/kling-3.0-4k",
    "crun/kling-3.0-std",
    "runware/kling-3.0-pro",
    "highway/kling-3.0-4k",
    "crun/kling-3.0-4k",
)


def main(count: int, seconds: float) -> None:
    """Two results for every fifth order."""
    workspace, owner = oldest_workspace(), Person.objects.order_by("pk").first()
    assert workspace
    assert owner
    ProviderAccount.objects.update(at_once=1000)
    for number in range(count):
        project = make_project(workspace, owner, f"Order {number}", [NewShot(3, "Kite", "A kite.")])
        edit(project.pk, owner, choose("mode", "single"))
        edit(project.pk, owner, write_board_text("prompt", f"Kite number {number} over a tram.", 99))
        results = 2 if number % 5 == 0 else 1
        place_order(project, owner, Wish(MODELS[number % len(MODELS)], f"order {number}", results))
        time.sleep(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))

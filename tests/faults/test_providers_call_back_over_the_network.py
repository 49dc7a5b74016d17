"""Where the server can be reached, a call brings a result sooner than the next question, and a file that was put here
is used where the link is dead. The provider is the sandbox, a process of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.installation import Installation, installation, wait_until
from tests.faults.visiting import Visitor
from tests.machine.servers import free_port
from tests.sandbox.outside import outside

FAULTS = {"faults": [{"kind": "dead_link", "api": "runware"}, {"kind": "webhook_twice", "api": "crun"}]}


@pytest.fixture
def reachable(tmp_path: Path) -> Iterator[Installation]:
    plan = tmp_path / "faults.json"
    plan.write_text(json.dumps(FAULTS))
    port = free_port()
    with (
        outside(tmp_path, "--speed", "30", "--faults", str(plan)) as sandbox,
        installation(tmp_path / "studio") as installed,
    ):
        urls = {f"STORYBOARD_{kind}_URL": url for kind, url in sandbox.urls.items()}
        keys = {f"STORYBOARD_{kind}_KEY": f"play-money-of-{kind.lower()}" for kind in sandbox.urls}
        installed.settings.update({**urls, **keys, "STORYBOARD_PUBLIC_URL": f"http://127.0.0.1:{port}"})
        visitor = Visitor(installed.up(port=port))
        (project,) = installed.lines("projects")
        # One picture, which is all that every model takes beside several shots.
        status, _strip = visitor.edit(project["project"], operation="frame", edge="last", asset="")
        assert status == 200
        yield installed


def ordered(studio: Installation, model: str) -> dict[str, Any]:
    (project,) = studio.lines("projects")
    (line,) = studio.lines("generate", project["project"], "--model", model, "--wait", "90")
    (row,) = studio.rows("SELECT * FROM storyboard_generation WHERE model = ? ORDER BY created_at DESC LIMIT 1", model)
    return {**line, **row}


def test_results_come_by_call_and_by_file(reachable: Installation) -> None:
    crun = ordered(reachable, "crun/kling-3.0-std")
    assert (crun["state"], crun["woken_at"] is not None) == ("done", True)
    assert f'"callback_url": "{reachable.settings["STORYBOARD_PUBLIC_URL"]}/hooks/crun/' in crun["final_request"]
    runware = ordered(reachable, "runware/kling-3.0-4k")
    assert (runware["state"], runware["woken_at"] is not None) == ("done", True)
    assert Path(runware["path"]).stat().st_size > 1000
    wait_until(lambda: not reachable.half_files(), 10, "an empty work folder")
    assert "Traceback" not in reachable.servers[0].said()

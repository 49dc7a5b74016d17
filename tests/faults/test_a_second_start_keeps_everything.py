"""Starting again is quick, prints a new sign-in link and finds everything as it was."""

import time

from tests.faults.installation import Installation
from tests.faults.visiting import Visitor


def test_a_second_start_keeps_everything(storyboard: Installation) -> None:
    first = storyboard.up()
    Visitor(first).new_project("Mine", 9, 3)
    before = storyboard.lines("projects")
    assert first.end() == 0
    started = time.monotonic()
    second = storyboard.up()
    assert time.monotonic() - started < 15
    assert second.link.startswith(f"http://127.0.0.1:{second.port}/signin/")
    assert second.link.rpartition("/signin/")[2] != first.link.rpartition("/signin/")[2]
    assert storyboard.lines("projects") == before
    assert sorted(project["title"] for project in before) == ["Mine", "Salt-flat caravan"]
    Visitor(second)


def test_a_deleted_demo_project_does_not_come_back_beside_others(storyboard: Installation) -> None:
    first = storyboard.up("--no-demo")
    Visitor(first).new_project("Mine", 9, 3)
    assert first.end() == 0
    storyboard.up()
    assert [project["title"] for project in storyboard.lines("projects")] == ["Mine"]

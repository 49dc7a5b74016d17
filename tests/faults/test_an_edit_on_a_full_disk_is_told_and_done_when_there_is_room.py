"""The disk under the database is full: an edit is answered with that, changes nothing, and goes through once there is
room."""

from pathlib import Path

from tests.faults.filling import fill
from tests.faults.installation import Installation, installation
from tests.faults.visiting import Visitor

TOLD = "The server’s disk is full. Nothing was changed"


def write(visitor: Visitor, studio: Installation, project: str, text: str) -> tuple[int, str]:
    shot = studio.shots(project)[0]["id"]
    return visitor.edit(project, operation="write", shot=shot, field="prompt", value=text)


def test_an_edit_on_a_full_disk(small_disk: Path) -> None:
    with installation(small_disk) as studio:
        visitor = Visitor(studio.up("--no-demo"))
        project = visitor.new_project("Full disk", 5, 2)
        ballast = small_disk / "ballast"
        fill(ballast)
        answers = [write(visitor, studio, project, f"Text {number} " + "long " * 1500) for number in range(20)]
        refused = [text for status, text in answers if status != 200]
        assert refused
        assert {status for status, _text in answers} <= {200, 507}
        assert all(TOLD in text for text in refused)
        ballast.unlink()
        assert write(visitor, studio, project, "There is room.")[0] == 200
        assert studio.shots(project)[0]["prompt"] == "There is room."

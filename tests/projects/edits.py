"""Edits of a real board, and what its rows must look like after each."""

from hypothesis import strategies as st

from storyboard.projects import cutting, several, timing, writing
from storyboard.projects.editing import Operation
from storyboard.projects.models import Project, Shot
from storyboard.projects.pasted_shots import Pasted, PastedShot
from storyboard.projects.pasting import Pasting

texts = st.text(max_size=12)


def live(project: Project) -> list[Shot]:
    """The live shots of a project as they are in the database, in order."""
    return list(Shot.objects.filter(project=project, deleted_at=None).order_by("position"))


def assert_sound(project: Project) -> None:
    """The law of DESIGN §5, read from the rows."""
    row = Project.objects.get(pk=project.pk)
    shots = live(project)
    assert 1 <= len(shots) <= 6
    assert all(shot.seconds >= 1 for shot in shots)
    assert 3 <= row.total_seconds <= 15
    assert sum(shot.seconds for shot in shots) == row.total_seconds
    assert [shot.position for shot in shots] == [*range(1, len(shots) + 1)]


def operation(project: Project, kind: str, place: int, number: int, text: str) -> Operation:
    """One operation of that kind on some live shot."""
    shots = live(project)
    shot = shots[place % len(shots)].pk
    some = list({shot, shots[number % len(shots)].pk})
    read = text.replace("\x00", "")  # as whoever reads a paste leaves it
    operations: dict[str, Operation] = {
        "add": timing.add_shot(place),
        "duplicate": cutting.duplicate_shot(shot),
        "split": cutting.split_shot(shot, number),
        "merge": cutting.merge_shots(shot),
        "ripple": cutting.ripple_seconds(shot, number),
        "delete": timing.delete_shot(shot),
        "move": timing.move_shot(shot, number),
        "roll": timing.roll_edge(shot, number),
        "change_seconds": timing.change_seconds(shot, number),
        "set_seconds": timing.set_seconds(shot, number),
        "set_total": timing.set_total(number),
        "change_total": timing.change_total(number),
        "even": timing.even_out(),
        "duplicate_shots": several.duplicate_shots(some),
        "delete_shots": several.delete_shots(some),
        "lock_shots": several.lock_shots(some, number % 2 == 0),
        "even_shots": several.even_shots(some),
        "paste": Pasting(shot, Pasted((PastedShot(read, seconds=number, timed=True), PastedShot(read)))),
        "lock": timing.lock_seconds(shot, number % 2 == 0),
        "write": writing.write_text(shot, "prompt", text, 10**9),
        "title": writing.write_board_text("title", text, 10**9),
        "ratio": writing.choose("ratio", "1:1" if number % 2 else "9:16"),
    }
    return operations[kind]


KINDS = (
    "add",
    "duplicate",
    "split",
    "merge",
    "ripple",
    "delete",
    "move",
    "roll",
    "change_seconds",
    "set_seconds",
    "set_total",
    "change_total",
    "even",
    "duplicate_shots",
    "delete_shots",
    "lock_shots",
    "even_shots",
    "paste",
    "lock",
    "write",
    "title",
    "ratio",
)

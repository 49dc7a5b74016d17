"""Ten people on one board are never refused, unless two of them wrote the very same text; then both are kept."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import cutting, editing, timing, undoing, writing
from storyboard.projects.editing import Operation
from storyboard.projects.models import Project
from storyboard.projects.pasted_shots import Pasted, PastedShot
from storyboard.projects.pasting import Pasting
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


def write(project: Project, person: Person, text: str, seen: int, field: str = "prompt", place: int = 0) -> None:
    editing.edit(project.pk, person, writing.write_text(live(project)[place].pk, field, text, seen))


def test_the_same_field_carries_both_values_and_the_other_writer(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    with pytest.raises(writing.Conflict) as conflict:
        write(project, people.alice, "Mine", seen=1)
    found = conflict.value
    assert (found.field, found.theirs, found.mine, found.by) == ("prompt", "Hers", "Mine", "olga")
    assert live(project)[0].prompt == "Hers"


@pytest.mark.parametrize("way", ["seconds", "ripple"])
def test_seconds_that_were_kept_do_not_take_the_place_of_anothers(
    project: Project, people: People, client_of: Callable[[Person], Client], way: str
) -> None:
    kite, tram, lighthouse = (shot.pk for shot in live(project))

    def keep(shot: str, seconds: int) -> tuple[int, str]:
        """What a page sends that had no connection since version 1; what it is answered."""
        form = {"operation": way, "shot": shot, "seconds": seconds, "typed_at": 1, "version": 1}
        answer = client_of(people.alice).post(f"/projects/{project.pk}/edit/", form)
        return answer.status_code, text_of(answer)

    editing.edit(project.pk, people.olga, writing.write_text(tram, "note", "Hers.", 1))
    editing.edit(project.pk, people.olga, timing.set_seconds(lighthouse, 2))
    assert (keep(kite, 5)[0], live(project)[0].seconds) == (200, 5)
    status, said = keep(lighthouse, 5)
    assert (status, live(project)[2].seconds) == (422, 2)
    assert "This shot was set to 2 s meanwhile" in said


def test_seconds_that_were_kept_follow_ones_own(project: Project, people: People) -> None:
    kite, tram, _lighthouse = (shot.pk for shot in live(project))
    for shot, seconds in ((kite, 4), (tram, 2)):  # the first takes a second from the shot that the second is about
        kept = timing.unless_set_since(shot, 1, timing.set_seconds(shot, seconds))
        editing.edit(project.pk, people.alice, kept)
    assert [shot.seconds for shot in live(project)][1] == 2


def test_it_is_one_also_when_others_edited_since(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    editing.edit(project.pk, people.olga, timing.change_total(1))
    with pytest.raises(writing.Conflict):
        write(project, people.alice, "Mine", seen=1)


def test_typing_that_was_joined_to_one_revision_still_counts(project: Project, people: People) -> None:
    write(project, people.olga, "He", seen=1)
    write(project, people.olga, "Hers", seen=2)
    with pytest.raises(writing.Conflict):
        write(project, people.alice, "Mine", seen=2)


def test_a_page_that_saw_the_other_text_may_write(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=2)
    assert live(project)[0].prompt == "Mine"


def test_the_same_text_from_both_is_no_conflict(project: Project, people: People) -> None:
    write(project, people.olga, "Same", seen=1)
    write(project, people.alice, "Same", seen=1)
    assert live(project)[0].prompt == "Same"


def test_another_field_is_none(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=1, field="note")


def test_another_shot_is_none(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=1, place=1)


def test_seconds_never_are(project: Project, people: People) -> None:
    editing.edit(project.pk, people.olga, timing.change_seconds(live(project)[0].pk, 1))
    editing.edit(project.pk, people.alice, timing.change_seconds(live(project)[0].pk, 1))
    assert live(project)[0].seconds == 5


def test_a_text_of_the_board_conflicts_with_itself_alone(project: Project, people: People) -> None:
    editing.edit(project.pk, people.olga, writing.write_board_text("style", "Hers", 1))
    editing.edit(project.pk, people.alice, writing.write_board_text("title", "Mine", 1))
    write(project, people.alice, "Mine", seen=1)
    with pytest.raises(writing.Conflict):
        editing.edit(project.pk, people.alice, writing.write_board_text("style", "Mine", 1))


def test_a_conflict_writes_nothing(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    before = Project.objects.values().get(pk=project.pk)
    with pytest.raises(writing.Conflict):
        write(project, people.alice, "Mine", seen=1)
    assert Project.objects.values().get(pk=project.pk) == before


def version(project: Project) -> int:
    return Project.objects.values_list("version", flat=True).get(pk=project.pk)


def do(project: Project, person: Person, operation: Operation) -> None:
    editing.edit(project.pk, person, operation)


def conflict_of(project: Project, person: Person, seen: int, field: str = "prompt", place: int = 0) -> tuple[str, str]:
    """Both are kept: what stands there and by whom."""
    before = Project.objects.values().get(pk=project.pk)
    with pytest.raises(writing.Conflict) as conflict:
        write(project, person, "Mine", seen, field, place)
    assert Project.objects.values().get(pk=project.pk) == before
    assert getattr(live(project)[place], field) == conflict.value.theirs
    assert conflict.value.version == version(project)
    return conflict.value.theirs, conflict.value.by


def test_a_restored_text_is_not_overwritten_unseen(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    do(project, people.olga, undoing.restore(1))
    do(project, people.rita, timing.change_total(1))
    assert conflict_of(project, people.alice, seen=2) == ("A kite in the rain.", "olga")
    write(project, people.alice, "Mine", seen=version(project))


def test_a_restored_text_of_the_board_neither(project: Project, people: People) -> None:
    do(project, people.olga, writing.write_board_text("style", "Hers", 1))
    do(project, people.olga, undoing.restore(1))
    with pytest.raises(writing.Conflict):
        do(project, people.alice, writing.write_board_text("style", "Mine", 2))


def test_nor_one_that_was_taken_back_or_done_again(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    do(project, people.olga, undoing.undo)
    assert conflict_of(project, people.alice, seen=2) == ("A kite in the rain.", "olga")
    do(project, people.olga, undoing.redo)
    assert conflict_of(project, people.alice, seen=3) == ("Hers", "olga")


@pytest.mark.parametrize("field", ["prompt", "note"])
def test_nor_one_that_was_merged(project: Project, people: People, field: str) -> None:
    write(project, people.alice, "Low", seen=1, field="note", place=1)
    do(project, people.olga, cutting.merge_shots(live(project)[0].pk))
    theirs, by = conflict_of(project, people.alice, seen=2, field=field)
    assert (theirs, by) == (live(project)[0].prompt if field == "prompt" else "Low", "olga")


def test_nor_one_that_a_restored_merge_gave_back(project: Project, people: People) -> None:
    write(project, people.alice, "Low", seen=1, field="note", place=1)
    do(project, people.olga, cutting.merge_shots(live(project)[0].pk))
    do(project, people.olga, undoing.undo)
    assert conflict_of(project, people.alice, seen=3, field="note") == ("", "olga")


def test_nor_one_that_was_pasted_since(project: Project, people: People) -> None:
    do(project, people.olga, Pasting("", Pasted((PastedShot("A boat."),))))
    assert conflict_of(project, people.alice, seen=1, place=3) == ("A boat.", "olga")
    write(project, people.alice, "Mine", seen=1, place=0)


@pytest.mark.parametrize("back_and_forth", [("restore",), ("undo",), ("merge", "undo")])
def test_where_the_text_seen_stands_again_others_left_nothing_to_lose(
    project: Project, people: People, back_and_forth: tuple[str, ...]
) -> None:
    kite = live(project)[0].pk
    do(project, people.olga, timing.lock_seconds(kite, True))
    do(project, people.olga, timing.lock_seconds(kite, False))
    steps = {"restore": undoing.restore(1), "undo": undoing.undo, "merge": cutting.merge_shots(kite)}
    for step in back_and_forth:
        do(project, people.olga, steps[step])
    write(project, people.alice, "Mine", seen=1, field="note")


def test_what_was_typed_and_taken_out_again_still_counts(project: Project, people: People) -> None:
    write(project, people.olga, "He", seen=1)
    write(project, people.olga, "A kite in the rain.", seen=2)
    assert conflict_of(project, people.alice, seen=2) == ("A kite in the rain.", "olga")


def test_ones_own_typing_joined_over_an_edit_of_another_is_none(project: Project, people: People) -> None:
    write(project, people.alice, "A", seen=1)
    write(project, people.olga, "Hers", seen=2, place=1)
    write(project, people.alice, "A kite", seen=2)
    write(project, people.alice, "A kite!", seen=4)
    assert live(project)[0].prompt == "A kite!"

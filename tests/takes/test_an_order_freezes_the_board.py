"""What was ordered is what is made, whatever is edited afterwards; and each render has a number of its own."""

from decimal import Decimal

import pytest

from storyboard.projects import editing, timing, writing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.providers.sheets import UnknownModel
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Wish, place_order
from tests.conftest import People
from tests.projects.edits import live
from tests.takes.making import ordered

pytestmark = pytest.mark.both


def test_edits_after_it_change_nothing_in_it(people: People, project: Project) -> None:
    take = ordered(project, people.alice)
    before = Generation.objects.values("spec", "shots").get(pk=take.generation_id)
    for operation in (
        writing.write_text(live(project)[0].pk, "prompt", "Changed.", 9),
        writing.write_board_text("style", "Changed.", 9),
        writing.choose("ratio", "9:16"),
        writing.choose("animatic_height", "1080"),
        timing.move_shot(live(project)[0].pk, 2),
        timing.set_total(15),
        timing.delete_shot(live(project)[0].pk),
    ):
        editing.edit(project.pk, people.alice, operation)
    assert Generation.objects.values("spec", "shots").get(pk=take.generation_id) == before


def test_it_holds_the_board_as_it_was(people: People, project: Project) -> None:
    generation = ordered(project, people.alice).generation
    shots = live(project)
    assert [(shot["id"], shot["prompt"], shot["seconds"]) for shot in generation.spec["shots"]] == [
        (shot.pk, shot.prompt, shot.seconds) for shot in shots
    ]
    assert (generation.spec["height"], generation.spec["container"]) == (720, "mp4")
    assert generation.shots == [
        {"shot": shot.pk, "seconds": 3, "first": 72 * place, "frames": 72} for place, shot in enumerate(shots)
    ]


def test_it_names_its_person_its_price_and_the_version_seen(people: People, project: Project) -> None:
    editing.edit(project.pk, people.alice, timing.change_total(1))
    order = ordered(project, people.rita).generation.order
    assert (order.person, order.model, order.board_version) == (people.rita, "animatic", 2)
    assert (order.estimated, order.unit) == (Decimal(0), "USD")


def test_renders_are_counted_and_takes_are_not(people: People, project: Project) -> None:
    takes = [ordered(project, people.alice) for _each in range(3)]
    assert [(take.number, take.render) for take in takes] == [(0, 1), (0, 2), (0, 3)]
    project.refresh_from_db()
    assert (project.last_render, project.last_take) == (3, 0)


def test_the_same_token_twice_is_one_order(people: People, project: Project) -> None:
    first = place_order(project, people.alice, Wish("animatic", "token"))
    assert place_order(project, people.alice, Wish("animatic", "token")) == first
    assert Take.objects.filter(project=project).count() == 1


def test_a_token_of_another_project_is_another_order(people: People, project: Project) -> None:
    other = make_project(people.elsewhere, people.stan, "Other", [NewShot(3)])
    first = place_order(project, people.alice, Wish("animatic", "token"))
    second = place_order(other, people.stan, Wish("animatic", "token"))
    assert first != second
    assert second.project == other


@pytest.mark.parametrize("token", ["x" * 5_000, "\x00", "😀"])
def test_any_token_at_all_is_one_use(people: People, project: Project, token: str) -> None:
    first = place_order(project, people.alice, Wish("animatic", token))
    assert place_order(project, people.alice, Wish("animatic", token)) == first


def test_a_board_without_a_word_can_be_made_an_animatic(people: People) -> None:
    project = make_project(people.workspace, people.alice, "Empty", [NewShot(3)])
    assert ordered(project, people.alice).state == "waiting"


def test_a_model_that_is_not_there_is_refused(people: People, project: Project) -> None:
    with pytest.raises(UnknownModel):
        place_order(project, people.alice, Wish("runware/kling-9", "token"))
    assert not Order.objects.exists()

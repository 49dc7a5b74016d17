"""A workspace may say that only approved elements are ordered; the server holds to it whatever the page showed."""

import pytest

from storyboard.assets.storing import import_picture
from storyboard.elements import editing as library
from storyboard.elements.models import Element
from storyboard.projects import casting, editing, pinning, writing
from storyboard.projects.demo import PICTURES
from storyboard.projects.models import Project
from storyboard.providers.mentions import mention_of
from storyboard.studio.models import Workspace
from storyboard.takes.models import GenerationElement, Order
from storyboard.takes.ordering import Blocked, Wish, place_order
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both
MODEL = "rehearsal:runware/kling-3.0-4k"


@pytest.fixture
def guide(people: People, project: Project) -> Element:
    """An element with all that it needs, on the board and mentioned; a model of Kling's that can be ordered."""
    made = element(people.lino, people.workspace, "Guide", ["front", "left"])
    editing.edit(project.pk, people.alice, casting.add_element(made.pk))
    frame = pinning.Pinned(import_picture(people.workspace.pk, people.alice, PICTURES / "shot-1.jpg", "kite.jpg"))
    editing.edit(project.pk, people.alice, pinning.set_frame("first", frame))
    shot = project.shots.get(position=1)
    editing.edit(project.pk, people.alice, writing.write_text(shot.pk, "prompt", mention_of(made.pk), 10**6))
    return made


def only_approved(people: People) -> None:
    Workspace.objects.filter(pk=people.workspace.pk).update(only_approved_elements=True)


def place(project: Project, people: People, token: str = "token") -> Order:
    return place_order(Project.objects.get(pk=project.pk), people.alice, Wish(MODEL, token))


def test_a_draft_is_refused_and_nothing_is_placed(people: People, project: Project, guide: Element) -> None:
    only_approved(people)
    with pytest.raises(Blocked) as blocked:
        place(project, people)
    assert [problem.code for problem in blocked.value.problems] == ["element_not_approved"]
    assert not Order.objects.exists()


def test_an_approved_one_is_ordered(people: People, project: Project, guide: Element) -> None:
    only_approved(people)
    library.approve(guide.pk, people.lino, approved=True)
    place(project, people)
    assert GenerationElement.objects.values_list("element_id", "revision").get() == (guide.pk, 2)


def test_one_made_a_draft_again_after_the_page_was_shown_is_refused(
    people: People, project: Project, guide: Element
) -> None:
    only_approved(people)
    library.approve(guide.pk, people.lino, approved=True)
    place(project, people)
    library.approve(guide.pk, people.lino, approved=False)
    with pytest.raises(Blocked):
        place(project, people, "another token")
    assert place(project, people) == Order.objects.get()


def test_elsewhere_a_draft_is_ordered(people: People, project: Project, guide: Element) -> None:
    place(project, people)
    assert Order.objects.count() == 1


def test_the_animatic_is_free_of_it(people: People, project: Project, guide: Element) -> None:
    only_approved(people)
    place_order(project, people.alice, Wish("animatic", "token"))
    assert Order.objects.count() == 1

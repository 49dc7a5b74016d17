"""Tags are typed, kept once each in one case, shown on cards, searched for, and renamed with the words of a title."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import editing, keeping, timing, writing
from storyboard.projects.finding import Wanted, page_of, tags_of
from storyboard.projects.models import Project
from storyboard.projects.undoing import undo
from storyboard.studio.models import Person
from tests.conftest import People

pytestmark = pytest.mark.both
HTMX = {"HX-Request": "true"}


def found(people: People, **wanted: object) -> int:
    return len(page_of(people.workspace.pk, Wanted(**wanted)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Night,  sea   side,night", ["night", "sea side"]),
        (" , ,", []),
        ("x" * 50, ["x" * 40]),
        ("a\x00b", ["ab"]),
    ],
)
def test_they_are_kept_plain(project: Project, typed: str, kept: list[str]) -> None:
    keeping.set_tags(project.pk, "old")
    keeping.set_tags(project.pk, typed)
    assert [tag.tag for tag in project.tags.all()] == kept


def test_too_many_are_refused_and_the_old_ones_kept(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    keeping.set_tags(project.pk, "night")
    typed = ",".join(f"tag{number}" for number in range(21))
    answer = client_of(people.alice).post(f"/projects/{project.pk}/tags/", {"tags": typed}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.content.decode().strip() == "A project has at most 20 tags. Those it had were kept."
    assert [tag.tag for tag in project.tags.all()] == ["night"]


def test_a_project_is_found_by_its_tags_and_their_words(people: People, project: Project) -> None:
    keeping.set_tags(project.pk, "night shoot, sea")
    assert found(people, tags=("sea",)) == found(people, tags=("sea", "night shoot")) == found(people, q="sho rai") == 1
    assert found(people, tags=("night",)) == found(people, q="dawn") == 0
    keeping.set_tags(project.pk, "dawn")
    assert found(people, tags=("sea",)) == found(people, q="sho") == 0
    assert found(people, q="dawn") == 1
    assert tags_of(people.workspace.pk) == [("dawn", 1)]


def test_the_list_of_tags_follows_the_archive(people: People, project: Project) -> None:
    keeping.set_tags(project.pk, "dawn")
    assert tags_of(people.workspace.pk) == [("dawn", 1)]
    keeping.archive(project.pk)
    assert tags_of(people.workspace.pk) == []


def test_a_new_title_is_found_and_taken_back(people: People, project: Project) -> None:
    editing.edit(project.pk, people.olga, writing.write_board_text("title", "Ébony night", 99))
    assert (found(people, q="ebo"), found(people, q="rainy")) == (1, 0)
    editing.edit(project.pk, people.olga, undo)
    assert (found(people, q="ebo"), found(people, q="rainy")) == (0, 1)
    project.refresh_from_db()
    assert project.sort_key == "rainy day"


def test_whoever_edits_has_a_hand_in_it(people: People, project: Project) -> None:
    for person in (people.olga, people.alice, people.olga):
        editing.edit(project.pk, person, timing.change_total(1))
    assert [one.person for one in project.people.all()] == [people.alice, people.olga]
    assert found(people, person=people.olga.pk) == found(people, person=people.alice.pk) == 1
    assert found(people, person=people.rita.pk) == 0


def test_cards_show_tags_and_people_and_only_of_the_workspace(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    keeping.set_tags(project.pk, "night")
    editing.edit(project.pk, people.olga, timing.change_total(1))
    address = f"/projects/cards/?id={project.pk}&id=%00&id=none"
    page = client_of(people.rita).get(address).content.decode()
    assert '<li class="chip">night</li>' in page
    assert page.index('aria-label="olga"') < page.index('aria-label="alice"')
    assert "data-menu" not in page  # a reviewer has no menu
    assert "project-" not in client_of(people.stan).get(address).content.decode()

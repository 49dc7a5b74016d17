"""What came before a project, and the tree of what follows, however long, in a few queries."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects.chains import AFTER, BEFORE, Chain, Link, chain_id_of, chain_of
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Continuation, Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


@pytest.fixture
def follow(people: People) -> Callable[[Project, str], Project]:
    """Makes a project of that title that goes on from another."""

    def made(source: Project, title: str) -> Project:
        project = make_project(people.workspace, people.alice, title, [NewShot(3)])
        Continuation.objects.create(project=project, source=source, chain=chain_id_of(source.pk))
        return project

    return made


Follow = Callable[[Project, str], Project]


def drawn(chain: Chain | None) -> str:
    """A row as text: a → [b] → (c, d → e)."""
    assert chain
    return " → ".join([*(link.title for link in chain.before), f"[{chain.here.title}]{_after(chain.here)}"])


def _after(link: Link) -> str:
    inner = ", ".join(f"{one.title}{_after(one)}" for one in link.after)
    return f" → ({inner})" if inner else ""


def test_a_project_alone_has_no_chain(project: Project) -> None:
    assert chain_of(project) is None


def test_previous_this_and_next(project: Project, follow: Follow) -> None:
    second = follow(project, "2")
    third = follow(second, "3")
    assert drawn(chain_of(project)) == "[Rainy day] → (2 → (3))"
    assert drawn(chain_of(second)) == "Rainy day → [2] → (3)"
    assert drawn(chain_of(third)) == "Rainy day → 2 → [3]"


def test_several_successors_make_a_tree(project: Project, follow: Follow) -> None:
    left, right = follow(project, "left"), follow(project, "right")
    follow(left, "leaf")
    assert drawn(chain_of(project)) == "[Rainy day] → (left → (leaf), right)"
    assert drawn(chain_of(right)) == "Rainy day → [right]"


def test_a_long_chain_is_cut_on_both_sides_and_counted(project: Project, follow: Follow) -> None:
    line = [project]
    for number in range(BEFORE + AFTER + 10):
        line.append(follow(line[-1], str(number)))
    chain = chain_of(line[BEFORE + 5])
    assert chain
    assert (len(chain.before), chain.earlier, chain.later) == (BEFORE, 5, 5)
    assert chain.before[-1].id == line[BEFORE + 4].pk


def test_a_long_chain_asks_no_more_than_a_short_one(project: Project, follow: Follow) -> None:
    last = follow(project, "2")
    asked = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            chain_of(last)
        asked.append(len(queries))
        for more in range(20):
            last = follow(last, f"{number} {more}")
    assert asked == [3, 3]


def test_what_is_in_another_workspace_is_not_shown(people: People, project: Project, follow: Follow) -> None:
    second = follow(project, "2")
    follow(second, "3")
    Project.objects.filter(pk=project.pk).update(workspace=people.elsewhere)
    chain = chain_of(second)
    assert drawn(chain) == "[2] → (3)"
    assert chain
    assert chain.lost


def test_the_projects_page_shows_a_chain_alone(
    people: People, project: Project, follow: Follow, client_of: Callable[[Person], Client]
) -> None:
    follow(follow(project, "Second"), "Third")
    make_project(people.workspace, people.alice, "Other", [NewShot(3)])
    client = client_of(people.rita)
    page = client.get("/")
    assert text_of(page).count("Chain of 3") == 3
    address = f"/?w={people.workspace.pk}&amp;chain={project.pk}"
    assert address in page.content.decode()
    words = text_of(client.get(address.replace("&amp;", "&")))
    assert [words.index(title) for title in ("Rainy day", "Second", "Third")] == sorted(
        words.index(title) for title in ("Rainy day", "Second", "Third")
    )
    assert "Other" not in words
    assert "Projects of one chain" in words


def test_an_odd_chain_in_the_address_breaks_nothing(people: People, client_of: Callable[[Person], Client]) -> None:
    for odd in ("%00", "%ed%a0%80", "x" * 99, "nosuchchain"):
        assert client_of(people.rita).get(f"/?chain={odd}").status_code == 200

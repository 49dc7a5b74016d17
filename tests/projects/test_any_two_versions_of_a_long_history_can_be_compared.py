"""The history is read a page at a time, older and newer, and what was chosen stays chosen from page to page."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import timing
from storyboard.projects.editing import edit
from storyboard.projects.history import PAGE
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People

LAST = PAGE + 16
RADIO = '<input type="radio" form="compare-form" name="{}" value="{}"{}'


@pytest.fixture
def page(project: Project, people: People, client_of: Callable[[Person], Client]) -> Callable[[str], str]:
    """The markup of the history of a board of more than a page, at a query."""
    for number in range(LAST - 1):
        person, by = (people.alice, 1) if number % 2 else (people.olga, -1)
        edit(project.pk, person, timing.change_total(by))
    client = client_of(people.alice)
    return lambda query: client.get(f"/projects/{project.pk}/history/{query}").content.decode()


def turns(markup: str) -> dict[str, str]:
    """Where its buttons to other pages lead, by what they say."""
    buttons = [part.partition("</button>")[0] for part in markup.split('name="turn" value="')[1:]]
    return {button.partition(">")[2]: button.partition('"')[0] for button in buttons}


def test_older_and_newer_lead_to_and_fro(page: Callable[[str], str]) -> None:
    assert turns(page("")) == {"Older": "17"}
    assert turns(page("?turn=17")) == {"Newer": str(LAST + 1)}
    middle = page("?turn=60")
    assert turns(middle) == {"Newer": str(LAST + 1), "Older": "10"}
    assert turns(page("?turn=10")) == {"Newer": "60"}
    assert f'data-version="{LAST}"' in page(f"?turn={LAST + 1}")
    assert turns(page(f"?turn={LAST + 1}")) == {"Older": "17"}


def test_what_is_chosen_on_one_page_is_compared_with_what_is_on_another(page: Callable[[str], str]) -> None:
    older = page("?a=40&b=60&turn=17")
    assert RADIO.format("b", 60, " checked") in older
    assert RADIO.format("a", 40, " checked") in older
    assert older.count(" checked") == 2
    compared = page("?before=17&a=3&b=60")
    assert "From version 3 to version 60" in compared
    assert 'data-version="16"' in compared
    assert 'data-version="17"' not in compared
    assert '<input type="hidden" name="before" value="17">' in compared
    assert RADIO.format("a", 3, " checked") in compared
    assert RADIO.format("b", 60, " checked") in compared

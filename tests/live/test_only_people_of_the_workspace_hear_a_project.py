"""The live connection is behind the same doors as the page: session, workspace and origin."""

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from storyboard.live.consumer import Nowhere, ProjectConsumer
from storyboard.live.guests import GuestConsumer
from storyboard.live.routing import websocket_urlpatterns
from storyboard.live.workspaces import WorkspaceConsumer
from storyboard.projects.models import Project
from tests.conftest import People
from tests.live.listening import Page, signed_in

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def opened(project_id: str, client: Client | None, origin: str = "http://localhost:8000", **headers: str) -> int | None:
    async def scene() -> int | None:
        page = Page(project_id, client, origin, **headers)
        code = await page.open()
        await page.leave()
        return code

    return async_to_sync(scene)()


def test_every_role_hears_it(people: People, project: Project) -> None:
    for person in (people.olga, people.alice, people.rita, people.lino):
        assert opened(project.pk, signed_in(person)) is None


def test_a_stranger_is_let_go(people: People, project: Project) -> None:
    assert opened(project.pk, signed_in(people.stan)) == 4404


def test_a_project_that_never_was_is_no_other_than_a_foreign_one(people: People) -> None:
    assert opened("nosuchboard2", signed_in(people.stan)) == 4404


def test_nobody_is_let_go(project: Project) -> None:
    assert opened(project.pk, None) == 4401


def test_a_forged_session_is_nobody(project: Project) -> None:
    assert opened(project.pk, None, cookie="sessionid=0123456789abcdef0123456789abcdef") == 4401


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost.evil.example", "null", ""])
def test_a_page_from_elsewhere_is_refused(people: People, project: Project, origin: str) -> None:
    assert opened(project.pk, signed_in(people.alice), origin) not in {None, 4401, 4404}


def test_a_switched_off_person_hears_nothing(people: People, project: Project) -> None:
    client = signed_in(people.alice)
    people.alice.is_active = False
    people.alice.save()
    assert opened(project.pk, client) in {4401, 4404}


def test_any_language_a_browser_asks_for_is_heard(people: People, project: Project) -> None:
    for accepted in ("de", "en-GB,en;q=0.9", ";;;", "x" * 3000, "*"):
        assert opened(project.pk, signed_in(people.alice), accept_language=accepted) is None


def test_every_other_address_leads_nowhere() -> None:
    addresses = [(str(pattern.pattern), pattern.callback.consumer_class) for pattern in websocket_urlpatterns]
    assert addresses == [
        ("ws/projects/<id:project_id>/", ProjectConsumer),
        ("ws/workspaces/<id:workspace_id>/", WorkspaceConsumer),
        ("ws/guests/<id:take_id>/", GuestConsumer),
        ("", Nowhere),
    ]

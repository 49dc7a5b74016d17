"""The dialog of links: who makes them, who sees who looked, who revokes them, and what it takes."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.models import Project
from storyboard.review.links import token_of
from storyboard.review.models import GuestLink, GuestVisit, Playlist
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People, examples
from tests.projects.posting import text_of
from tests.review.guesting import HTMX, let_in, links_address, made
from tests.review.making import take_of

pytestmark = pytest.mark.both

wild = st.text(max_size=100) | st.sampled_from(["", "\x00", "½", "1e99", "7", "on"])
forms = st.dictionaries(
    st.sampled_from(["label", "lasts", "password", "may_comment", "may_download", "with_drafts"]), wild
)


def test_owners_creators_and_reviewers_make_them(
    people: People, project: Project, take: Take, client_of: Callable[[Person], Client]
) -> None:
    playlist = Playlist.objects.create(workspace=people.workspace, title="Dailies")
    for address in (links_address(take), f"/projects/{project.pk}/links/", f"/playlists/{playlist.pk}/links/"):
        answers = {
            name: client_of(getattr(people, name)).post(address, {"lasts": "1"}).status_code
            for name in ("olga", "alice", "rita", "lino", "stan")
        }
        assert answers == {"olga": 200, "alice": 200, "rita": 200, "lino": 403, "stan": 404}
    assert GuestLink.objects.count() == 9


def test_its_address_can_be_copied_as_long_as_it_works(take: Take, rita: Client) -> None:
    link = made(rita, links_address(take), label="For  Mira")
    words = rita.get(links_address(take)).content.decode()
    assert f'value="http://testserver/guest/{token_of(link)}/"' in words
    assert "For Mira" in words
    answer = rita.post(f"/links/{link.pk}/revoke/", headers=HTMX)
    assert token_of(link) not in answer.content.decode()
    assert "Revoked by rita" in text_of(answer)


def test_its_maker_and_owners_see_who_looked(
    people: People, take: Take, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    guest = let_in(made(rita, links_address(take)))
    guest.name(take)
    guest.open()
    guest.client.get(guest.address, headers=HTMX)  # an open page that looks at itself
    for client in (rita, client_of(people.olga)):
        words = text_of(client.get(links_address(take)))
        assert "2 views" in words
        assert "Ann (guest)" in words
        assert "Firefox, Linux" in words
    assert "Ann" not in text_of(client_of(people.alice).get(links_address(take)))
    assert GuestVisit.objects.get().views == 2


def test_its_maker_and_owners_revoke_it(
    people: People, take: Take, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    address = f"/links/{made(rita, links_address(take)).pk}/revoke/"
    codes = [client_of(person).post(address).status_code for person in (people.alice, people.lino, people.stan)]
    assert codes == [403, 403, 404]
    assert client_of(people.olga).post(address).status_code == 200
    assert rita.post(address).status_code == 200
    assert GuestLink.objects.get().revoked_by == people.olga


def test_those_of_one_take_are_not_those_of_its_project(project: Project, take: Take, rita: Client) -> None:
    link = made(rita, links_address(take))
    assert token_of(link) not in rita.get(f"/projects/{project.pk}/links/").content.decode()


def test_how_much_it_shows_is_told(people: People, project: Project, take: Take, rita: Client) -> None:
    address = f"/projects/{project.pk}/links/"
    made(rita, address)
    assert "1 take" in text_of(rita.get(address))
    take_of(project, people.alice, 2)
    assert "2 takes" in text_of(rita.get(address))
    Take.objects.update(rehearsal=True)
    assert "No take to show yet" in text_of(rita.get(address))


def test_whoever_may_not_share_is_offered_no_button(
    people: People, project: Project, take: Take, client_of: Callable[[Person], Client]
) -> None:
    for page in (f"/projects/{project.pk}/", f"/projects/{project.pk}/takes/{take.number}/"):
        shown = [b"data-share" in client_of(person).get(page).content for person in (people.rita, people.lino)]
        assert shown == [True, False]


@examples(small=80, full=1_000)
@given(form=forms)
def test_any_form(
    project: Project, people: People, client_of: Callable[[Person], Client], form: dict[str, str]
) -> None:
    address = f"/projects/{project.pk}/links/"
    # A password that is taken is a password of six signs and more, whose hash is dear.
    form = {**form, "password": form.get("password", "")[:5]}
    assert client_of(people.rita).post(address, form).status_code in {200, 422}
    assert client_of(people.rita).get(address).status_code == 200
    assert all(len(link.label) <= 80 and not link.password for link in GuestLink.objects.all())


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("curl/8.1", ""),
        ("", ""),
        ("\u00e9" * 500, ""),
    ],
)
def test_of_a_browser_no_more_is_kept_than_its_name_and_system(
    take: Take, rita: Client, header: str, told: str
) -> None:
    link = made(rita, links_address(take))
    Client(headers={"User-Agent": header}).get(f"/guest/{token_of(link)}/")
    assert GuestVisit.objects.get().agent == told

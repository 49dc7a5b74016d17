"""The panel of a file: its figures, what shows it, and the archive, which touches none of that."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.assets.models import Asset
from storyboard.assets.storing import import_picture
from storyboard.elements.editing import make_element
from storyboard.elements.revising import put, rearrange, remove
from storyboard.projects import editing, timing
from storyboard.projects.demo import PICTURES
from storyboard.projects.making import NewShot, make_project
from storyboard.studio.models import Person
from tests.assets.working import brought, work_all
from tests.conftest import People
from tests.media.filming import Film
from tests.projects.edits import live

ClientOf = Callable[[Person], Client]


@pytest.fixture
def picture(people: People) -> Asset:
    return import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "shot-1.jpg")


def panel(client: Client, asset: Asset) -> str:
    answer = client.get(f"/library/{asset.pk}/", headers={"HX-Request": "true"})
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_a_clip_tells_size_length_frames_and_origin(people: People, client_of: ClientOf) -> None:
    clip = brought(people, "a.mp4", Film(36, sound="aac"))
    work_all()
    told = panel(client_of(people.rita), clip)
    for words in ("96 × 64", "1.5 s", "36, 24 a second", "Sound Yes", "Uploaded, olga", "On no board"):
        assert words in told


def test_a_voice_tells_its_length(people: People, client_of: ClientOf) -> None:
    assert "Length 3 s" in panel(client_of(people.rita), brought(people, "a.mp3", "libmp3lame", 3))


def test_boards_and_elements_that_show_it_are_named(people: People, picture: Asset, client_of: ClientOf) -> None:
    shots = [NewShot(3, picture=picture), NewShot(3), NewShot(3, picture=picture)]
    board = make_project(people.workspace, people.olga, "Rainy day", shots, first_frame=picture)
    guide = make_element(people.workspace, people.olga, "Guide", "character")
    rearrange(guide.pk, people.olga, put("frontal", picture.pk))
    told = panel(client_of(people.rita), picture)
    assert "Used in 4 Rainy day First frame Rainy day Shot 1 Rainy day Shot 3" in told
    assert "Guide Frontal image" in told
    editing.edit(board.pk, people.olga, timing.delete_shot(live(board)[2].pk))
    rearrange(guide.pk, people.olga, remove("frontal"))
    told = panel(client_of(people.rita), picture)
    assert "Used in 2 Rainy day First frame Rainy day Shot 1" in told
    assert "Shot 3" not in told
    assert "Guide" not in told


def test_an_archived_file_stays_where_it_is_used_and_comes_back(
    people: People, picture: Asset, client_of: ClientOf
) -> None:
    board = make_project(people.workspace, people.olga, "Rainy day", [NewShot(3)], first_frame=picture)
    client = client_of(people.lino)
    archived = client.post(f"/library/{picture.pk}/state/", {"state": "archive"}, headers={"HX-Request": "true"})
    assert archived.headers["HX-Trigger"] == "library-changed"
    assert "In the archive" in archived.content.decode()
    assert picture.pk not in client.get("/assets/").content.decode()
    assert picture.pk in client.get("/library/?archived=on").content.decode()
    assert picture.pk in client.get(f"/projects/{board.pk}/").content.decode()
    client.post(f"/library/{picture.pk}/state/", {"state": "restore"})
    assert picture.pk in client.get("/assets/").content.decode()


def test_an_unknown_button_changes_nothing(people: People, picture: Asset, client_of: ClientOf) -> None:
    assert client_of(people.lino).post(f"/library/{picture.pk}/state/", {"state": "burn"}).status_code == 404
    picture.refresh_from_db()
    assert picture.archived_at is None


def test_what_was_given_up_can_be_asked_for_again(people: People, picture: Asset, client_of: ClientOf) -> None:
    Asset.objects.filter(pk=picture.pk).update(tries_failed=3)
    assert "failed several times" in panel(client_of(people.lino), picture)
    client_of(people.lino).post(f"/library/{picture.pk}/state/", {"state": "again"})
    assert work_all() == 1
    assert "failed several times" not in panel(client_of(people.lino), picture)

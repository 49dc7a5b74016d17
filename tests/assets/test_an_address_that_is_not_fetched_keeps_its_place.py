"""A remote asset stands where it is used, is tried again, or replaced; nothing of it is lost on the way."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace as with_fields
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from storyboard.assets.accepting import Unusable
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.remote import keep_remote, places_of, replace, retry
from storyboard.elements import revising
from storyboard.elements.models import ElementMedia
from storyboard.environment import ProviderEnvironment
from storyboard.live.models import Event
from storyboard.projects import editing, pinning
from storyboard.projects.board import view_board
from storyboard.projects.models import Project, Revision
from storyboard.projects.pinning import Pinned
from storyboard.projects.problems import view_problems
from storyboard.studio.models import Person
from tests.assets.addresses import Site, site
from tests.conftest import People
from tests.elements.making import element
from tests.projects.posting import text_of
from tests.takes.making import finished

pytestmark = pytest.mark.both
ClientOf = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


def png(colour: str = "orange", size: tuple[int, int] = (640, 360)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def outside(settings: Any) -> Iterator[Site]:
    """A site that may be asked, as a configured provider may."""
    with site() as at:
        settings.ENVIRONMENT = with_fields(
            settings.ENVIRONMENT, providers=(ProviderEnvironment("runware", at.address),)
        )
        yield at


@pytest.fixture
def remote(people: People, outside: Site) -> Asset:
    """A picture that is not there yet."""
    return keep_remote(people.workspace.pk, people.alice, outside.url("/night/kite.png"))


def pinned(project: Project, people: People, asset: Asset) -> Project:
    """The board with the asset as its first frame and as the picture of its second shot."""
    editing.edit(project.pk, people.alice, pinning.set_frame("first", Pinned(asset)))
    shot = project.shots.get(position=2)
    after, _shots = editing.edit(project.pk, people.alice, pinning.set_picture(shot.pk, Pinned(asset)))
    return after


def uploaded(client: Client, people: People, content: bytes) -> Asset:
    form = {"workspace": people.workspace.pk, "file": SimpleUploadedFile("kite.png", content)}
    before = set(Asset.objects.values_list("pk", flat=True))
    assert client.post("/assets/upload/", form).status_code == 200
    return Asset.objects.exclude(pk__in=before).get()


def test_the_same_address_twice_is_one(people: People, remote: Asset) -> None:
    again = keep_remote(people.workspace.pk, people.olga, remote.source_url)
    elsewhere = keep_remote(people.elsewhere.pk, people.stan, remote.source_url)
    assert again == remote != elsewhere
    assert (remote.name, remote.origin, remote.sha256, bool(remote.file)) == ("kite.png", AssetOrigin.REMOTE, "", False)


@pytest.mark.parametrize("url", ["", "https://", "https://[", "kite\x00", "javascript:alert(1)", "x" * 5000])
def test_any_address_can_keep_its_place(people: People, url: str) -> None:
    asset = keep_remote(people.workspace.pk, None, url)
    assert asset.name
    with pytest.raises(Unusable, match="was not fetched"):
        retry(asset)


@pytest.mark.parametrize(("status", "passes"), [(404, True), (500, True), (503, True), (429, True), (403, False)])
def test_a_place_is_offered_where_it_may_go_better(
    people: People, outside: Site, client_of: ClientOf, status: int, passes: bool
) -> None:
    outside.answers["/kite.png"] = status, b""
    client, form = client_of(people.alice), {"workspace": people.workspace.pk, "url": outside.url("/kite.png")}
    answer = client.post("/assets/fetch/", form, headers=HTMX)
    assert answer.status_code == 422
    assert ("data-may-pass" in answer.content.decode()) is passes
    kept = client.post("/assets/keep/", form, headers=HTMX).content.decode()
    assert "data-remote" in kept
    assert "Not fetched" in kept


def test_an_address_that_may_never_be_asked_is_offered_none(people: People, client_of: ClientOf) -> None:
    form = {"workspace": people.workspace.pk, "url": "http://10.0.0.1/a.png"}
    answer = client_of(people.alice).post("/assets/fetch/", form)
    assert "data-may-pass" not in answer.content.decode()


def test_boards_and_library_show_it_as_not_fetched(
    people: People, project: Project, remote: Asset, client_of: ClientOf
) -> None:
    board = view_board(pinned(project, people, remote))
    assert board.first
    assert (board.first.name, board.shots[1].picture) == ("Not fetched: kite.png", board.first)
    client = client_of(people.rita)
    assert "Not fetched: kite.png" in client.get(f"/projects/{project.pk}/strip/").content.decode()
    assert "Not fetched" in client.get("/assets/").content.decode()
    stand_in = client.get(board.first.thumb)
    assert (stand_in.status_code, stand_in["Content-Type"]) == (200, "image/svg+xml")
    assert client.get(f"/media/{remote.pk}/original").status_code == 404
    assert client_of(people.stan).get(board.first.thumb).status_code == 404


def test_it_stands_in_the_way_of_an_order_by_name(people: People, project: Project, remote: Asset) -> None:
    after = pinned(project, people, remote)
    told = [one.sentence for one in view_problems(after).found]
    assert "The first frame is not fetched yet. Open it and retry, or replace it." in told


def test_the_button_of_that_problem_fetches_it(
    people: People, project: Project, remote: Asset, outside: Site, client_of: ClientOf
) -> None:
    (found,) = [one for one in view_problems(pinned(project, people, remote)).found if one.presses]
    outside.answers["/night/kite.png"] = 200, png()
    url = json.loads(found.presses[0].values)["url"]
    assert client_of(people.alice).post(url, headers=HTMX).status_code == 200
    now = Project.objects.select_related("workspace", *Project.PINNED).get(pk=project.pk)
    assert "first_frame_not_fetched" not in [one.problem.code for one in view_problems(now).found]


def test_the_animatic_is_drawn_without_it_and_says_so(people: People, project: Project, remote: Asset) -> None:
    pinned(project, people, remote)
    (remark,) = finished(project, people.alice).remarks
    assert remark.startswith("Not fetched yet, so this was drawn without it: first frame, shot 2.")


def test_fetched_it_is_the_same_asset_everywhere(
    people: People, project: Project, remote: Asset, outside: Site
) -> None:
    version = pinned(project, people, remote).version
    outside.answers["/night/kite.png"] = 200, png()
    assert retry(remote) == remote
    remote.refresh_from_db()
    assert (remote.width, remote.height, remote.media_type, len(remote.sha256)) == (640, 360, "image/png", 64)
    project.refresh_from_db()
    assert (project.first_frame, project.version) == (remote, version)
    told = Event.objects.filter(project=project).latest("pk").fragments
    assert told == [{"name": "pictures", "key": "", "version": 0}]
    assert retry(remote) == remote
    assert len(outside.asked) == 1


def test_a_fetch_that_fails_again_changes_nothing(people: People, remote: Asset, client_of: ClientOf) -> None:
    client = client_of(people.lino)
    for headers in ({}, HTMX):
        answer = client.post(f"/assets/{remote.pk}/retry/", headers=headers)
        assert answer.status_code == 422
        assert "answered with status 404" in text_of(answer)
    remote.refresh_from_db()
    assert not remote.file


def test_bytes_that_are_there_already_take_its_place(
    people: People, project: Project, remote: Asset, outside: Site, client_of: ClientOf
) -> None:
    there = uploaded(client_of(people.alice), people, png())
    pinned(project, people, remote)
    editing.edit(project.pk, people.alice, pinning.set_frame("first", None))
    outside.answers["/night/kite.png"] = 200, png()
    assert retry(remote) == there
    assert not Asset.objects.filter(pk=remote.pk).exists()
    assert project.shots.get(position=2).picture == there
    history = [str((row.snapshot, row.before, row.after)) for row in Revision.objects.filter(project=project)]
    assert not any(remote.pk in text for text in history)
    assert sum(there.pk in text for text in history) >= 3


def test_another_kind_of_file_is_refused(people: People, outside: Site) -> None:
    outside.answers["/a"] = 200, png()
    with pytest.raises(Unusable, match="The address holds a picture and not a clip"):
        retry(keep_remote(people.workspace.pk, people.alice, outside.url("/a"), "a", AssetKind.CLIP))


def test_a_file_that_cannot_be_used_is_refused(people: People, remote: Asset, outside: Site) -> None:
    outside.answers["/night/kite.png"] = 200, b"<svg onload='alert(1)'></svg>"
    with pytest.raises(Unusable, match="no file of a kind"):
        retry(remote)


def test_replaced_it_is_another_in_every_place(
    people: People, project: Project, remote: Asset, client_of: ClientOf
) -> None:
    client = client_of(people.olga)
    other = uploaded(client, people, png("blue"))
    version = pinned(project, people, remote).version
    guide = element(people.lino, people.workspace, "Guide")
    revising.rearrange(guide.pk, people.lino, revising.put("frontal", remote.pk))
    page = text_of(client.get(f"/assets/{remote.pk}/?with={other.pk}"))
    assert "It takes the place in 3 uses." in page
    assert "First frame" in page
    assert "Shot 2" in page
    assert "Frontal image" in page
    answer = client.post(f"/assets/{remote.pk}/replace/", {"with": other.pk}, follow=True)
    assert "It is in 3 places now." in text_of(answer)
    project.refresh_from_db()
    assert (project.first_frame, project.version) == (other, version + 1)
    guide.refresh_from_db()
    assert (guide.face, guide.revision, ElementMedia.objects.get().asset) == (other, 1, other)
    assert not Asset.objects.filter(pk=remote.pk).exists()


def test_an_uploaded_file_is_shown_before_it_takes_the_place(
    people: People, project: Project, remote: Asset, client_of: ClientOf
) -> None:
    pinned(project, people, remote)
    form = {"file": SimpleUploadedFile("b.png", png("blue"))}
    answer = client_of(people.alice).post(f"/assets/{remote.pk}/replace/", form, follow=True)
    assert "It takes the place in 2 uses." in text_of(answer)
    assert len(places_of(remote.pk)) == 2


def test_who_may_not_change_the_places_replaces_nothing(
    people: People, project: Project, remote: Asset, client_of: ClientOf
) -> None:
    other = uploaded(client_of(people.alice), people, png("blue"))
    pinned(project, people, remote)
    librarian = client_of(people.lino)
    assert "your role changes nothing" in text_of(librarian.get(f"/assets/{remote.pk}/"))
    assert librarian.post(f"/assets/{remote.pk}/replace/", {"with": other.pk}).status_code == 403
    assert len(places_of(remote.pk)) == 2


def test_only_a_fetched_file_of_the_workspace_takes_the_place(
    people: People, remote: Asset, outside: Site, client_of: ClientOf
) -> None:
    waiting = keep_remote(people.workspace.pk, people.alice, outside.url("/other"))
    foreign = Asset.objects.create(workspace=people.elsewhere, kind="picture", origin="upload", file="a", sha256="a")
    clip = Asset.objects.create(workspace=people.workspace, kind="clip", origin="upload", file="b", sha256="b")
    for other in (waiting.pk, foreign.pk, clip.pk, remote.pk, "", "\x00", "x" * 99):
        answer = client_of(people.olga).post(f"/assets/{remote.pk}/replace/", {"with": other})
        assert answer.status_code == 422
    for asset in (waiting, foreign, clip):
        with pytest.raises(Unusable):
            replace(remote, asset, people.olga)
    assert Asset.objects.filter(pk=remote.pk).exists()

"""Links to a take, a project and a playlist: the takes they show, and the files that come with them."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client

from storyboard.assets.guest_copies import KIND, MOST_TRIES
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset, path_of
from storyboard.media.videos import reader
from storyboard.projects.models import Project
from storyboard.review.models import Playlist, PlaylistTake
from storyboard.studio.models import Person
from storyboard.takes.checking import check
from storyboard.takes.models import Take
from storyboard.takes.pipeline import change_take
from storyboard.takes.states import TakeState
from storyboard.work.models import Job
from tests.assets.working import work_all
from tests.conftest import People
from tests.media.footage import X264, Footage, shoot
from tests.projects.posting import text_of
from tests.review.guesting import Guest, let_in, links_address, made, proxied
from tests.review.making import say, take_of

pytestmark = pytest.mark.both


@pytest.fixture
def other(people: People, project: Project, take: Take) -> Take:
    """A second take of the same project."""
    return take_of(project, people.alice, 2)


def test_a_take_comes_with_its_comments_and_without_the_board(take: Take, other: Take, rita: Client) -> None:
    say(rita, take, "Too slow.")
    say(rita, other, "Not for guests.")
    proxied(take)
    answer = let_in(made(rita, links_address(take))).open()
    words = text_of(answer)
    assert "Too slow." in words
    assert "Not for guests." not in words
    assert f"/media/{take.asset_id}/proxy" in answer.content.decode()
    assert "in the rain" not in answer.content.decode()
    assert f"/projects/{take.project_id}" not in answer.content.decode()


def test_files_of_the_take_are_served_and_no_others(take: Take, other: Take, rita: Client) -> None:
    guest = let_in(made(rita, links_address(take)))
    assert {guest.media(take, name) for name in ("poster", "strip", "waveform", "proxy")} <= {200, 204}
    assert {guest.media(other, name) for name in ("poster", "strip", "waveform", "proxy", "original")} == {404}
    assert Guest(guest.link).media(take) == 302


def test_the_original_comes_only_where_downloads_are_allowed(take: Take, rita: Client) -> None:
    forbidden = let_in(made(rita, links_address(take)))
    assert forbidden.media(take, "original") == 404
    assert "original" not in {address.rsplit("/", 1)[1] for address in forbidden.files(forbidden.open())}
    allowed = let_in(made(rita, links_address(take), may_download="on"))
    assert allowed.media(take, "original") == 200
    assert allowed.media(take, "original", Range="bytes=0-9") == 206


def test_the_original_is_not_served_in_place_of_a_proxy_that_is_still_to_come(take: Take, rita: Client) -> None:
    guest = let_in(made(rita, links_address(take)))
    assert (guest.media(take, "proxy"), "being prepared" in text_of(guest.open())) == (204, True)
    proxied(take)
    assert (guest.media(take, "proxy"), "being prepared" in text_of(guest.open())) == (200, False)


def test_a_video_of_which_no_copy_can_be_made_is_not_waited_for(take: Take, rita: Client) -> None:
    assert take.asset
    guest = let_in(made(rita, links_address(take)))
    Asset.objects.filter(pk=take.asset.pk).update(tries_failed=MOST_TRIES)
    page = text_of(guest.open())
    assert ("being prepared" in page, "cannot be shown here" in page, guest.media(take)) == (False, True, 204)
    watched = rita.get(f"/projects/{take.project_id}/takes/1/")
    assert "still being made" not in text_of(watched)
    assert f'data-proxy="/media/{take.asset.pk}/original"' in watched.content.decode()


def test_of_a_project_every_take_is_shown_as_soon_as_it_is_ready(
    project: Project, take: Take, other: Take, rita: Client
) -> None:
    change_take(other, state=TakeState.RUNNING)
    guest = let_in(made(rita, f"/projects/{project.pk}/links/"))
    assert [guest.open(f"takes/{one.pk}/").status_code for one in (take, other)] == [200, 404]
    assert [guest.media(one) for one in (take, other)] == [204, 404]
    change_take(other, state=TakeState.READY)
    assert guest.open(f"takes/{other.pk}/").status_code == 200


def test_what_has_the_prompts_as_captions_is_shown_only_where_its_maker_says_so(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    rehearsed = take_of(project, people.alice, 2, rehearsal=True)
    old, new = take_of(project, people.alice, 0), take_of(project, people.alice, 7)
    Take.objects.filter(pk=new.pk).update(number=0, render=2)
    for form, seen in (({}, [200, 404, 404, 404]), ({"with_drafts": "on"}, [200, 200, 404, 200])):
        guest = let_in(made(rita, f"/projects/{project.pk}/links/", **form))
        assert [guest.open(f"takes/{one.pk}/").status_code for one in (take, rehearsed, old, new)] == seen


def test_of_a_playlist_its_takes_are_shown_in_their_order(
    people: People, take: Take, other: Take, rita: Client
) -> None:
    playlist = Playlist.objects.create(workspace=people.workspace, title="Dailies", person=people.rita)
    for position, one in enumerate((other, take)):
        PlaylistTake.objects.create(playlist=playlist, take=one, position=position)
    guest = let_in(made(rita, f"/playlists/{playlist.pk}/links/"))
    proxied(other)
    assert f"/media/{other.asset_id}/" in guest.open().content.decode()
    PlaylistTake.objects.filter(take=other).delete()
    assert (guest.media(other), guest.media(take)) == (404, 204)
    playlist.deleted_at = take.created_at
    playlist.save()
    assert (guest.open().status_code, guest.media(take)) == (404, 404)


def test_where_nothing_is_ready_the_page_says_so(project: Project, rita: Client) -> None:
    guest = let_in(made(rita, f"/projects/{project.pk}/links/"))
    assert "Nothing to see yet" in text_of(guest.open())


def test_a_person_of_the_workspace_keeps_their_own_rights(
    people: People, take: Take, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    guest = Guest(made(rita, links_address(take)), client_of(people.alice))
    guest.open()
    assert guest.media(take, "original") == 200
    stranger = Guest(guest.link, client_of(people.stan))
    stranger.open()
    assert (stranger.media(take, "proxy"), stranger.media(take, "original")) == (204, 404)


def test_addresses_of_mail_and_sign_in_names_stay_with_the_workspace(people: People, take: Take, rita: Client) -> None:
    people.rita.display_name, people.rita.email = "rita@studio.example", "rita@studio.example"
    people.rita.save()
    say(rita, take, "Ask @alice.")
    answer = let_in(made(rita, links_address(take))).open().content.decode()
    assert "studio.example" not in answer
    assert 'title="alice"' not in answer


def test_where_the_original_is_its_own_proxy_guests_get_a_copy_of_their_own(
    people: People, take: Take, rita: Client, tmp_path: Path
) -> None:
    checked = check(shoot(tmp_path / "small.mp4", Footage((24,), options={**X264, "g": "24"})), lambda done: None)
    file = MediaFile(checked.path, checked.sha256, checked.media_type, **checked.shape)
    take.asset = keep_asset(take.project.workspace_id, AssetKind.CLIP, AssetOrigin.TAKE, file)
    Take.objects.filter(pk=take.pk).update(asset=take.asset)
    want_renditions(take.asset)
    work_all()
    assert take.asset.renditions.get(name="proxy").file == take.asset.file
    whole = path_of(take.asset).read_bytes()
    guest = let_in(made(rita, links_address(take)))
    assert "being prepared" in text_of(guest.open())
    assert guest.media(take) == 204
    work_all()
    assert "being prepared" not in text_of(guest.open())
    copy = path_of(take.asset.renditions.get(name="guest"))
    with reader(copy) as frames:
        assert (len(frames.times), frames.rate) == (24, Fraction(24))
    etag = guest.client.get(f"/media/{take.asset_id}/proxy")["ETag"]
    assert etag == f'"{copy.stem[:32]}"'
    assert copy.read_bytes() != whole
    allowed = let_in(made(rita, links_address(take), may_download="on"))
    assert allowed.client.get(f"/media/{take.asset_id}/proxy")["ETag"] == f'"{take.asset.sha256[:32]}"'


def test_a_copy_that_cannot_be_made_is_not_tried_for_ever(take: Take, rita: Client) -> None:
    assert take.asset
    take.asset.renditions.create(name="proxy", file=take.asset.file, media_type="video/mp4")
    guest = let_in(made(rita, links_address(take)))
    for _look in range(5):
        assert guest.media(take) == 204  # never the original in its place
        work_all()
    assert Job.objects.filter(kind=KIND).count() == MOST_TRIES

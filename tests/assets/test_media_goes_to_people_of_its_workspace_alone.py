"""Who may see a file, under which name and type, and what is said where there is none."""

import html
import re
from pathlib import Path

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import MediaFile, keep_asset, keep_rendition, path_of
from tests.assets.serving import Answer, ask
from tests.conftest import People


def words(answer: Answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.body.decode())).split())


def test_every_role_may(people: People, address: str) -> None:
    for person in (people.olga, people.alice, people.rita, people.lino):
        assert ask(person, address).status == 200


def test_a_stranger_finds_nothing(people: People, address: str) -> None:
    answer = ask(people.stan, address, Range="bytes=0-1")
    assert answer.status == 404
    assert "There is no such file, or it is in a workspace you are not in." in words(answer)


def test_nobody_is_sent_to_the_sign_in_page(people: People, address: str) -> None:
    answer = ask(None, address)
    assert answer.status == 302
    assert answer.headers["Location"].startswith("/signin/")


def test_the_browser_must_not_guess_the_type(people: People, address: str) -> None:
    headers = ask(people.rita, address, Range="bytes=0-1").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "video/mp4"


def test_it_is_shown_and_saved_under_its_own_name(people: People, address: str) -> None:
    assert (
        ask(people.rita, address).headers["Content-Disposition"] == "inline; filename*=utf-8''Rainy%20day%20%C3%A9.mp4"
    )


def test_a_rendition_has_its_own_type_and_tag(people: People, clip: Asset, address: str, tmp_path: Path) -> None:
    poster = tmp_path / "poster.webp"
    poster.write_bytes(b"poster")
    keep_rendition(clip, "poster", MediaFile(poster, settle(poster), "image/webp", 640, 360))
    answer = ask(people.rita, f"/media/{clip.pk}/poster")
    assert (answer.body, answer.headers["Content-Type"]) == (b"poster", "image/webp")
    assert answer.headers["ETag"] != ask(people.rita, address).headers["ETag"]


def test_a_picture_stands_in_for_its_thumbnail_on_its_way(people: People, tmp_path: Path) -> None:
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(b"picture")
    file = MediaFile(picture, settle(picture), "image/jpeg")
    asset = keep_asset(people.workspace.pk, AssetKind.PICTURE, AssetOrigin.UPLOAD, file)
    answer = ask(people.rita, f"/media/{asset.pk}/thumb")
    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (200, b"picture", "image/jpeg")


def test_an_unknown_rendition_is_not_there(people: People, clip: Asset) -> None:
    assert ask(people.rita, f"/media/{clip.pk}/secret").status == 404


def test_a_file_gone_from_the_disk_is_told_as_such(people: People, clip: Asset, address: str) -> None:
    path_of(clip).unlink()
    answer = ask(people.rita, address)
    assert answer.status == 404
    assert "The file is missing from the server’s storage. Ask the person who runs this server." in words(answer)


def test_a_remote_asset_has_no_bytes_to_serve(people: People) -> None:
    asset = Asset.objects.create(
        workspace=people.workspace, kind="picture", origin="remote", source_url="https://example.com/a.png"
    )
    assert ask(people.rita, f"/media/{asset.pk}/original").status == 404

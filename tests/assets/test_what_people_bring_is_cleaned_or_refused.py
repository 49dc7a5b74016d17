"""An upload becomes an asset of its workspace, without private data; what cannot be used is refused in words."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import path_of
from storyboard.studio.models import Person
from storyboard.work.models import Job
from tests.conftest import People

ClientOf = Callable[[Person], Client]


def jpeg(*, marker: bytes = b"") -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = marker.decode() or "-"
    Image.new("RGB", (640, 400), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def uploaded(client: Client, workspace: str, content: bytes, name: str = "kite.jpg") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/assets/upload/", {"workspace": workspace, "file": file}, headers={"HX-Request": "true"})


def test_a_name_keeps_what_joins_its_letters_and_loses_control_characters(people: People, client_of: ClientOf) -> None:
    name = 'folder/\u201cA\u201d "B" \U0001f469\u200d\U0001f680 \u0645\u06cc\u200c\u0631\u0648\u062f\u202e.jpg'
    form = {"workspace": people.workspace.pk, "name": name, "file": SimpleUploadedFile("kite.jpg", jpeg())}
    assert client_of(people.alice).post("/assets/upload/", form).status_code == 200
    assert Asset.objects.get().name == name.removeprefix("folder/").replace("\u202e", "")


def test_an_upload_becomes_a_picture_of_the_library(people: People, client_of: ClientOf) -> None:
    answer = uploaded(client_of(people.alice), people.workspace.pk, jpeg())
    asset = Asset.objects.get()
    assert answer.status_code == 200
    assert f'data-asset="{asset.pk}"' in answer.content.decode()
    assert (asset.workspace, asset.kind, asset.origin) == (people.workspace, AssetKind.PICTURE, AssetOrigin.UPLOAD)
    assert (asset.name, asset.width, asset.height, asset.created_by) == ("kite.jpg", 640, 400, people.alice)
    assert Job.objects.get().about == asset.pk


def test_private_data_is_dropped(people: People, client_of: ClientOf) -> None:
    uploaded(client_of(people.alice), people.workspace.pk, jpeg(marker=b"52.5200 13.4050"))
    assert b"13.4050" not in path_of(Asset.objects.get()).read_bytes()


def test_the_same_bytes_twice_are_one_asset(people: People, client_of: ClientOf) -> None:
    client = client_of(people.alice)
    assert (
        uploaded(client, people.workspace.pk, jpeg()).content == uploaded(client, people.workspace.pk, jpeg()).content
    )
    assert Asset.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("kite.png", b"<svg onload='alert(1)'></svg>", "is no file of a kind that is taken here"),
        ("kite.jpg", b"<!doctype html><script>1</script>", "is no file of a kind that is taken here"),
        ("kite.jpg", b"", "is empty"),
        ("kite.jpg", jpeg()[:700], "“kite.jpg”"),
        ("../../etc/kite.jpg", b"text", "“kite.jpg” is no file"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    people: People, client_of: ClientOf, name: str, content: bytes, words: str
) -> None:
    answer = uploaded(client_of(people.alice), people.workspace.pk, content, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Asset.objects.exists()


def test_nothing_is_left_in_the_work_folder(people: People, client_of: ClientOf) -> None:
    uploaded(client_of(people.alice), people.workspace.pk, jpeg())
    uploaded(client_of(people.alice), people.workspace.pk, b"text")
    assert [*settings.WORK_DIR.iterdir()] == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/a.png", "https://127.0.0.1/a.png", "https://localhost/a.png", "kite"]
)
def test_an_address_inside_is_not_fetched(people: People, client_of: ClientOf, url: str) -> None:
    answer = client_of(people.alice).post("/assets/fetch/", {"workspace": people.workspace.pk, "url": url})
    assert answer.status_code == 422
    assert "This address was not fetched" in answer.content.decode()

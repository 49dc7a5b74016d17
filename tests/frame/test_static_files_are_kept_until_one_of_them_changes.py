"""Static files have the version of all of them in their address, and a browser keeps them for good."""

import re
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.test import Client

from storyboard.asgi import application
from storyboard.static_version import static_version

OTHER = "0123456789ab"
MODULE = "js/player.js"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "js").mkdir()
    (tmp_path / MODULE).write_text("export const speed = 1;\n")
    return tmp_path


def test_any_change_gives_another_version(folder: Path) -> None:
    first = static_version(folder)
    assert static_version(folder) == first
    assert re.fullmatch("[0-9a-f]{12}", first)
    (folder / MODULE).write_text("export const speed = 2;\n")
    changed = static_version(folder)
    (folder / MODULE).rename(folder / "js/film.js")
    renamed = static_version(folder)
    (folder / "new.css").touch()
    assert len({first, changed, renamed, static_version(folder)}) == 4


def test_no_folder_is_a_folder_without_files(folder: Path) -> None:
    assert static_version(folder, folder / "missing") == static_version(folder)


async def asked(path: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(path, headers=headers)


async def test_a_browser_keeps_what_has_this_version() -> None:
    answer = await asked(f"{settings.STATIC_URL}{MODULE}")
    assert answer.status_code == 200
    assert answer.text == (settings.BASE_DIR / "static" / MODULE).read_text()
    assert "immutable" in answer.headers["cache-control"]
    assert int(re.findall(r"max-age=(\d+)", answer.headers["cache-control"])[0]) >= 365 * 86_400


@pytest.mark.parametrize("root", ["/static/", f"/static/{OTHER}/"], ids=["none", "of another deploy"])
async def test_any_other_version_is_what_is_here_and_is_asked_for_again(root: str) -> None:
    answer = await asked(f"{root}{MODULE}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "max-age=0, public"
    again = await asked(f"{root}{MODULE}", **{"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["js/none.js", "../storyboard/settings.py", f"{OTHER}/{MODULE}"])
async def test_nothing_else_is_there(path: str) -> None:
    assert (await asked(f"{settings.STATIC_URL}{path}")).status_code == 404


@pytest.mark.parametrize("version", [settings.STATIC_VERSION, OTHER])
def test_so_it_is_with_the_sentences_of_scripts(client: Client, version: str) -> None:
    answer = client.get(f"/words/{version}/en/")
    assert b"gettext" in answer.content
    assert ("immutable" in answer["Cache-Control"]) == (version == settings.STATIC_VERSION)
    assert ("no-cache" in answer["Cache-Control"]) == (version == OTHER)


def test_there_are_no_sentences_in_a_language_nobody_wrote(client: Client) -> None:
    assert client.get(f"/words/{OTHER}/xx/").status_code == 404

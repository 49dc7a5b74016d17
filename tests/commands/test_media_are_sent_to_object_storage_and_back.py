"""Media kept before there was a bucket are sent there by a command, and brought home by it."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from storyboard.assets.storing import import_picture
from storyboard.projects.demo import PICTURES
from tests.assets.object_storage import ObjectStorage, forget_copies, object_storage
from tests.conftest import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def storage(home: Path, people: People, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    for number in (1, 2):
        name = f"shot-{number}.jpg"
        import_picture(people.workspace.pk, people.olga, PICTURES / name, name)
    with object_storage(monkeypatch) as there:
        yield there


def store_media(*options: str) -> dict[str, int]:
    out = io.StringIO()
    call_command("store_media", *options, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_there_and_back(storage: ObjectStorage, home: Path) -> None:
    assert store_media() == {"files": 2, "carried": 2, "missing": 0}
    assert store_media() == {"files": 2, "carried": 0, "missing": 0}
    assert len(storage.names()) == forget_copies(home) == 2
    assert store_media("--back") == {"files": 2, "carried": 2, "missing": 0}
    assert len(list(home.glob("*/*"))) == 2


def test_what_is_nowhere_is_named(storage: ObjectStorage, home: Path) -> None:
    forget_copies(home)
    for options in ((), ("--back",)):
        with pytest.raises(CommandError, match="Nowhere to be found"):
            store_media(*options)


def test_a_bucket_that_is_away_is_told(storage: ObjectStorage) -> None:
    storage.be_away()
    with pytest.raises(CommandError, match=r"object storage cannot be used.*nothing is sent twice"):
        store_media()


def test_without_a_bucket_there_is_nothing_to_do(db: None) -> None:
    with pytest.raises(CommandError, match="STORYBOARD_MEDIA_URL"):
        store_media()

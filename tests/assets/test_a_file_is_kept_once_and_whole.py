"""Files lie under the SHA-256 of their bytes; a workspace has each once, and no other workspace is told of it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import MediaFile, clear_work, import_picture, keep_asset, work_folder
from storyboard.projects.demo import PICTURES
from storyboard.studio.models import Workspace
from tests.conftest import People

pytestmark = pytest.mark.both


def kept(workspace: Workspace, content: bytes, folder: Path, name: str = "made.mp4") -> Asset:
    path = folder / name
    path.write_bytes(content)
    return keep_asset(workspace.pk, AssetKind.CLIP, AssetOrigin.TAKE, MediaFile(path, settle(path), "video/mp4"))


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_its_name_is_the_sha256_of_its_bytes(people: People, tmp_path: Path) -> None:
    asset = kept(people.workspace, b"one", tmp_path)
    digest = hashlib.sha256(b"one").hexdigest()
    assert (asset.sha256, asset.bytes) == (digest, 3)
    assert asset.file.name == f"{digest[:2]}/{digest}.mp4"
    assert Path(default_storage.path(asset.file.name)).read_bytes() == b"one"


def test_it_is_moved_and_leaves_nothing_behind(people: People, tmp_path: Path) -> None:
    kept(people.workspace, b"one", tmp_path)
    assert not (tmp_path / "made.mp4").exists()
    assert len(stored()) == 1


def test_the_same_bytes_are_one_asset_of_a_workspace(people: People, tmp_path: Path) -> None:
    assert kept(people.workspace, b"one", tmp_path) == kept(people.workspace, b"one", tmp_path)
    assert kept(people.workspace, b"two", tmp_path) != kept(people.workspace, b"one", tmp_path)


def test_another_workspace_has_an_asset_of_its_own_over_the_same_file(people: People, tmp_path: Path) -> None:
    here, there = kept(people.workspace, b"one", tmp_path), kept(people.elsewhere, b"one", tmp_path)
    assert here.pk != there.pk
    assert here.file.name == there.file.name
    assert len(stored()) == 1


def test_the_database_refuses_a_second_row(people: People, tmp_path: Path) -> None:
    asset = kept(people.workspace, b"one", tmp_path)
    with pytest.raises(IntegrityError), transaction.atomic():
        Asset.objects.create(workspace=people.workspace, sha256=asset.sha256, kind="clip", origin="take")


def test_assets_without_bytes_do_not_collide(people: People) -> None:
    for _each in range(2):
        Asset.objects.create(workspace=people.workspace, kind="picture", origin="remote", source_url="https://a.test/")
    assert Asset.objects.count() == 2


def test_a_file_that_cannot_be_stored_leaves_no_row_and_no_half_file(people: People, tmp_path: Path) -> None:
    settings.MEDIA_ROOT.parent.mkdir(parents=True, exist_ok=True)
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        kept(people.workspace, b"one", tmp_path)
    assert not Asset.objects.exists()
    assert (tmp_path / "made.mp4").read_bytes() == b"one"


def test_a_claim_starts_in_an_empty_folder_and_older_ones_are_gone(people: People) -> None:
    first = work_folder("job1", "lease1")
    (first / "half.mp4").write_bytes(b"half")
    other = work_folder("job2", "lease1")
    second = work_folder("job1", "lease2")
    assert [*second.iterdir()] == []
    assert not first.exists()
    assert other.exists()
    clear_work("job1")
    assert not second.exists()


def test_the_same_demo_picture_twice_is_one_asset(people: People) -> None:
    first, second = (
        import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "shot-1.jpg") for _each in range(2)
    )
    assert first == second
    assert (first.media_type, first.kind, first.name) == ("image/jpeg", "picture", "shot-1.jpg")
    assert first.width
    assert first.height


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_from_many_workers_at_once_are_one_asset(people: People, tmp_path: Path) -> None:
    def keep(number: int) -> str:
        try:
            return kept(people.workspace, b"one", tmp_path, f"made{number}.mp4").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(keep, range(12)))) == 1
    assert Asset.objects.count() == 1

"""A line per part: ok, or what is wrong; one part in trouble keeps no other from being looked at."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from storyboard.environment import ProviderEnvironment
from storyboard.studio.account_editing import pause
from storyboard.studio.models import ProviderAccount
from storyboard.work.models import Worker
from tests.assets.object_storage import object_storage
from tests.commands.running import run
from tests.conftest import People
from tests.providers.stand_in import standing_in
from tests.studio.accounts import account, environment_with

pytestmark = [pytest.mark.both, pytest.mark.django_db]
PARTS = [
    "settings",
    "database",
    "queue",
    "channel layer",
    "storage",
    "object storage",
    "codecs",
    "runware",
    "highway",
    "crun",
]


def states(out: str) -> dict[str, str]:
    return {line.partition(": ")[0]: line.partition(": ")[2].split(" – ")[0] for line in out.splitlines()}


def test_a_well_installation() -> None:
    said = run("doctor")
    found = states(said.out)
    assert list(found) == PARTS
    assert {part for part, state in found.items() if state == "ok"} >= {
        "settings",
        "database",
        "channel layer",
        "codecs",
    }
    assert found["queue"] == "note"
    assert found["runware"] == "note"
    assert all(line.rstrip().count(" – ") >= 1 for line in said.out.splitlines())


def test_a_worker_at_work_is_seen() -> None:
    Worker.objects.create(host="here", pid=1, seen_at=timezone.now())
    assert states(run("doctor").out)["queue"] == "ok"


def test_trouble_is_named_and_the_other_parts_looked_at(settings: Any) -> None:
    settings.MEDIA_ROOT.parent.mkdir(parents=True, exist_ok=True)
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    provider = ProviderEnvironment("runware", "http://127.0.0.1:1", "key")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, providers=(provider,))
    with pytest.raises(CommandError, match=r"Not well: storage, runware\."):
        run("doctor")


def test_each_account_has_a_line(people: People, settings: Any) -> None:
    with standing_in() as stand_in:
        environment_with(settings, runware=("", f"{stand_in.url}/v1"), highway=("key", "http://127.0.0.1:1"))
        main, second = (account(people, name=name, url=f"{stand_in.url}/v1") for name in ("Main", "Second"))
        pause(second, people.olga, "the invoice")
        account(people, "crun", url="http://127.0.0.1:1")
        with pytest.raises(CommandError) as told:
            run("doctor")
        ProviderAccount.objects.filter(provider="crun").delete()
        environment_with(settings, runware=("", f"{stand_in.url}/v1"))
        lines = run("doctor").out.splitlines()
    assert str(told.value) == "Not well: crun account “Crun” of Northlight, highway."
    assert [line for line in lines if "runware" in line] == [
        "runware account “Main” of Northlight: ok – 127.0.0.1 can be reached",
        "runware account “Second” of Northlight: note – paused: the invoice",
    ]
    assert main.name == "Main"
    assert {(asked.method, asked.path, asked.headers.get("Authorization")) for asked in stand_in.asked} == {
        ("HEAD", "/v1", None)
    }


def test_an_unmigrated_database_is_told() -> None:
    MigrationRecorder.Migration.objects.filter(app="storyboard").order_by("-name")[0].delete()
    with pytest.raises(CommandError, match=r"Not well: database\."):
        run("doctor")


def test_it_leaves_nothing_behind(settings: Any) -> None:
    run("doctor")
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_object_storage_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with object_storage(monkeypatch) as storage:
        assert "takes a file and gives it back" in run("doctor").out
        assert storage.names() == set()
        storage.be_away()
        with pytest.raises(CommandError, match="object storage"):
            run("doctor")

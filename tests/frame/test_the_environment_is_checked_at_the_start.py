"""Every setting with its default, every mistake with its sentence, all of them at once."""

from pathlib import Path

import pytest

from storyboard.environment import Mistakes, distance, read

KEY = "k" * 40


def environment(folder: Path, **variables: str) -> dict[str, str]:
    return {"STORYBOARD_DATA": str(folder), **{f"STORYBOARD_{name}": value for name, value in variables.items()}}


def mistakes(folder: Path, **variables: str) -> list[str]:
    with pytest.raises(Mistakes) as found:
        read(environment(folder, **variables))
    return found.value.sentences


def test_nothing_needs_to_be_set_but_the_folder(tmp_path: Path) -> None:
    found = read(environment(tmp_path / "new" / "folder"))
    assert found.data == tmp_path / "new" / "folder"
    assert found.data.is_dir()
    assert found.database.path == found.data / "storyboard.sqlite3"
    assert (found.redis_url, found.public_url, found.metrics_token) == ("", "", "")
    assert found.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert found.trusted_proxies == ()
    assert (found.debug, found.https, found.warnings) == (False, False, ())
    assert [(p.kind, p.url, p.key) for p in found.providers] == [
        ("runware", "https://api.runware.ai/v1", ""),
        ("highway", "https://api.highwayapi.ai", ""),
        ("crun", "https://api.crun.ai", ""),
    ]


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = read(
        environment(
            tmp_path,
            REDIS_URL="redis://:pass@cache:6379/0",
            PUBLIC_URL="https://boards.example/",
            SECRET_KEY=f"{KEY}, {'o' * 32}",
            ALLOWED_HOSTS="boards.example, other.example",
            TRUSTED_PROXIES="10.0.0.1,192.168.0.0/16,fd00::/8",
            METRICS_TOKEN="token",
            DEBUG="on",
            RUNWARE_KEY="rw",
            CRUN_URL="http://127.0.0.1:9000",
        )
    )
    assert found.redis_url == "redis://:pass@cache:6379/0"
    assert (found.public_url, found.https) == ("https://boards.example", True)
    assert found.secret_keys == (KEY, "o" * 32)
    assert found.allowed_hosts == ("boards.example", "other.example")
    assert found.trusted_proxies == ("10.0.0.1", "192.168.0.0/16", "fd00::/8")
    assert (found.metrics_token, found.debug) == ("token", True)
    assert found.providers[0].key == "rw"
    assert found.providers[2].url == "http://127.0.0.1:9000"


def test_no_secret_is_in_its_representation(tmp_path: Path) -> None:
    secrets = {"SECRET_KEY": KEY, "METRICS_TOKEN": "mmmmm", "RUNWARE_KEY": "rrrrr", "REDIS_URL": "redis://:ppppp@c/0"}
    shown = repr(read(environment(tmp_path, DATABASE_URL="postgres://u:ddddd@h/n", **secrets)))
    assert not [part for part in (KEY, "mmmmm", "rrrrr", "ppppp", "ddddd") if part in shown]


@pytest.mark.parametrize(("value", "on"), [("on", 1), ("TRUE", 1), ("1", 1), ("yes", 1), ("off", 0), ("0", 0), ("", 0)])
def test_a_switch_reads_many_words(tmp_path: Path, value: str, on: int) -> None:
    assert read(environment(tmp_path, DEBUG=value)).debug is bool(on)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "maybe"}, "STORYBOARD_DEBUG is “maybe”; it takes on or off."),
        ({"SECRET_KEY": "short"}, "STORYBOARD_SECRET_KEY needs at least 32 characters in each key."),
        ({"SECRET_KEY": f"{KEY},short"}, "STORYBOARD_SECRET_KEY needs at least 32 characters in each key."),
        (
            {"DATABASE_URL": "mysql://u:sesame@h/n"},
            "STORYBOARD_DATABASE_URL is not an address this setting takes; "
            "write it like postgres://user:password@host:5432/name.",
        ),
        (
            {"DATABASE_URL": "postgres://u:sesame@h:5432/"},
            "STORYBOARD_DATABASE_URL names no database; write postgres://user:password@host:5432/name.",
        ),
        (
            {"DATABASE_URL": "postgres://u:sesame@h:port/n"},
            "STORYBOARD_DATABASE_URL is not an address this setting takes; "
            "write it like postgres://user:password@host:5432/name.",
        ),
        (
            {"REDIS_URL": "http://:sesame@cache"},
            "STORYBOARD_REDIS_URL is not an address this setting takes; write it like redis://host:6379/0.",
        ),
        (
            {"PUBLIC_URL": "boards.example"},
            "STORYBOARD_PUBLIC_URL is not an address this setting takes; write it like https://storyboard.example.",
        ),
        (
            {"RUNWARE_URL": "ftp://runware"},
            "STORYBOARD_RUNWARE_URL is not an address this setting takes; write it like https://api.runware.ai/v1.",
        ),
        (
            {"CRUN_KEY": "open sesame"},
            "STORYBOARD_CRUN_KEY holds a space, a line break or a letter that no key has.",
        ),
        (
            {"TRUSTED_PROXIES": "10.0.0.1,proxy"},
            "STORYBOARD_TRUSTED_PROXIES holds “proxy”, which is neither an address nor a network.",
        ),
    ],
)
def test_each_mistake_is_told_in_a_sentence(tmp_path: Path, variables: dict[str, str], sentence: str) -> None:
    told = mistakes(tmp_path, **variables)
    assert told == [sentence]
    assert "sesame" not in told[0]


def test_all_are_told_at_once(tmp_path: Path) -> None:
    told = mistakes(tmp_path, DEBUG="maybe", SECRET_KEY="short", PUBLIC_URL="x", TRUSTED_PROXIES="x", DATBASE_URL="y")
    assert len(told) == 5


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DEBUGG", "DEBUG"),
        ("DATABSE_URL", "DATABASE_URL"),
        ("DATBSE_URL", "DATABASE_URL"),
        ("RUNWARE_KEYS", "RUNWARE_KEY"),
        ("PUBLIC_URI", "PUBLIC_URL"),
        ("SECRET_KEY_FILES", "SECRET_KEY_FILE"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
    ],
)
def test_a_near_miss_is_a_mistake_that_names_what_was_meant(tmp_path: Path, name: str, meant: str) -> None:
    assert mistakes(tmp_path, **{name: "1"}) == [
        f"STORYBOARD_{name} is not a setting; did you mean STORYBOARD_{meant}?"
    ]


@pytest.mark.parametrize("name", ["PORT_8000_TCP", "SERVICE_HOST", "SOMETHING_ELSE", "DATBSE_UR"])
def test_what_platforms_invent_is_a_warning(tmp_path: Path, name: str) -> None:
    warnings = read(environment(tmp_path, **{name: "1"})).warnings
    assert warnings == (f"STORYBOARD_{name} is not a setting of Storyboard and is ignored.",)


@pytest.mark.parametrize(
    ("left", "right", "letters"),
    [("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("kitten", "sitting", 3)],
)
def test_letters_between_two_names(left: str, right: str, letters: int) -> None:
    assert distance(left, right) == distance(right, left) == letters

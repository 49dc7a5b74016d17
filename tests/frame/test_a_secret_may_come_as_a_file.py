"""Every secret has a …_FILE; a file that is missing, empty or doubled is told, its content never."""

from pathlib import Path

import pytest

from storyboard.environment import Mistakes, read

SECRETS = {
    "DATABASE_URL": "postgres://u:p@h/n",
    "REDIS_URL": "redis://h/0",
    "SECRET_KEY": "k" * 40,
    "METRICS_TOKEN": "token",
    "RUNWARE_KEY": "rw",
    "HIGHWAY_KEY": "hw",
    "CRUN_KEY": "cr",
}


def variables(folder: Path, **more: str) -> dict[str, str]:
    return {"STORYBOARD_DATA": str(folder), **{f"STORYBOARD_{name}": value for name, value in more.items()}}


@pytest.mark.parametrize("name", SECRETS)
def test_it_reads_as_if_it_were_set(tmp_path: Path, name: str) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRETS[name]}\n")
    others = {"SECRET_KEY": "x" * 32} if name != "SECRET_KEY" else {}
    by_file = read(variables(tmp_path, **others, **{f"{name}_FILE": str(file)}))
    by_value = read(variables(tmp_path, **others, **{name: SECRETS[name]}))
    assert by_file == by_value
    assert by_file != read(variables(tmp_path, SECRET_KEY="x" * 32))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "STORYBOARD_METRICS_TOKEN_FILE names {}, which cannot be read: No such file or directory."),
        (b" \n", "STORYBOARD_METRICS_TOKEN_FILE names {}, which is empty."),
        (b"\xff\xfe", "STORYBOARD_METRICS_TOKEN_FILE names {}, which cannot be read: it is not text."),
    ],
)
def test_a_file_that_gives_none_is_told(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Mistakes) as mistakes:
        read(variables(tmp_path, METRICS_TOKEN_FILE=str(file)))
    assert mistakes.value.sentences == [sentence.format(file)]


def test_both_ways_at_once_are_one_too_many(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("one")
    with pytest.raises(Mistakes) as mistakes:
        read(variables(tmp_path, METRICS_TOKEN="two", METRICS_TOKEN_FILE=str(file)))
    assert mistakes.value.sentences == [
        "STORYBOARD_METRICS_TOKEN and STORYBOARD_METRICS_TOKEN_FILE are both set; keep one of them."
    ]


def test_what_is_no_secret_has_no_file(tmp_path: Path) -> None:
    found = read(variables(tmp_path, PUBLIC_URL_FILE="/anywhere"))
    assert found.public_url == ""
    assert found.warnings == ("STORYBOARD_PUBLIC_URL_FILE is not a setting of Storyboard and is ignored.",)

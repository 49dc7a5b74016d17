"""STORYBOARD_MEDIA_URL is read into a bucket, or told in a sentence that keeps the secret."""

from pathlib import Path

import pytest

from storyboard.environment import Bucket, Mistakes, read


def bucket(tmp_path: Path, url: str) -> Bucket | None:
    return read({"STORYBOARD_DATA": str(tmp_path), "STORYBOARD_MEDIA_URL": url}).media


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("", None),
        ("s3://films", Bucket("films")),
        ("s3://films/studio/a?region=eu-central-1", Bucket("films", "studio/a/", region="eu-central-1")),
        (
            "s3://k%2Fey:s%40crt@films?endpoint=https://s3.example:9000/&local=50GB",
            Bucket("films", "", "https://s3.example:9000", "", "k/ey", "s@crt", 50_000_000_000),
        ),
    ],
)
def test_what_is_in_the_address(tmp_path: Path, url: str, wanted: Bucket | None) -> None:
    assert bucket(tmp_path, url) == wanted


def test_the_secret_is_never_shown(tmp_path: Path) -> None:
    assert "sesame" not in repr(bucket(tmp_path, "s3://key:sesame@films"))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://sesame@films", "is not an address this setting takes; write it like s3://key:secret@bucket?"),
        ("s3://k:sesame@films?endpoint=films", "is not an address this setting takes"),
        ("s3://films?cache=5GB", "holds “cache”; it takes endpoint, region and local."),
        ("s3://films?local=much", "holds local=much; write it like local=50GB or local=500MB."),
        ("s3://films?local=0GB", "holds local=0GB"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, url: str, sentence: str) -> None:
    with pytest.raises(Mistakes) as told:
        bucket(tmp_path, url)
    assert sentence in str(told.value)
    assert "sesame" not in str(told.value)

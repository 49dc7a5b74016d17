"""Every way an animatic can fail has its own sentence."""

import errno
from pathlib import Path

import pytest

from storyboard.media.errors import PictureUnreadable
from storyboard.projects.models import Project
from storyboard.takes.animatics import describe
from tests.conftest import People
from tests.takes.making import failed

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The server’s disk is full. The board is kept"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "The server’s disk is full. The board is kept"),
        (PictureUnreadable(Path("/srv/secret/kite.jpg"), "damaged"), "(kite.jpg: damaged)"),
        (RuntimeError("no frames"), "The animatic could not be made: no frames. The board is kept."),
    ],
)
def test_in_words(people: People, project: Project, error: Exception, words: str) -> None:
    take = failed(project, people.alice, error)
    assert take.state == take.generation.state == "failed"
    assert words in take.failure
    assert "/srv" not in take.failure
    assert take.generation.settled in {None, 0}


@pytest.mark.django_db
def test_every_sentence_ends_as_one() -> None:
    for error in (OSError(errno.ENOSPC, "x"), ValueError("x"), PictureUnreadable(Path("a.jpg"), "x")):
        assert describe(error).endswith(".")

"""Orders over all dialects, with text and with pictures, every fault mixed in, the server and the worker killed at
random while they come in: afterwards the provider's ledger and our rows say the same. Nothing is charged twice, nothing
charged is missing, and every doubt is listed for a person.
"""

import hashlib
from pathlib import Path

from storyboard.takes.orders import PAGE
from tests.conftest import FULL
from tests.faults.installation import MANAGE, Installation, Server
from tests.faults.killing import WHOLE, kill_at_random, scene, settled
from tests.faults.ledger import OPEN, books_of, faults_found, told_by
from tests.faults.lies import kinds
from tests.faults.visiting import Visitor


def test_the_ledger_and_the_rows_agree(tmp_path: Path) -> None:
    with scene(tmp_path, MANAGE, WHOLE) as at:
        met = kill_at_random(at)
        assert sum(map(bool, met)) > WHOLE.kills / 2, "a kill that meets no order shows nothing"
        assert set().union(*met) >= (set(OPEN) if FULL else {"preparing"})
        server = settled(at)
        books, told = books_of(at.studio), told_by(at.sandbox)
        assert len(books.by_request) == sum(map(len, books.by_request.values())), "each request must be like no other"
        assert faults_found(books, told["lines"]) == []
        assert {kind for kind, count in told["struck"].items() if count} == kinds()
        every_doubt_is_listed(at.studio, server)
        every_video_is_whole(at.studio)
        assert not any("Traceback" in one.said() for one in at.studio.servers)


def every_doubt_is_listed(studio: Installation, server: Server) -> None:
    """By the command, and first on the page."""
    doubts = {row["id"] for row in studio.rows("SELECT id FROM storyboard_generation WHERE state = 'unconfirmed'")}
    assert {line["generation"] for line in studio.lines("generations", "--state", "unconfirmed")} == doubts
    _status, page = Visitor(server).get("/orders/")
    assert sum(one in page for one in doubts) >= min(len(doubts), PAGE)


def every_video_is_whole(studio: Installation) -> None:
    """As it was when it was checked."""
    kept = studio.rows(
        "SELECT file, sha256 FROM storyboard_asset asset JOIN storyboard_take take ON asset_id = asset.id "
        "WHERE state = 'ready'"
    )
    assert kept
    for row in kept:
        assert hashlib.sha256((studio.data / "media" / row["file"]).read_bytes()).hexdigest() == row["sha256"]

"""A pipeline that sends again what may have arrived charges twice, and the very test that the right one passes, kills
and all, says so."""

import sys
from pathlib import Path

from tests.faults.killing import WRONG, kill_at_random, scene, settled
from tests.faults.ledger import books_of, faults_found, told_by

RESENDING = (sys.executable, "-m", "tests.faults.resending")


def test_it_is_found_out(tmp_path: Path) -> None:
    with scene(tmp_path, RESENDING, WRONG) as at:
        kill_at_random(at)
        settled(at)
        found = faults_found(books_of(at.studio), told_by(at.sandbox)["lines"])
        assert [fault for fault in found if fault.endswith("was charged twice")], found

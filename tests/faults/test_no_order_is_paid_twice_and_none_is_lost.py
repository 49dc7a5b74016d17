"""Orders over all dialects, every fault mixed in, the server killed at random while they come in: afterwards the
provider's ledger and our rows say the same. Nothing is charged twice, nothing charged is missing, and every doubt is
listed for a person.
"""

from pathlib import Path

from tests.faults.installation import MANAGE
from tests.faults.ledger import KILLS, faults_found, kill_at_random, ledger_of, settled, studio


def test_the_ledger_and_the_rows_agree(tmp_path: Path) -> None:
    with studio(tmp_path, MANAGE) as (installed, sandbox):
        assert kill_at_random(installed) > KILLS / 2, "a kill that meets no order shows nothing"
        server = settled(installed)
        assert faults_found(installed, ledger_of(sandbox)) == []
        listed = installed.lines("generations", "--state", "unconfirmed")
        doubts = installed.rows("SELECT id FROM storyboard_generation WHERE state = 'unconfirmed'")
        assert {line["generation"] for line in listed} == {row["id"] for row in doubts}
        assert "Traceback" not in server.said()

"""A pipeline that sends again what may have arrived charges twice, and the comparison of ledger and rows says so.

With the full sizes alone: it takes many orders until the right fault meets the wrong step.
"""

import sys
from pathlib import Path

import pytest

from tests.conftest import FULL
from tests.faults.ledger import faults_found, ledger_of, settled, studio

WRONG = (sys.executable, "-m", "tests.faults.resending")


@pytest.mark.skipif(not FULL, reason="too few orders to meet the fault")
def test_it_is_found_out(tmp_path: Path) -> None:
    with studio(tmp_path, WRONG) as (installed, sandbox):
        settled(installed)
        assert any("charged" in fault for fault in faults_found(installed, ledger_of(sandbox)))

"""What was found about an order, in the log: a line for each that was placed or refused, in JSON behind its first two
words. Never a word of a text or a name that somebody typed.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction

from storyboard.providers.findings import Problem
from storyboard.takes.offering import Offer

logger = logging.getLogger(__name__)


@contextmanager
def logging_findings(project: str, offer: Offer) -> Iterator[None]:
    """Logs what was found about an offer: placed, once the transaction around is committed, or refused and by what."""
    about = {"project": project, "model": offer.model, "problems": [_facts(one) for one in offer.problems]}
    try:
        yield
    except Exception as error:
        _log("refused", {"by": type(error).__name__, **about})
        raise
    transaction.on_commit(partial(_log, "placed", about), robust=True)


def _log(became: str, facts: dict[str, Any]) -> None:
    logger.info("Order %s: %s", became, json.dumps(facts))


def _facts(problem: Problem) -> dict[str, Any]:
    """All of a problem but the element's name."""
    facts = {
        "code": problem.code,
        "path": problem.path,
        "severity": problem.severity,
        "rule": problem.rule,
        "loses": problem.loses,
        "limit": problem.limit,
        "found": problem.found,
        "shot": problem.shot,
        "element": problem.element,
        "fixes": [fix.code for fix in problem.fixes],
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [])}

"""Runware: one address, tasks in an array, the key as a bearer token. Source: its API pages and SDKs."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from storyboard.providers.keeping import UNDOCUMENTED, Life
from storyboard.providers.key_checks import Checked, Outcome, amount_in, by_status, code_in
from storyboard.providers.kind import Check, Kind

# Codes are an open set; these parts of them, in any case, tell the class. Source: the official SDK's table.
REFUSALS = ("apikey", "unauthorized", "authenticationfailed", "token")
FORBIDDEN = ("forbidden", "permissiondenied", "suspended", "disabled")
NO_CREDIT = ("credits", "quota", "balance", "paymentrequired")
BUSY = ("ratelimit",)
CLASSES = (
    (REFUSALS, Outcome.REFUSED),
    (FORBIDDEN, Outcome.FORBIDDEN),
    (NO_CREDIT, Outcome.NO_CREDIT),
    (BUSY, Outcome.BUSY),
)


def details_task() -> list[dict[str, str]]:
    """Asks for the account's own details, which orders nothing."""
    return [{"taskType": "accountManagement", "taskUUID": str(uuid.uuid4()), "operation": "getDetails"}]


def read_details(status: int, answer: Any) -> Checked:
    """Errors count before the status: a 200 may hold them, and a refusal may hold a code that says more."""
    answer = answer if isinstance(answer, dict) else {}
    errors = answer.get("errors")
    if isinstance(errors, list) and errors:
        return _by_code(status, code_in(errors[0].get("code") if isinstance(errors[0], dict) else None))
    if status != 200:
        return by_status(status)
    if "data" not in answer:
        return Checked(Outcome.STRANGE, str(status))
    return Checked(Outcome.GOOD, balance=_balance(answer["data"]))


def _by_code(status: int, code: str) -> Checked:
    for parts, outcome in CLASSES:
        if any(part in code.lower() for part in parts):
            return Checked(outcome, code)
    told = by_status(status)
    return told if told.outcome is not Outcome.STRANGE else Checked(Outcome.DECLINED, code or str(status))


def _balance(data: Any) -> Decimal | None:
    """The balance, where it is a plain number; one form of the SDK has an object there, whose fields are not known."""
    first = data[0] if isinstance(data, list) and data else data
    return amount_in(first.get("balance")) if isinstance(first, dict) else None


# Uploaded pictures are deleted 30 days after their last use; one day of that is left alone.
PICTURES = Life(timedelta(days=30), slides=True, margin=timedelta(days=1))

RUNWARE = Kind(
    name="runware",
    title="Runware",
    url="https://api.runware.ai/v1",
    header="Authorization",
    scheme="Bearer",
    unit="USD",
    at_once=15,  # what its older SDK keeps under way by default
    check=Check(path="", read=read_details, body=details_task),
    lives={"image": PICTURES, "video": UNDOCUMENTED, "voice": UNDOCUMENTED},
    estimates=True,  # by a dry run
)

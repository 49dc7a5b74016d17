"""Crun: the key in a header of its own, and refusals that may come with HTTP 200 and a code in the body."""

from typing import Any

from storyboard.providers.keeping import UNDOCUMENTED
from storyboard.providers.key_checks import Checked, Outcome, amount_in, by_status
from storyboard.providers.kind import Check, Kind


def read_balance(status: int, answer: Any) -> Checked:
    """The code in the body counts where it differs from the status. Source: Crun's code list."""
    answer = answer if isinstance(answer, dict) else {}
    code, data = answer.get("code"), answer.get("data")
    said = code if isinstance(code, int) and not isinstance(code, bool) and 0 < code < 1000 else status
    if status != 200 or said != 200:
        return by_status(status if said == 200 else said)
    if not isinstance(data, dict):
        return Checked(Outcome.STRANGE, str(status))
    return Checked(Outcome.GOOD, balance=amount_in(data.get("balance")))


CRUN = Kind(
    name="crun",
    title="Crun",
    url="https://api.crun.ai",
    header="x-api-key",
    scheme="",
    unit="credits",
    at_once=5,  # its limit is not published; Kling's own smallest pack allows five
    check=Check(path="/api/v1/client/account/balance", read=read_balance),
    lives={"image": UNDOCUMENTED},  # a picture goes to an address it presigns; how long that lives is not said
    estimates=True,
)

"""Faults that strike a request as a whole, the same at every API."""

from storyboard.sandbox.faults import Strike, When
from storyboard.sandbox.web import Answer, Dropped, html
from storyboard.sandbox.world import Sandbox

_TITLES = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 503: "503 Service Unavailable"}


async def before(sandbox: Sandbox, strike: Strike) -> Answer | None:
    """Waits, drops the connection, or gives an answer in place of the real one, with nothing accepted."""
    for fault in strike.of(When.BEFORE):
        if fault.kind == "delay":
            await sandbox.clock.sleep(fault["seconds"])
        elif fault.kind == "drop_before":
            raise Dropped
        elif not fault["accepted"]:
            return _broken(fault["status"])
    return None


def after(strike: Strike, answer: Answer) -> Answer:
    """What comes in place of the answer to a request that was dealt with. Raises Dropped."""
    if strike.named("drop_after"):
        raise Dropped
    broken = strike.named("server_error")
    if broken:
        return _broken(broken["status"])
    if strike.named("malformed"):
        return Answer(answer.status, answer.body[: max(len(answer.body) * 2 // 3, 1)], answer.headers)
    return answer


def _broken(status: int) -> Answer:
    return html(status, _TITLES.get(status, f"{status} Error"))

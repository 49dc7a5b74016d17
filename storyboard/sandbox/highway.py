"""The stand-in of highwayapi.ai: one create and one result query. Source: the Highway seed and notes 2."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from storyboard.sandbox.faults import Strike, When
from storyboard.sandbox.filming import Scenes
from storyboard.sandbox.ledger import Account, NoCredit
from storyboard.sandbox.shapes import Choice, Fault, Flag, Kind, Many, Number, Text, Whole, is_blank, thing
from storyboard.sandbox.striking import after, before
from storyboard.sandbox.tasks import Order, Result, Task
from storyboard.sandbox.web import Answer, Asked, Malformed, told
from storyboard.sandbox.world import Sandbox

CREATE = "/v3/async/kling-v3.0-4k-t2v"
RESULT = "/v3/async/task-result"
MODEL = "kling-v3.0-4k-t2v"
TASK_TYPE = "KLING_V3_0_4K_T2V"
LINK_SECONDS = 3600
PRICE = Decimal("0.42")
"""US dollars a second. No price is published; this is Kling's own (notes 5)."""

DEFAULT_SECONDS = 5
SHOT = thing("prompt duration", prompt=Text(1, 2500), duration=Whole(1))
SHAPE = thing(
    sound=Flag(),
    prompt=Text(0, 2500),
    duration=Whole(3, 15),
    cfg_scale=Number(0, 1),
    aspect_ratio=Choice(("16:9", "9:16", "1:1")),
    multi_prompt=Many(SHOT, 1, 6),
    negative_prompt=Text(0, 2500),
)

# Source: notes 2.3.
STATUSES = {
    "INVALID_REQUEST_BODY": 400,
    "FAILED_TO_AUTH": 401,
    "INVALID_API_KEY": 403,
    "NOT_ENOUGH_BALANCE": 403,
    "ACCESS_DENY": 403,
    "MODEL_NOT_FOUND": 404,
    "TASK_NOT_FOUND": 404,
    "RATE_LIMIT_EXCEEDED": 429,
    "TOKEN_LIMIT_EXCEEDED": 429,
    "SERVICE_NOT_AVAILABLE": 503,
}


def _prompt(body: Mapping[str, Any]) -> Iterator[Fault]:
    if "multi_prompt" not in body and is_blank(body.get("prompt")):
        yield Fault(Kind.MISSING, "prompt", "given")
    elif "multi_prompt" in body and body.get("prompt"):
        yield Fault(Kind.TOGETHER, "prompt", "prompt and multi_prompt are mutually exclusive")


def _shots(body: Mapping[str, Any]) -> Iterator[Fault]:
    shots = body.get("multi_prompt", [])
    for index, shot in enumerate(shots):
        if is_blank(shot["prompt"]):
            yield Fault(Kind.SHORT, f"multi_prompt[{index}].prompt", "a text")
    total = body.get("duration", DEFAULT_SECONDS)
    if shots and sum(shot["duration"] for shot in shots) != total:
        yield Fault(Kind.FORM, "multi_prompt", f"such that its durations add up to the duration of {total}")


RULES = (_prompt, _shots)


def faults_of(body: Any) -> list[Fault]:
    """All that is wrong with the body of a create."""
    faults = list(SHAPE.faults(body, ""))
    return faults or [fault for rule in RULES for fault in rule(body)]


class Refuse(Exception):
    """The request is refused; `reason` is one of STATUSES."""

    def __init__(self, reason: str, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status or STATUSES.get(reason, 400)

    def answer(self, **headers: str) -> Answer:
        content = {"code": self.status, "reason": self.reason, "message": str(self), "metadata": {}}
        return told(content, self.status, **headers)


async def answer(sandbox: Sandbox, asked: Asked) -> Answer:
    """One request under /v3/."""
    try:
        account = _account(asked)
        is_poll = asked.path == RESULT
        strike = sandbox.plan.strike("highway", "poll" if is_poll else "create", account.key)
        if (instead := await before(sandbox, strike) or _instead(strike)) is not None:
            return instead
        given = _result(sandbox, asked, account) if is_poll else await _create(sandbox, asked, account, strike)
        return after(strike, given)
    except Refuse as refusal:
        return refusal.answer()


def _account(asked: Asked) -> Account:
    if not asked.bearer:
        raise Refuse("FAILED_TO_AUTH", "Authorization: Bearer {{API Key}} is required.")
    if asked.bearer.startswith("bad"):
        raise Refuse("INVALID_API_KEY", "The API key is invalid.")
    return Account("highway", asked.bearer)


def _instead(strike: Strike) -> Answer | None:
    """The refusal that the fault plan wants in place of an answer."""
    for fault in strike.of(When.INSTEAD):
        if fault.kind == "too_many":
            wait = {} if fault["retry_after"] is None else {"retry_after": str(fault["retry_after"])}
            return Refuse("RATE_LIMIT_EXCEEDED", "The rate limit is exceeded.").answer(**wait)
        if fault.kind == "no_credit":
            return Refuse("NOT_ENOUGH_BALANCE", "The balance is not enough.").answer()
        return Refuse(str(fault["code"] or "SERVICE_NOT_AVAILABLE"), fault["message"], fault["status"]).answer()
    return None


async def _create(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Answer:
    if asked.path != CREATE:
        raise Refuse("MODEL_NOT_FOUND", "The model does not exist.")
    if asked.method != "POST" or not asked.is_json:
        raise Refuse("INVALID_REQUEST_BODY", "POST with Content-Type application/json is required.")
    try:
        body = asked.json()
    except Malformed as error:
        raise Refuse("INVALID_REQUEST_BODY", f"The body is no valid JSON: {error}") from error
    if faults := faults_of(body):
        raise Refuse("INVALID_REQUEST_BODY", "; ".join(_words(fault) for fault in faults))
    try:
        task = await sandbox.place(_order(body, account, asked, strike))
    except NoCredit as error:
        raise Refuse("NOT_ENOUGH_BALANCE", "The balance is not enough.") from error
    return told({"task_id": task.id})


def _words(fault: Fault) -> str:
    if fault.kind is Kind.UNKNOWN:
        return f"{fault.path}: unknown field"
    if fault.kind is Kind.TOGETHER:
        return fault.wanted
    return f"{fault.path or 'body'} must be {fault.wanted}"


def _order(body: dict[str, Any], account: Account, asked: Asked, strike: Strike) -> Order:
    seconds, sound = body.get("duration", DEFAULT_SECONDS), body.get("sound", False)
    shots = tuple((shot["prompt"], shot["duration"]) for shot in body.get("multi_prompt", []))
    scenes = Scenes(
        shots=shots or ((body["prompt"], seconds),), ratio=body.get("aspect_ratio", "16:9"), with_sound=sound
    )
    return Order(
        account=account,
        model=MODEL,
        scenes=scenes,
        price=PRICE * seconds,
        unit="USD",
        asked=body,
        base=asked.base,
        digest=asked.digest,
        link_seconds=LINK_SECONDS,
        strike=strike,
    )


def _result(sandbox: Sandbox, asked: Asked, account: Account) -> Answer:
    now = sandbox.now()
    task = sandbox.task(account, asked.query.get("task_id", ""))
    if task is None or asked.method != "GET" or _is_hidden(task):
        raise Refuse("TASK_NOT_FOUND", "The task does not exist.")
    return told(_told(task, task.results[0], now))


def _is_hidden(task: Task) -> bool:
    """Whether a fault keeps the task unknown for this question."""
    task.questions += 1
    hidden = task.misfortune("not_found")
    return hidden is not None and task.questions <= hidden["polls"]


def _told(task: Task, result: Result, now: float) -> dict[str, Any]:
    """Source: notes 2.2."""
    done = result.has_ended(now)
    failed = done and result.failure is not None
    left = 0 if done or result.ends_at == float("inf") else int(result.ends_at - now)
    return {
        "extra": {"seed": str(result.seed), "debug_info": _times(task, result, now)},
        "task": {
            "task_id": task.id,
            "status": _status(task, result, now),
            "reason": result.failure.message if failed and result.failure else "",
            "task_type": TASK_TYPE,
            "eta": left,
            "progress_percent": task.progress(result, now),
        },
        "images": [],
        "videos": [_video(task, result, now)] if done and not failed else [],
        "audios": [],
    }


def _status(task: Task, result: Result, now: float) -> str:
    if result.has_ended(now):
        return "TASK_STATUS_FAILED" if result.failure else "TASK_STATUS_SUCCEED"
    return "TASK_STATUS_QUEUED" if task.is_queued(now) else "TASK_STATUS_PROCESSING"


def _times(task: Task, result: Result, now: float) -> dict[str, str]:
    """Milliseconds in strings; what has not happened yet is 0."""
    started = "0" if task.is_queued(now) else str(int(task.starts_at * 1000))
    ended = str(int(result.ends_at * 1000)) if result.has_ended(now) else "0"
    submitted = str(int(task.accepted_at * 1000))
    return {"request_info": "", "submit_time_ms": submitted, "execute_time_ms": started, "complete_time_ms": ended}


def _video(task: Task, result: Result, now: float) -> dict[str, str]:
    """A link signed anew at each question, good for an hour."""
    link = f"{task.order.base}/files/{result.id}.mp4?expires={int(now) + LINK_SECONDS}"
    return {"video_url": link, "video_url_ttl": str(LINK_SECONDS), "video_type": "mp4"}

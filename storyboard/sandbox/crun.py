"""The stand-in of Crun.AI: creating, asking, uploading, estimating. Source: the Crun seed and notes 3."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from storyboard.sandbox import crun_rules as rules
from storyboard.sandbox.crun_media import film_of, pictures_of
from storyboard.sandbox.faults import Strike, When
from storyboard.sandbox.ledger import Account, NoCredit
from storyboard.sandbox.shapes import Fault, Kind
from storyboard.sandbox.shelf import PICTURE_FORMATS, is_uuid
from storyboard.sandbox.striking import after, before
from storyboard.sandbox.tasks import NEVER, Order, Result, Task
from storyboard.sandbox.web import Answer, Asked, Malformed, told
from storyboard.sandbox.world import Sandbox, Teller

ROOT = "/api/v1/client"
LINK_SECONDS = 14 * 24 * 3600.0
PRESIGNED_SECONDS = 3600.0
MOST_PRESIGNED = 10_000

# Source: the seed's list of codes; 403 from notes 3.2.
MESSAGES = {
    401: "API key missing",
    402: "Insufficient credits",
    403: "API key disabled",
    404: "Not found",
    422: "Missing Params or Type Error",
    429: "Rate limited",
    455: "Service unavailable: the system is undergoing maintenance",
    500: "Server error",
    501: "Generation failed",
    505: "Feature disabled",
}


class Refuse(Exception):
    """The request is refused: a code for the body, and for HTTP unless `status` says otherwise."""

    def __init__(self, code: int, message: str = "", status: int | None = None, **more: Any) -> None:
        super().__init__(message or MESSAGES.get(code, "Refused"))
        self.code, self.status, self.more = code, status or code, more

    def answer(self, **headers: str) -> Answer:
        return told({"code": self.code, "message": str(self), "data": None, **self.more}, self.status, **headers)


async def answer(sandbox: Sandbox, asked: Asked) -> Answer:
    """One request under /api/v1/client/."""
    try:
        account = _account(asked)
        path = asked.path.removeprefix(ROOT)
        doing, event = _DOING.get((asked.method, path), (_models, "other"))
        strike = sandbox.plan.strike("crun", event, account.key)
        if (instead := await before(sandbox, strike) or _instead(sandbox, account, strike)) is not None:
            return instead
        return after(strike, success(await doing(sandbox, asked, account, strike)))
    except Refuse as refusal:
        return refusal.answer()


def success(data: Any) -> Answer:
    """What every good answer is wrapped in."""
    return told({"code": 200, "message": "success", "data": data})


def _account(asked: Asked) -> Account:
    key = asked.headers.get("x-api-key", "").strip()
    if not key:
        raise Refuse(401)
    if key.startswith("bad"):
        raise Refuse(401, "API key invalid")
    if key.startswith("disabled"):
        raise Refuse(403)
    return Account("crun", key)


def _instead(sandbox: Sandbox, account: Account, strike: Strike) -> Answer | None:
    """The refusal that the fault plan wants in place of an answer."""
    for fault in strike.of(When.INSTEAD):
        if fault.kind == "too_many":
            wait = {} if fault["retry_after"] is None else {"retry_after": str(fault["retry_after"])}
            return Refuse(429).answer(**wait)
        if fault.kind == "no_credit":
            return _no_credit(sandbox, account).answer()
        code = fault["code"] if isinstance(fault["code"], int) and 400 <= fault["code"] < 600 else 500
        return Refuse(code, MESSAGES.get(code, fault["message"]), fault["status"]).answer()
    return None


def _no_credit(sandbox: Sandbox, account: Account) -> Refuse:
    """HTTP 200 with code 402. Source: notes 3.4."""
    return Refuse(402, status=200, data={"balance": sandbox.ledger.balance(account, "credits")})


async def _create(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    body = _body(asked)
    order = _order(sandbox, asked, account, body, strike)
    try:
        task = await sandbox.place(order, CALLBACKS)
    except NoCredit as error:
        raise _no_credit(sandbox, account) from error
    return {"task_id": task.id}


def _body(asked: Asked) -> dict[str, Any]:
    """The body of a create or an estimate, right as far as its fields go. Raises Refuse."""
    if not asked.is_json:
        raise Refuse(422, errors=["Content-Type must be application/json"])
    try:
        body = asked.json()
    except Malformed as error:
        raise Refuse(422, errors=[f"the body is no valid JSON: {error}"]) from error
    if faults := rules.faults_of(body):
        raise Refuse(422, errors=[_words(fault) for fault in faults])
    checked: dict[str, Any] = body
    return checked


def _words(fault: Fault) -> str:
    if fault.kind is Kind.UNKNOWN:
        return f"{fault.path}: unknown field"
    return f"{fault.path or 'body'}: must be {fault.wanted}"


def _order(sandbox: Sandbox, asked: Asked, account: Account, body: dict[str, Any], strike: Strike) -> Order:
    """The order in a body. Raises Refuse for pictures that cannot be used."""
    pictures, faults = pictures_of(sandbox, account, body["input"], asked.base)
    if faults:
        raise Refuse(422, errors=[_words(fault) for fault in faults])
    return Order(
        account=account,
        model=rules.MODEL,
        scenes=film_of(body["input"], pictures),
        price=rules.credits_of(body["input"]),
        unit="credits",
        asked=body,
        base=asked.base,
        digest=asked.digest,
        hook=body.get("callback_url"),
        link_seconds=LINK_SECONDS,
        strike=strike,
    )


async def _estimate(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    return {"credits": rules.credits_of(_body(asked)["input"]), "estimated": True}


async def _info(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    task_id = asked.query.get("task_id", "")
    if not is_uuid(task_id):
        raise Refuse(422, errors=["task_id: must be exactly 36 characters long"])
    now = sandbox.now()
    task = sandbox.task(account, task_id.lower())
    if task is None or _is_hidden(task):
        raise Refuse(404, "Task not found")
    return info_of(task, task.results[0], now)


def _is_hidden(task: Task) -> bool:
    """Whether a fault keeps the task unknown for this question, as happens right after a create."""
    task.questions += 1
    hidden = task.misfortune("not_found")
    return hidden is not None and task.questions <= hidden["polls"]


def info_of(task: Task, result: Result, now: float) -> dict[str, Any]:
    """The `data` of TaskInfo, and the body of a callback. Source: notes 3.2, 3.3."""
    done = result.has_ended(now)
    asked = task.order.asked
    given = {"callback_url": None, **asked, "input": _forced(asked["input"])}
    ended = {"complete_at": int(result.ends_at), "duration_s": int(result.ends_at - task.starts_at)} if done else {}
    return {
        "task_id": task.id,
        "provider": "kling",
        "model_version": rules.MODEL,
        "status": _status(task, result, now),
        "param": given,
        "create_at": int(task.accepted_at),
        "result": _outcome(task, result) if done else None,
        "credits": task.earned if done else task.order.price,
        "duration_s": None,
        "complete_at": None,
        **ended,
        "source": "api",
        **({"reason": _reason(task)} if done and result.failure else {}),
    }


def _forced(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The input as the provider changes it. Source: the seed, Key Rules and Validation Rules."""
    forced = {"audio": True} if wanted["multi_shots"] else {"shot_type": None}
    return {**wanted, **forced}


def _status(task: Task, result: Result, now: float) -> str:
    if result.has_ended(now):
        return "failed" if result.failure else "success"
    return "pending" if task.is_queued(now) else "running"


def _outcome(task: Task, result: Result) -> dict[str, Any]:
    if result.failure:
        return {"code": 501, "message": result.failure.message, "media_urls": []}
    link = f"{task.order.base}/files/{result.id}.{task.order.scenes.container}"
    return {"code": 200, "message": "success", "media_urls": [link]}


def _reason(task: Task) -> str:
    return "input_moderation" if task.misfortune("moderation") else "generation_failed"


async def _upload_url(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    media_type, extension = asked.query.get("content_type", ""), asked.query.get("ext", "")
    if not media_type.startswith("image/") or extension not in (*PICTURE_FORMATS.values(), ".jpeg"):
        raise Refuse(422, errors=["content_type: must be an image type", "ext: must be its extension, as .png"])
    token = str(uuid.uuid4())
    while len(sandbox.presigned) >= MOST_PRESIGNED:
        del sandbox.presigned[next(iter(sandbox.presigned))]
    sandbox.presigned[token] = (account, media_type, extension, sandbox.now() + PRESIGNED_SECONDS)
    return {
        "presigned_url": f"{asked.base}/presigned/{token}",
        "file_url": f"{asked.base}/shelf/{token}{extension}",
    }


async def _balance(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    sandbox.now()
    return {"balance": sandbox.ledger.balance(account, "credits")}


async def _models(sandbox: Sandbox, asked: Asked, account: Account, strike: Strike) -> Any:
    """The list of models, or the one; any other path is unknown."""
    model = {"model": rules.MODEL, "modality": "video", "operation": "generate"}
    if asked.method == "GET" and asked.path == f"{ROOT}/job/Models":
        return [model]
    if asked.method == "GET" and asked.path == f"{ROOT}/job/Models/{rules.MODEL}":
        return {**model, "input_schema": rules.INPUT.schema()}
    raise Refuse(404)


# One call, the bare object, never repeated. Source: the seed, callback_url; notes 3.3, 9.
CALLBACKS = Teller(lambda task, result: info_of(task, result, NEVER))

Doing = Callable[[Sandbox, Asked, Account, Strike], Awaitable[Any]]

_DOING: Mapping[tuple[str, str], tuple[Doing, str]] = {
    ("POST", "/job/CreateTask"): (_create, "create"),
    ("GET", "/job/TaskInfo"): (_info, "poll"),
    ("POST", "/job/estimate-credits"): (_estimate, "other"),
    ("GET", "/files/upload-url"): (_upload_url, "upload"),
    ("GET", "/account/balance"): (_balance, "other"),
}

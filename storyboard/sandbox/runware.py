"""The stand-in of Runware: `POST /v1` with an array of tasks. Source: the Runware seeds and notes 1."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from storyboard.sandbox import runware_errors as errors
from storyboard.sandbox.faults import Strike, When
from storyboard.sandbox.ledger import Account, NoCredit
from storyboard.sandbox.runware_errors import Refusal, Refuse, of_fault, status_of
from storyboard.sandbox.runware_media import film_of, media_of, uploaded
from storyboard.sandbox.runware_rules import MODELS, Model, faults_of, kling
from storyboard.sandbox.shapes import Choice, Flag, Text, Thing, thing
from storyboard.sandbox.shelf import is_uuid
from storyboard.sandbox.striking import after, before
from storyboard.sandbox.tasks import NEVER, Failure, Order, Result, Task
from storyboard.sandbox.web import Answer, Asked, Malformed, told
from storyboard.sandbox.world import Sandbox, Teller

MOST_TASKS = 1000
DAY = 24 * 3600.0
# What answers about a task need of it; the rest can be as large as its pictures.
_TOLD_AGAIN = ("taskType", "taskUUID", "includeCost", "safety")
_EVENTS = {"videoInference": "create", "getResponse": "poll", "imageUpload": "upload", "mediaStorage": "upload"}
_NAME = Text(36, 36)

SMALL_TASKS: Mapping[str, Thing] = {
    "getResponse": thing("taskType taskUUID", taskType=Text(), taskUUID=_NAME),
    "imageUpload": thing("taskType taskUUID image", taskType=Text(), taskUUID=_NAME, image=Text(1)),
    "mediaStorage": thing(
        "taskType taskUUID operation media",
        taskType=Text(), taskUUID=_NAME, operation=Choice(("upload", "delete")), media=Text(1),
    ),
    "accountManagement": thing(
        "taskType taskUUID operation", taskType=Text(), taskUUID=_NAME, operation=Choice(("getDetails",))
    ),
    "ping": thing("taskType ping", taskType=Text(), taskUUID=_NAME, ping=Flag()),
    "authentication": thing(
        "taskType apiKey", taskType=Text(), taskUUID=_NAME, apiKey=Text(1), connectionSessionUUID=Text()
    ),
}  # fmt: skip


@dataclass
class Batch:
    """What the tasks of one POST have come to so far."""

    sandbox: Sandbox
    account: Account
    base: str
    digest: str
    is_dry_run: bool
    data: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    went_well: int = 0

    def refuse(self, task: Mapping[str, Any], *refusals: Refusal) -> None:
        self.refusals += refusals
        self.errors += [refusal.as_json(task) for refusal in refusals]

    def answer(self) -> Answer:
        """`data`, `errors`, or both."""
        status = status_of(self.refusals, anything_went_well=bool(self.went_well))
        content = {"data": self.data} if self.went_well else {}
        busy = {"retry_after": more} if (more := self._retry_after()) else {}
        return told({**content, **({"errors": self.errors} if self.errors else {})}, status, **busy)

    def _retry_after(self) -> str:
        return next((str(one.more["retryAfter"]) for one in self.refusals if "retryAfter" in one.more), "")


async def answer(sandbox: Sandbox, asked: Asked) -> Answer:
    """One POST."""
    try:
        tasks, account = _opened(asked)
    except Refuse as refused:
        [refusal] = refused.refusals
        return told({"errors": [refusal.as_json({})]}, refusal.status)
    strikes = _strikes(sandbox, tasks, account)
    of_request = list({id(strike): strike for strike in strikes}.values())
    for strike in of_request:
        if (instead := await before(sandbox, strike)) is not None:
            return instead
    is_dry_run = asked.headers.get("x-runware-dry-run", "") not in ("", "0")
    batch = Batch(sandbox, account, asked.base, asked.digest, is_dry_run)
    for task, strike in zip(tasks, strikes, strict=True):
        await _do(batch, task, strike)
    given = batch.answer()
    for strike in of_request:
        given = after(strike, given)
    return given


def _strikes(sandbox: Sandbox, tasks: list[Any], account: Account) -> list[Strike]:
    """What goes wrong with each task: every create is a request of its own, all that is asked of one kind is one."""
    met: dict[str, Strike] = {}
    strikes = []
    for event in map(_event, tasks):
        if event == "create" or event not in met:
            met[event] = sandbox.plan.strike("runware", event, account.key)
        strikes.append(met[event])
    return strikes


def _opened(asked: Asked) -> tuple[list[Any], Account]:
    """The tasks and whose they are. Raises Refuse."""
    if not asked.is_json:
        raise Refuse(Refusal(400, "invalidContentType", "The Content-Type must be application/json."))
    try:
        tasks = asked.json()
    except Malformed as error:
        raise Refuse(Refusal(400, "invalidJSON", f"The request body is no valid JSON: {error}")) from error
    if not isinstance(tasks, list) or not tasks:
        raise Refuse(errors.NO_ARRAY)
    if len(tasks) > MOST_TASKS:
        raise Refuse(Refusal(400, "maxTasks", f"At most {MOST_TASKS} tasks are taken in one request."))
    key = asked.bearer or _key_in(tasks[0])
    if not key or key.startswith("bad"):
        raise Refuse(errors.NO_KEY)
    return tasks, Account("runware", key)


def _key_in(task: Any) -> str:
    """The key in an authentication element, which must be the first."""
    if not isinstance(task, dict) or task.get("taskType") != "authentication":
        return ""
    key = task.get("apiKey")
    return key if isinstance(key, str) else ""


def _event(task: Any) -> str:
    kind = task.get("taskType") if isinstance(task, dict) else None
    return _EVENTS.get(kind, "other") if isinstance(kind, str) else "other"


async def _do(batch: Batch, task: Any, strike: Strike) -> None:
    """One task of the array: its data, or its refusal."""
    try:
        _instead(strike)
        _check(task)
        await _DOING[task["taskType"]](batch, task, strike)
        batch.went_well += 1
    except Refuse as refused:
        batch.refuse(task if isinstance(task, dict) else {}, *refused.refusals)


def _instead(strike: Strike) -> None:
    """Raises Refuse where the fault plan wants that in place of an answer."""
    for fault in strike.of(When.INSTEAD):
        if fault.kind == "too_many":
            wait = {"retryAfter": fault["retry_after"]} if fault["retry_after"] is not None else {}
            raise Refuse(replace(errors.TOO_MANY, more=wait))
        if fault.kind == "refuse":
            code = str(fault["code"] or "inferenceError")
            raise Refuse(Refusal(fault["status"] or 400, code, fault["message"]))
        raise Refuse(errors.NO_CREDITS if fault.kind == "no_credit" else errors.SEVERAL)


def _check(task: Any) -> None:
    """The task's type, its id, and for all but videos its fields. Raises Refuse."""
    if not isinstance(task, dict):
        raise Refuse(errors.NO_ARRAY)
    kind = task.get("taskType")
    if not isinstance(kind, str) or kind not in _DOING:
        raise Refuse(Refusal(400, "unsupportedTaskType", "Missing or unsupported 'taskType'.", "taskType"))
    if "taskUUID" in task and not (isinstance(task["taskUUID"], str) and is_uuid(task["taskUUID"], 4)):
        raise Refuse(
            Refusal(400, "invalidTaskUUID", "Invalid value for 'taskUUID' parameter: must be a UUID v4.", "taskUUID")
        )
    for fault in SMALL_TASKS[kind].faults(task, "") if kind in SMALL_TASKS else ():
        raise Refuse(of_fault(fault))


async def _video(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    model = MODELS.get(task["model"]) if isinstance(task.get("model"), str) else None
    if model is None:
        raise Refuse(Refusal(400, "unknownModel", "Missing or unknown 'model'.", "model"))
    if faults := faults_of(task, model):
        raise Refuse(*(of_fault(fault, model) for fault in faults))
    sandbox, account = batch.sandbox, batch.account
    # The oldest question first: media of an order that is there already are not looked at again.
    if sandbox.task(account, task["taskUUID"].lower()):
        raise Refuse(errors.CONFLICT)
    order = _order(batch, task, model, strike)
    if batch.is_dry_run:
        batch.data.append({**_named(task), "cost": order.price * order.results})
        return
    try:
        await sandbox.place(order, WEBHOOKS)
    except NoCredit as error:
        raise Refuse(errors.NO_CREDITS) from error
    known = sandbox.elements.setdefault(account, set())
    known.update(element["id"] for element in task.get("inputs", {}).get("elements", []))
    if strike.named("conflict"):
        raise Refuse(errors.CONFLICT)
    batch.data.append(_named(task))


def _order(batch: Batch, task: dict[str, Any], model: Model, strike: Strike) -> Order:
    """The order in a task whose fields are right. Raises Refuse for media and elements that do not exist."""
    media = media_of(batch.sandbox, batch.account, task, batch.base)
    scenes = film_of(task, model, media)
    return Order(
        account=batch.account,
        model=model.name,
        scenes=scenes,
        price=model.price(seconds=scenes.seconds, with_sound=kling(task).get("sound", False)),
        unit="USD",
        asked={name: task[name] for name in _TOLD_AGAIN if name in task},
        base=batch.base,
        digest=batch.digest,
        results=task.get("numberResults", 1),
        client_id=task["taskUUID"].lower(),
        hook=task.get("webhookURL"),
        upload=task.get("uploadEndpoint"),
        link_seconds=float(min(task.get("ttl", DAY), 1e12)),
        strike=strike,
    )


async def _poll(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    """Where a task stands; an unknown one looks like one that waits. Source: notes 1.5."""
    now = batch.sandbox.now()
    found = batch.sandbox.task(batch.account, task["taskUUID"].lower())
    if found is None or found.is_queued(now):
        return
    for result in found.results:
        if result.failure and result.has_ended(now) and not _as_item(found):
            batch.errors.append(failure_of(found, result.failure))
        else:
            batch.data.append(item_of(found, result, now))


def _as_item(task: Task) -> bool:
    """Whether its failures stand in `data`, as they may."""
    failed = task.misfortune("failed")
    return bool(failed and failed["as_item"])


def item_of(task: Task, result: Result, now: float) -> dict[str, Any]:
    """One result as `data` has it. Source: notes 1.5."""
    item: dict[str, Any] = dict(_named(task.order.asked))
    if task.order.results > 1:
        item["resultIndex"] = result.index
    if not result.has_ended(now):
        return {**item, "status": "processing", "progress": task.progress(result, now)}
    if result.failure:
        return {**item, "status": "error", "error": {"code": result.failure.code, "message": result.failure.message}}
    item |= {"status": "success", "videoUUID": result.id, "videoURL": link_of(task, result), "seed": result.seed}
    if task.order.asked.get("includeCost"):
        item["cost"] = task.order.price
    if task.order.asked.get("safety", {}).get("checkContent"):
        item["NSFWContent"] = False
    return item


def failure_of(task: Task, failure: Failure) -> dict[str, Any]:
    """A failed result as `errors` has it."""
    return Refusal(200, failure.code, failure.message).as_json(_named(task.order.asked))


def link_of(task: Task, result: Result) -> str:
    """Where the video lies; whether it still does is the file's own affair."""
    return f"{task.order.base}/files/{result.id}.{task.order.scenes.container}"


def _webhook(task: Task, result: Result) -> dict[str, Any]:
    """One call for each result, wrapped as an answer is. Source: the seeds, webhookURL; notes 1.6."""
    if result.failure:
        return {"errors": [failure_of(task, result.failure)]}
    return {"data": [item_of(task, result, NEVER)]}


WEBHOOKS = Teller(_webhook, tries_again=True)


async def _upload(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    batch.data.append({**_named(task), **uploaded(batch.sandbox, batch.account, task, batch.base)})


async def _account(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    sandbox, account = batch.sandbox, batch.account
    sandbox.now()
    lines = list(sandbox.ledger.of(account))
    usage = {"credits": sum((line.charged for line in lines), start=Decimal(0)), "requests": len(lines)}
    batch.data.append(
        {
            **_named(task),
            "operation": "getDetails",
            "organizationName": "Sandbox",
            "organizationUUID": str(uuid.uuid5(uuid.NAMESPACE_OID, f"runware:{account.shown}")),
            "balance": sandbox.ledger.balance(account, "USD"),
            "team": [],
            "apiKeys": [],
            "usage": dict.fromkeys(("total", "today", "last7Days", "last30Days"), usage),
        }
    )


async def _ping(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    batch.data.append({"pong": True})


async def _authentication(batch: Batch, task: dict[str, Any], strike: Strike) -> None:
    if task["apiKey"] != batch.account.key:
        raise Refuse(errors.NO_KEY)
    session = task.get("connectionSessionUUID") or str(uuid.uuid4())
    batch.data.append({"taskType": "authentication", "connectionSessionUUID": session})


def _named(task: Mapping[str, Any]) -> dict[str, Any]:
    return {"taskType": task["taskType"], "taskUUID": task["taskUUID"]}


Doing = Callable[[Batch, dict[str, Any], Strike], Awaitable[None]]

_DOING: Mapping[str, Doing] = {
    "videoInference": _video,
    "getResponse": _poll,
    "imageUpload": _upload,
    "mediaStorage": _upload,
    "accountManagement": _account,
    "ping": _ping,
    "authentication": _authentication,
}

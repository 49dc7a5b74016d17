"""What the polling bench asks about: tasks that the stand-ins know, and the rows of a workspace that ordered them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import httpx
from django.utils import timezone

from storyboard.ids import new_token
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.account_editing import add_account
from storyboard.studio.following import refresh_accounts
from storyboard.studio.models import ProviderAccount
from storyboard.studio.people import first_workspace, owner_of
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.polling import PACE, SLOWEST_SECONDS
from storyboard.takes.states import GenerationState, TakeState

MODELS = {"runware": "runware/kling-3.0-4k", "highway": "highway/kling-3.0-4k", "crun": "crun/kling-3.0-4k"}
CREATES = {"highway": "/v3/async/kling-v3.0-4k-t2v", "crun": "/api/v1/client/job/CreateTask"}
AT_ONCE = 500
SHARED = ("spec", "shots", "request", "final_request")
PROMPT = (
    "Medium, tracking left beside the caravan. The Guide walks ahead of the lead beast, indigo layers pulled back "
    "by a warm wind; salt dust curls up at every step. The mirror mask catches the far lava seams."
)
OLDEST_SECONDS = 17 * 60


@dataclass(frozen=True)
class InFlight:
    """One generation under way: its account's key, what its provider calls it, its project and its take."""

    key: str
    task: str
    project: str
    take: str


def keys_of(provider: str, count: int) -> list[str]:
    """The keys of a provider's accounts; the first is the environment's."""
    return [f"bench-{provider}-{number}-{'k' * 20}" for number in range(count)]


def fill(base: str, counts: dict[str, int], accounts: int, projects: int) -> list[InFlight]:
    """So many generations by provider, spread over projects and over the last twenty minutes."""
    refresh_accounts()
    workspace = first_workspace()
    owner = owner_of(workspace)
    for number, key in enumerate(keys_of("runware", accounts)[1:], 2):
        add_account(workspace, owner, "runware", key=key, name=f"Runware {number}", url=f"{base}/v1")
    shots = [NewShot(5, f"Shot {number}", PROMPT) for number in range(3)]
    pattern, *boards = [make_project(workspace, owner, f"Board {number}", shots) for number in range(projects + 1)]
    frozen = _frozen(pattern, owner)
    found: list[InFlight] = []
    for provider, count in counts.items():
        rows = list(ProviderAccount.objects.filter(provider=provider).order_by("created_at"))
        keys = keys_of(provider, len(rows))
        given = {"model": MODELS[provider], **frozen}
        for place, (account, key) in enumerate(zip(rows, keys, strict=True)):
            share = count // len(rows) + (place < count % len(rows))
            tasks = _tasks(base, provider, key, share)
            found += _rows(boards, account, key, tasks, given)
    return found


def _frozen(project: Project, owner: Any) -> dict[str, Any]:
    """What a real order writes, of an order that is taken back at once."""
    generation = place_order(project, owner, Wish(MODELS["runware"], new_token(), 1)).generations.get()
    generation.final_request = generation.request
    frozen = {name: getattr(generation, name) for name in SHARED}
    Generation.objects.filter(pk=generation.pk).update(state=GenerationState.CANCELLED, due_at=None)
    generation.takes.update(state=TakeState.CANCELLED)
    return frozen


def _tasks(base: str, provider: str, key: str, count: int) -> list[str]:
    """Creates so many tasks at the stand-in; its names for them."""
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
        if provider != "runware":
            return [_created(client, provider, key) for _one in range(count)]
        names = [str(uuid.uuid4()) for _one in range(count)]
        for start in range(0, count, AT_ONCE):
            tasks = [_runware_task(name) for name in names[start : start + AT_ONCE]]
            answer = client.post("/v1", json=tasks, headers={"Authorization": f"Bearer {key}"}).json()
            assert "errors" not in answer, answer["errors"][0]
        return names


def _created(client: httpx.Client, provider: str, key: str) -> str:
    bodies: dict[str, Any] = {
        "highway": {"prompt": PROMPT, "duration": 15},
        "crun": {"model": "kling/v3", "input": {"multi_shots": False, "prompt": PROMPT, "duration": 15, "mode": "4K"}},
    }
    headers = {"x-api-key": key, "Authorization": f"Bearer {key}"}
    value = client.post(CREATES[provider], json=bodies[provider], headers=headers).json()
    return str((value.get("data") or value)["task_id"])


def _runware_task(name: str) -> dict[str, Any]:
    size = {"width": 3840, "height": 2160, "duration": 15}
    about = {"taskType": "videoInference", "taskUUID": name, "model": "klingai:kling-video@3-4k"}
    return {**about, "positivePrompt": PROMPT, "includeCost": True, **size}


def _rows(
    boards: Sequence[Project], account: ProviderAccount, key: str, tasks: Sequence[str], frozen: dict[str, Any]
) -> list[InFlight]:
    dice, now = Random(account.name), timezone.now()
    orders, generations, takes = [], [], []
    for number, task in enumerate(tasks):
        project = boards[number % len(boards)]
        project.last_take += 1
        age = dice.uniform(0, OLDEST_SECONDS)
        pace = next((pace for until, pace in PACE if age < until.total_seconds()), SLOWEST_SECONDS)
        orders.append(Order(project=project, model=frozen["model"], board_version=1, token=new_token()))
        generations.append(
            Generation(
                order=orders[-1],
                project=project,
                account=account,
                state=GenerationState.RUNNING,
                client_id=str(uuid.uuid4()),
                provider_task=task,
                submitted_at=now - timedelta(seconds=age),
                due_at=now + timedelta(seconds=dice.uniform(0, pace)),
                **frozen,
            )
        )
        given = {"number": project.last_take, "state": TakeState.RUNNING, "started_at": now}
        takes.append(Take(project=project, generation=generations[-1], **given))
    Order.objects.bulk_create(orders, batch_size=500)
    Generation.objects.bulk_create(generations, batch_size=500)
    Take.objects.bulk_create(takes, batch_size=500)
    Project.objects.bulk_update(boards, ["last_take"])
    return [InFlight(key, task, take.project_id, take.pk) for task, take in zip(tasks, takes, strict=True)]

"""Whom a generation speaks to: the provider through an account of the workspace, or its stand-in in a rehearsal."""

from dataclasses import dataclass

from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS, Client
from storyboard.providers.http import Door
from storyboard.providers.kinds import KINDS
from storyboard.providers.sheets import ANIMATIC
from storyboard.sandbox.transport import SandboxTransport
from storyboard.sandbox.world import Sandbox
from storyboard.studio.models import ProviderAccount
from storyboard.studio.outside import door
from storyboard.studio.sealing import key_of
from storyboard.takes.models import Generation

REHEARSAL = "rehearsal:"


def is_rehearsal(model: str) -> bool:
    """Whether an order of that model costs play money and reaches nobody."""
    return model.startswith(REHEARSAL)


def is_made_here(model: str) -> bool:
    """Whether no provider has a part in it."""
    return model == ANIMATIC.model


def model_of(model: str) -> str:
    """The model itself, which a rehearsal stands in for."""
    return model.removeprefix(REHEARSAL)


def kind_of(model: str) -> str:
    """The name of the provider of a model, also of a rehearsal's."""
    return model_of(model).partition("/")[0]


@dataclass(frozen=True)
class Ear:
    """Who listens: the door to go through, the address and key there, and the client that knows the words."""

    door: Door
    access: Access
    client: Client


_stage: list[Sandbox] = []


def rehearse_with(sandbox: Sandbox | None) -> None:
    """Has these stand-ins answer the rehearsals of this process; None makes others when they are needed."""
    _stage[:] = [sandbox] if sandbox else []


def _rehearsal_door() -> Door:
    if not _stage:
        _stage.append(Sandbox())
    return Door(instead=SandboxTransport(_stage[0]))


def ear_of(generation: Generation) -> Ear:
    """Whom this generation speaks to; its account must be loaded with it. Raises Unreadable."""
    workspace = "" if generation.account else generation.project.workspace_id
    return ear_at(kind_of(generation.model), generation.account, workspace)


def ear_at(kind: str, account: ProviderAccount | None, workspace: str = "") -> Ear:
    """A provider through an account, or without one its stand-in for rehearsals of a workspace. Raises Unreadable."""
    if account is None:
        return Ear(_rehearsal_door(), Access(kind, KINDS[kind].url, f"rehearsal-{workspace}"), CLIENTS[kind])
    return Ear(door(), Access(kind, account.url.rstrip("/"), key_of(account)), CLIENTS[kind])

"""The addresses that a provider is given for one generation, and what a call there does: it wakes the question.

A call is never believed: the provider's own answer is the truth. It may come several times, in any order, and before
the create was answered. A token is the generation's id under a signature of ours, so that none can be made up.
"""

import logging

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from storyboard.assets import bucket
from storyboard.limiting import too_many
from storyboard.providers.clients import CLIENTS
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance, change_take
from storyboard.takes.speaking import is_rehearsal, kind_of
from storyboard.takes.states import OPEN_GENERATIONS, Event, GenerationState, TakeState
from storyboard.work.waking import wake_workers

logger = logging.getLogger(__name__)

MOST_WRONG_A_MINUTE = 30
# After a day without an answer a person decides; a file may come until well after that.
UPLOAD_SECONDS = 48 * 3600


def hook_address(generation: Generation) -> str | None:
    """Where the provider calls when a result is done; None where it cannot reach this server."""
    return _address("hook", generation)


def upload_address(generation: Generation) -> str | None:
    """Where the provider may put the file of the one result: straight in the object storage if it can, else on this
    server; None where it reaches neither."""
    return _straight(generation) or _address("hook_file", generation)


def _straight(generation: Generation) -> str | None:
    if generation.account is None:
        return None
    try:
        return bucket.incoming_address(generation.pk, generation.account.url, UPLOAD_SECONDS)
    except OSError as error:
        logger.warning("No address in the object storage: %s", error)
        return None


def _address(name: str, generation: Generation) -> str | None:
    public = settings.ENVIRONMENT.public_url
    if not public or is_rehearsal(generation.model):
        return None
    return public.rstrip("/") + reverse(name, args=[kind_of(generation.model), token_of(generation.pk)])


def _signer() -> Signer:
    return Signer(salt="storyboard.hook", sep=".")


def token_of(generation_id: str) -> str:
    """The token of a generation's addresses."""
    return _signer().sign(generation_id)


def is_signed(token: str) -> bool:
    """Whether a token is one of ours, without a look at any row."""
    try:
        _signer().unsign(token)
    except BadSignature:
        return False
    return True


def generation_of(kind: str, token: str) -> Generation | None:
    """The generation that a token was made for; None for any other token, and for another provider's address."""
    if not is_signed(token):
        return None
    found = Generation.objects.filter(pk=_signer().unsign(token)).first()
    return found if found and kind_of(found.model) == kind else None


def count_wrong(address: str) -> bool:
    """Counts a wrong token from an internet address; whether there were too many within a minute."""
    return too_many(f"wrong-hooks:{address}", MOST_WRONG_A_MINUTE, 60)


def wake(generation: Generation, body: bytes) -> None:
    """Has the provider asked at once. Of one whose fate was not known it is asked as soon as a call names its task."""
    if generation.state == GenerationState.UNCONFIRMED:
        _follow_up(generation, CLIENTS[kind_of(generation.model)].task_of_hook(body))
        return
    now, open_one = timezone.now(), Generation.objects.filter(pk=generation.pk, state__in=OPEN_GENERATIONS)
    open_one.update(woken_at=now)
    if open_one.filter(state=GenerationState.RUNNING, lease="").update(due_at=now):
        wake_workers()


def _follow_up(generation: Generation, task: str | None) -> None:
    """A provider that calls has taken it, so that it can be asked about."""
    if task and generation.provider_task in ("", task) and not belongs_to_another(generation, task):
        follow(generation, task)


def follow(generation: Generation, task: str) -> bool:
    """Has one that nobody knew the fate of asked about under that task; False where it went on meanwhile."""
    with transaction.atomic():
        rows = Generation.objects.select_for_update().filter(pk=generation.pk, state=GenerationState.UNCONFIRMED)
        found, now = rows.first(), timezone.now()
        if found is None:
            return False
        advance(found, Event.CALLED, provider_task=task, woken_at=now, failure="")
        for take in found.takes.filter(state=TakeState.UNCONFIRMED):
            change_take(take, state=TakeState.RUNNING, failure="", started_at=take.started_at or now)
        transaction.on_commit(wake_workers, robust=True)
    return True


def belongs_to_another(generation: Generation, task: str) -> bool:
    """Whether another generation of the account has that task at the provider."""
    others = Generation.objects.filter(account=generation.account_id, provider_task=task)
    return others.exclude(pk=generation.pk).exists()

"""The create: sent once. What is sent was committed before, with the state that says so.

A generation that a later claim finds in this state may have been sent by a worker that died. A provider that knows
creates by the client's id is asked whether it knows it; where it cannot say, a person decides.
"""

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.providers.answers import Accepted, Refused, Submitted
from storyboard.providers.errors import Reason
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance, change_open_takes, fenced
from storyboard.takes.polling import first_ask
from storyboard.takes.remembering import forget_all_in, remember_element
from storyboard.takes.sentences import refusal, unsure
from storyboard.takes.speaking import Ear
from storyboard.takes.states import Event, TakeState


async def submit(generation: Generation, ear: Ear) -> None:
    """Sends the create, whose bytes and state are committed, and writes what came of it."""
    outcome = await ear.client.submit(ear.door, ear.access, generation.final_request.encode())
    await database_sync_to_async(write)(generation, outcome)


async def settle_doubt(generation: Generation) -> None:
    """For one that was found here: whether it was sent is not known, and it is not sent again."""
    await database_sync_to_async(doubt)(generation, "")


def write(claimed: Generation, outcome: Submitted) -> None:
    """Writes what came of a create. Raises Lost."""
    if isinstance(outcome, Accepted):
        accept(claimed, outcome.provider_task)
    elif isinstance(outcome, Refused):
        refuse(claimed, outcome)
    else:
        doubt(claimed, outcome.reason)


def accept(claimed: Generation, provider_task: str) -> None:
    """The provider has it."""
    now = timezone.now()
    with fenced(claimed) as generation:
        advance(generation, Event.ACCEPTED, provider_task=provider_task, due_at=first_ask(generation, now))
        change_open_takes(generation, TakeState.RUNNING, started_at=now)
        if generation.account:
            for element in generation.elements.all():
                remember_element(generation.account, element.element_id, element.revision, now)


def refuse(claimed: Generation, refused: Refused) -> None:
    """The provider did not take it, so that it costs nothing."""
    sentence = refusal(refused)
    with fenced(claimed) as generation:
        failed = {"failure": sentence, "failure_code": refused.code[:60], "settled": 0, "finished_at": timezone.now()}
        advance(generation, Event.REFUSED, **failed)
        if generation.account and refused.kind is Reason.NOT_FOUND:
            forget_all_in(generation.account, generation.final_request)
        change_open_takes(generation, TakeState.FAILED, failure=sentence)


def doubt(claimed: Generation, reason: str) -> None:
    """Sent, and the answer is lost: a person decides. It is never sent again by itself."""
    sentence = unsure(reason)
    with fenced(claimed) as generation:
        advance(generation, Event.ANSWER_LOST, failure=sentence)
        change_open_takes(generation, TakeState.UNCONFIRMED, failure=sentence)

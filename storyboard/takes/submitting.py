"""The create: sent once. What is sent was committed before, with the state that says so.

Where the answer is lost, or a later claim finds a generation in this state, nobody knows whether it was taken. A
provider that knows creates by the client's own id is asked; where it knows nothing of it, the very same bytes are sent
again, which is the same order there and charged once. At all others a person decides, and nothing is sent again.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from channels.db import database_sync_to_async
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from storyboard.providers.answers import Accepted, Answer, Refused, State, Submitted, Unsure
from storyboard.providers.errors import AskAgain, ProviderError, Reason
from storyboard.studio.account_editing import pause_by_itself
from storyboard.studio.sealing import Unreadable
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance, change_open_takes, fenced, redraw_open_takes
from storyboard.takes.polling import first_ask
from storyboard.takes.reaching import STOPS_THE_ACCOUNT, note_answer, note_silence, reached
from storyboard.takes.remembering import forget_all_in, remember_element
from storyboard.takes.sentences import in_doubt, not_reached, pause_reason, refusal, unsure
from storyboard.takes.speaking import Ear, ear_of
from storyboard.takes.states import Event, TakeState

logger = logging.getLogger(__name__)

# When to look again after each doubt.
DOUBT_PAUSES = (2, 5, 15, 30)
# When to try again where the provider could not be reached.
REACH_AGAIN_SECONDS = 15
# How long a worker that is stopped waits for the answer to a create: each that is cut off is a doubt.
LAST_WORD_SECONDS = 5
WRITE_AGAIN_SECONDS = 0.5
# How long after the first time the same bytes may be sent again: a create is known for as long as it lives, and how
# long that is after its end is not documented. The shortest takes minutes.
SAME_ORDER_FOR = timedelta(minutes=5)


async def submit(generation: Generation, ear: Ear) -> None:
    """Sends the create, whose bytes and state are committed, and writes what came of it. Cancelled meanwhile, it still
    waits a few seconds for the answer."""
    sending = asyncio.create_task(_send(generation, ear))
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        await asyncio.wait([sending], timeout=LAST_WORD_SECONDS)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        raise


async def _send(generation: Generation, ear: Ear) -> None:
    outcome = await ear.client.submit(ear.door, ear.access, generation.final_request.encode())
    await _written(generation, outcome, knows_creates=ear.client.KNOWS_CREATES)


async def _written(generation: Generation, outcome: Submitted, *, knows_creates: bool) -> None:
    """Writes what came of a create, however long the database takes: what is known now would be a doubt later. Raises
    Lost."""
    while True:
        try:
            await database_sync_to_async(write)(generation, outcome, knows_creates=knows_creates)
        except (OperationalError, InterfaceError) as error:
            logger.warning("What became of %s could not be written yet and is tried again: %s", generation.pk, error)
            await asyncio.sleep(WRITE_AGAIN_SECONDS)
        else:
            return


async def settle_doubt(generation: Generation) -> None:
    """For one that was found here: whether it was sent is not known."""
    try:
        ear: Ear = await database_sync_to_async(ear_of)(generation)
        answer = await _asked(generation, ear) if ear.client.KNOWS_CREATES else None
    except Unreadable:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)
    except ProviderError as error:
        await database_sync_to_async(doubt)(generation, error.message, may_ask=isinstance(error, AskAgain))
    else:
        await _settle(generation, ear, answer)


async def _settle(generation: Generation, ear: Ear, answer: Answer | None) -> None:
    """By what the provider says of it; None where it cannot be asked."""
    if answer is None:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)
        return
    if answer.state is not State.MISSING:
        await database_sync_to_async(accept)(generation, generation.client_id)
    elif _is_same_order_yet(generation):
        await _send_again(generation, ear)
    else:
        await database_sync_to_async(doubt)(generation, "", may_ask=False)


def _is_same_order_yet(generation: Generation) -> bool:
    """Not where it was sent in the future: the clock was set back since, and nobody knows how long ago that was."""
    age = timezone.now() - (generation.submitted_at or timezone.now())
    return generation.submitted_at is not None and timedelta(0) <= age < SAME_ORDER_FOR


async def _asked(generation: Generation, ear: Ear) -> Answer:
    task = generation.client_id
    question = ear.client.ask(ear.door, ear.access, [task], {task: generation.wanted})
    answers = await reached(generation.account, question)
    return answers.get(task) or Answer(State.MISSING)


async def _send_again(generation: Generation, ear: Ear) -> None:
    """The same bytes under the same id. A refusal now says nothing of the first time."""
    outcome = await ear.client.submit(ear.door, ear.access, generation.final_request.encode())
    outcome = Unsure(outcome.message or outcome.code) if isinstance(outcome, Refused) else outcome
    await _written(generation, outcome, knows_creates=True)


def write(claimed: Generation, outcome: Submitted, *, knows_creates: bool) -> None:
    """Writes what came of a create. Raises Lost."""
    if isinstance(outcome, Accepted):
        accept(claimed, outcome.provider_task)
    elif isinstance(outcome, Refused) and outcome.kind is Reason.UNREACHED:
        wait_for_provider(claimed)
    elif isinstance(outcome, Refused):
        refuse(claimed, outcome)
    else:
        doubt(claimed, outcome.reason, may_ask=knows_creates)


def accept(claimed: Generation, provider_task: str) -> None:
    """The provider has it."""
    now = timezone.now()
    with fenced(claimed) as generation:
        due = first_ask(generation, now)
        advance(generation, Event.ACCEPTED, provider_task=provider_task, due_at=due, failure="")
        change_open_takes(generation, TakeState.RUNNING, started_at=now)
        if generation.account:
            note_answer(generation.account)
            for element in generation.elements.all():
                remember_element(generation.account, element.element_id, element.revision, now)


def wait_for_provider(claimed: Generation) -> None:
    """Not one byte left, so that it goes out another time, as if it had never been tried."""
    with fenced(claimed) as generation:
        due = timezone.now() + timedelta(seconds=REACH_AGAIN_SECONDS)
        advance(generation, Event.NOT_SENT, due_at=due, failure=not_reached())
        if generation.account:
            note_silence(generation.account)
        redraw_open_takes(generation)


def refuse(claimed: Generation, refused: Refused) -> None:
    """The provider did not take it, so that it costs nothing."""
    sentence = refusal(refused)
    with fenced(claimed) as generation:
        failed = {"failure": sentence, "failure_code": refused.code[:60], "settled": 0, "finished_at": timezone.now()}
        advance(generation, Event.REFUSED, **failed)
        if generation.account and refused.kind is Reason.NOT_FOUND:
            forget_all_in(generation.account, generation.final_request)
        if generation.account and refused.kind in STOPS_THE_ACCOUNT:
            pause_by_itself(generation.account, pause_reason(refused.kind))
        change_open_takes(generation, TakeState.FAILED, failure=sentence)


def doubt(claimed: Generation, reason: str, *, may_ask: bool) -> None:
    """Whether it was taken is not known: the provider is asked a few times where it can be, and then a person."""
    with fenced(claimed) as generation:
        if may_ask and generation.attempts < len(DOUBT_PAUSES):
            due = _later(generation.attempts)
            advance(generation, Event.DOUBTED, attempts=generation.attempts + 1, due_at=due, failure=in_doubt(reason))
            return
        sentence = unsure(reason)
        advance(generation, Event.ANSWER_LOST, failure=sentence)
        change_open_takes(generation, TakeState.UNCONFIRMED, failure=sentence)


def _later(attempts: int) -> datetime:
    return timezone.now() + timedelta(seconds=DOUBT_PAUSES[attempts])

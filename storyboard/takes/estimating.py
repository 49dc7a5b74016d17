"""Asking a provider what an order would cost, before anybody confirms it. Nothing is ordered by that and nothing paid;
files that the request needs are given to the provider, as they would be for the order.
"""

import uuid
from decimal import Decimal

from asgiref.sync import async_to_sync

from storyboard.projects.models import Project
from storyboard.providers.errors import ProviderError
from storyboard.providers.requests import Request
from storyboard.studio.models import ProviderAccount
from storyboard.studio.sealing import Unreadable
from storyboard.takes.models import Generation
from storyboard.takes.preparing import Unprepared, final_request
from storyboard.takes.quotes import keep_quote
from storyboard.takes.sentences import key_gone, no_estimate
from storyboard.takes.speaking import ear_of


class NotEstimated(Exception):
    """There is no answer; the text is the sentence to show."""


def estimate(project: Project, model: str, account: ProviderAccount, request: Request) -> None:
    """Asks, and keeps the answer as a quote. Raises NotEstimated."""
    unsent = Generation(
        project=project, model=model, account=account, request=request.body.decode(), client_id=str(uuid.uuid4())
    )
    try:
        amount = async_to_sync(_ask)(unsent, request.path)
    except Unreadable:
        raise NotEstimated(key_gone()) from None
    except Unprepared as error:
        raise NotEstimated(str(error)) from error
    except ProviderError as error:
        raise NotEstimated(no_estimate(error.message)) from error
    if amount is None:
        raise NotEstimated(no_estimate(""))
    keep_quote(account, request, amount)


async def _ask(unsent: Generation, path: str) -> Decimal | None:
    ear = ear_of(unsent)
    body = await final_request(unsent, ear, called_back=False)
    return await ear.client.estimate(ear.door, ear.access, body.encode(), path)

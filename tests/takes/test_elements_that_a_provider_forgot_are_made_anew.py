"""What is ordered again names its elements as the provider knows them then, not as it knew them the first time."""

import json
from typing import Any

import pytest
from django.utils import timezone

from storyboard.assets.models import Asset
from storyboard.projects.casting import add_element
from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.providers.answers import Refused
from storyboard.providers.errors import Reason
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation
from storyboard.takes.offering import offer_again
from storyboard.takes.ordering import Confirmed, Wish, place_order, repeat
from storyboard.takes.remembering import remember_element
from storyboard.takes.states import GenerationState
from storyboard.takes.submitting import refuse
from tests.conftest import People
from tests.elements.making import element, file
from tests.studio.accounts import account as account_at

pytestmark = pytest.mark.both
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return account_at(people, "runware")


@pytest.fixture
def ordered(people: People, project: Project, account: ProviderAccount) -> Generation:
    """An order of a board with an element that the provider keeps already."""
    guide = element(people.lino, people.workspace, "Guide", ["front", "side"])
    edit(project.pk, people.alice, choose("model", MODEL))
    edit(project.pk, people.alice, add_element(guide.pk))
    Project.objects.update(first_frame=file(people.workspace, "frame"))
    Asset.objects.update(width=1920, height=1080)
    guide.refresh_from_db()
    remember_element(account, guide.pk, guide.revision, timezone.now())
    return place_order(project, people.alice, Wish(MODEL, "first", account=account.pk)).generations.get()


def elements_in(request: str) -> list[dict[str, Any]]:
    """As the request names them."""
    (task,) = json.loads(request)
    found: list[dict[str, Any]] = task["inputs"]["elements"]
    return found


def test_one_that_is_forgotten_is_sent_whole(people: People, ordered: Generation) -> None:
    (known,) = elements_in(ordered.request)
    assert list(known) == ["id"]
    sent = {"final_request": ordered.request, "lease": "mine"}
    Generation.objects.update(state=GenerationState.SUBMITTING, **sent)
    ordered.refresh_from_db()
    refuse(ordered, Refused("elementNotFound", "No such element.", Reason.NOT_FOUND))
    ordered.refresh_from_db()
    offer = offer_again(ordered)
    confirmed = Confirmed(offer.request.sha256, offer.price.amount if offer.price else None, unpriced=True)
    again = repeat(ordered, people.alice, confirmed, GenerationState.FAILED).generations.get()
    (whole,) = elements_in(again.request)
    assert whole["id"] == known["id"]
    assert len(whole) > 1
    assert again.order.request_sha256 == offer.request.sha256 != ordered.order.request_sha256


def test_one_that_is_still_known_is_the_same_request(ordered: Generation) -> None:
    assert offer_again(ordered).request.body.decode() == ordered.request


def test_a_request_without_elements_is_the_frozen_one_to_the_byte(people: People, project: Project) -> None:
    generation = place_order(project, people.alice, Wish(f"rehearsal:{MODEL}", "plain")).generations.get()
    generation.request = generation.request.replace("  ", "   ")  # as an earlier release may have written it
    assert offer_again(generation).request.body.decode() == generation.request

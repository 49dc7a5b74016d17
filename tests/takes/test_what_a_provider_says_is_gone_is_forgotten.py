"""A refusal that says something is not found has the next order give its files and elements anew."""

from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.providers.answers import Refused
from storyboard.providers.errors import Reason
from storyboard.studio.account_editing import add_account
from storyboard.takes.models import Generation, KeptKind
from storyboard.takes.remembering import recall, remember
from storyboard.takes.states import GenerationState
from storyboard.takes.submitting import refuse
from tests.conftest import People
from tests.takes.making import ordered


def submitting(people: People, project: Project) -> Generation:
    account = add_account(people.workspace, people.olga, "runware", key="k" * 30)
    for sha256 in ("a" * 64, "b" * 64):
        remember(account, sha256, KeptKind.IMAGE, f"id-{sha256[0]}", timezone.now())
    generation = ordered(project, people.alice).generation
    state = {"state": GenerationState.SUBMITTING, "final_request": '["id-a"]', "lease": "mine", "account": account}
    Generation.objects.filter(pk=generation.pk).update(**state)
    generation.refresh_from_db()
    return generation


def known(generation: Generation) -> list[bool]:
    assert generation.account
    return [recall(generation.account, letter * 64, timezone.now()) is not None for letter in "ab"]


def test_not_found_forgets_what_the_request_named(people: People, project: Project) -> None:
    generation = submitting(people, project)
    refuse(generation, Refused("imageNotFound", "Not found.", Reason.NOT_FOUND))
    assert known(generation) == [False, True]


def test_another_refusal_forgets_nothing(people: People, project: Project) -> None:
    generation = submitting(people, project)
    refuse(generation, Refused("insufficientCredits", "No credit.", Reason.CREDIT))
    assert known(generation) == [True, True]

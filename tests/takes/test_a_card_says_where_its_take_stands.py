"""A take that is worked on says its stage, since when, and the provider's figure or what past runs let expect."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from storyboard.ids import new_token
from storyboard.projects.models import Project
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import ProviderAccount
from storyboard.takes.cards import draw_take
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.showing import standings_of
from storyboard.takes.standing import Stage, Standing
from storyboard.takes.viewing import TakeView
from tests.conftest import People

pytestmark = pytest.mark.both
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return add_account(people.workspace, people.olga, "runware", key="k" * 30)


def ordered(project: Project, people: People) -> Take:
    order = place_order(project, people.alice, Wish(MODEL, new_token()))
    return Take.objects.get(generation__order=order)


def brought(take: Take, state: str, take_state: str = "waiting", sent: datetime | None = None, **fields: Any) -> Take:
    """The take as it is loaded for a card, brought to these states."""
    Generation.objects.filter(pk=take.generation_id).update(state=state, submitted_at=sent)
    Take.objects.filter(pk=take.pk).update(state=take_state, **fields)
    return Take.objects.select_related("generation__project", "generation__order", "asset").get(pk=take.pk)


def standing_of(take: Take) -> Standing:
    return standings_of([take])[take.pk]


def ran(take: Take, seconds: float) -> None:
    """Makes its generation a past run that took so long."""
    now = timezone.now()
    sent = now - timedelta(seconds=seconds)
    Generation.objects.filter(pk=take.generation_id).update(state="done", submitted_at=sent, finished_at=now)
    Take.objects.filter(pk=take.pk).update(state="ready")


@pytest.mark.parametrize(
    ("state", "take_state", "fields", "stage"),
    [
        ("held", "waiting", {}, Stage.HELD),
        ("queued", "waiting", {}, Stage.QUEUED),
        ("preparing", "waiting", {}, Stage.PREPARING),
        ("submitting", "waiting", {}, Stage.SENDING),
        ("running", "running", {}, Stage.RENDERING),
        ("running", "collecting", {"due_at": timezone.now()}, Stage.SAVING),
        ("collecting", "collecting", {"due_at": timezone.now()}, Stage.SAVING),
        ("collecting", "collecting", {"due_at": None}, Stage.CHECKING),
        ("collecting", "collecting", {"due_at": None, "stuck": True}, Stage.STUCK),
    ],
)
def test_every_stage_has_its_word(
    people: People,
    project: Project,
    account: ProviderAccount,
    state: str,
    take_state: str,
    fields: dict[str, Any],
    stage: Stage,
) -> None:
    take = brought(ordered(project, people), state, take_state, **fields)
    assert standing_of(take).stage is stage
    card = draw_take(project.pk, take.pk)
    assert f'data-stage="{stage}"' in card
    assert str(stage.label) in card


def test_time_counts_from_the_order_and_then_from_the_create(
    people: People, project: Project, account: ProviderAccount
) -> None:
    take = ordered(project, people)
    Take.objects.filter(pk=take.pk).update(created_at=timezone.now() - timedelta(hours=1, seconds=5))
    assert standing_of(brought(take, "queued")).clock == "1:00:05"
    sent = timezone.now() - timedelta(seconds=161)
    assert standing_of(brought(take, "running", "running", sent)).clock == "2:41"


def test_the_figure_of_the_provider_goes_before_any_expectation(
    people: People, project: Project, account: ProviderAccount
) -> None:
    for _run in range(3):
        ran(ordered(project, people), 60)
    take = brought(ordered(project, people), "running", "running", timezone.now(), progress=64)
    assert (standing_of(take).percent, standing_of(take).is_expected) == (64, False)
    card = draw_take(project.pk, take.pk)
    assert 'value="64"' in card
    assert "progress--expected" not in card


def test_three_past_runs_of_that_length_let_expect_their_median(
    people: People, project: Project, account: ProviderAccount
) -> None:
    for seconds in (100, 180, 900):
        ran(ordered(project, people), seconds)
    take = brought(ordered(project, people), "running", "running", timezone.now() - timedelta(seconds=90))
    standing = standing_of(take)
    assert (standing.usual, standing.expected_percent, standing.late) == (180, 45, False)
    card = draw_take(project.pk, take.pk)
    assert "Usually 3 min here" in card
    assert "progress--expected" in card


def test_two_runs_or_runs_of_another_workspace_model_or_length_say_nothing(
    people: People, project: Project, account: ProviderAccount
) -> None:
    runs = [ordered(project, people) for _run in range(5)]
    for take in runs:
        ran(take, 60)
    Generation.objects.filter(pk=runs[2].generation_id).update(model="runware/kling-3.0-pro")
    Generation.objects.filter(pk=runs[3].generation_id).update(shots=[{"shot": "a", "seconds": 5}])
    Generation.objects.filter(pk=runs[4].generation_id).update(state="failed")
    take = brought(ordered(project, people), "running", "running", timezone.now())
    assert standing_of(take).usual is None
    card = draw_take(project.pk, take.pk)
    assert "Usually" not in card
    assert "value=" not in card


def test_an_expectation_never_reaches_the_end_and_then_says_it_takes_longer(
    people: People, project: Project, account: ProviderAccount
) -> None:
    for _run in range(3):
        ran(ordered(project, people), 180)
    take = brought(ordered(project, people), "running", "running", timezone.now() - timedelta(hours=2))
    standing = standing_of(take)
    assert (standing.expected_percent, standing.late) == (90, True)
    card = draw_take(project.pk, take.pk)
    assert "Longer than usual" in card
    assert "data-late>" in card


def test_without_past_runs_it_is_late_when_polling_says_so(
    people: People, project: Project, account: ProviderAccount
) -> None:
    take = ordered(project, people)
    minutes = [19, 21]
    sent = [timezone.now() - timedelta(minutes=each) for each in minutes]
    assert [standing_of(brought(take, "running", "running", each)).late for each in sent] == [False, True]


def test_what_has_ended_stands_nowhere(people: People, project: Project, account: ProviderAccount) -> None:
    take = brought(ordered(project, people), "failed", "failed")
    assert standings_of([take]) == {}
    assert TakeView(take).standing is None
    assert "data-stage" not in draw_take(project.pk, take.pk)

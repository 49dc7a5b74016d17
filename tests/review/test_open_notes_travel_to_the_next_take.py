"""What was said of a shot and is still open shows at the next take that has it, where the shot now is."""

from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from storyboard.review.models import Comment
from storyboard.review.places import Place, carried
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.making import act, film_of, say, take_of, thread

pytestmark = pytest.mark.both


def test_it_stands_where_the_shot_now_is(people: People, project: Project, take: Take, rita: Client) -> None:
    say(rita, take, "Globe.", first="87", frames="3")
    say(rita, take, "Whole.")
    say(rita, take, "Tram.", shot=take.generation.shots[1]["shot"])
    shot = project.shots.get(position=2)
    editing.edit(project.pk, people.alice, timing.move_shot(shot.pk, 0))
    second = take_of(project, people.alice, 2)
    found = [(view.comment.text, view.goes_to, view.place.frames) for view in thread(people.rita, second).comments]
    assert found == [("Tram.", 0, None), ("Globe.", 15, 3)]
    assert all(view.source and view.source.take == take for view in thread(people.rita, second).comments)


def test_what_is_done_or_deleted_or_of_a_shot_that_is_gone_stays(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    kite, tram, house = (shot["shot"] for shot in take.generation.shots)
    for text, shot in (("done", kite), ("gone", house), ("deleted", tram), ("open", tram)):
        say(rita, take, text, shot=shot)
    comments = {comment.text: comment.pk for comment in Comment.objects.all()}
    act(rita, project, comments["done"], "resolve")
    act(rita, project, comments["deleted"], "delete")
    editing.edit(project.pk, people.alice, timing.delete_shot(house))
    second = take_of(project, people.alice, 2)
    assert [view.comment.text for view in thread(people.rita, second).comments] == ["open"]
    act(rita, project, comments["open"], "resolve")
    assert thread(people.rita, second).comments == []


def test_a_rehearsal_hands_nothing_to_a_real_take(people: People, project: Project, rita: Client) -> None:
    first = take_of(project, people.alice, 1, rehearsal=True)
    say(rita, first, first="3")
    assert thread(people.rita, take_of(project, people.alice, 2)).comments == []
    assert len(thread(people.rita, take_of(project, people.alice, 3, rehearsal=True)).comments) == 1


rates = st.sampled_from([Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(30000, 1001)])
boards = st.lists(st.integers(1, 5), min_size=1, max_size=5)


@given(boards, boards, rates, rates, st.data())
def test_a_carried_place_is_within_its_shot(
    old: list[int], new: list[int], old_rate: Fraction, new_rate: Fraction, data: st.DataObject
) -> None:
    before, after = (
        film_of(round(sum(seconds) * rate), rate, {str(number): one for number, one in enumerate(seconds)})
        for seconds, rate in ((old, old_rate), (new, new_rate))
    )
    first = data.draw(st.integers(0, before.frames - 1))
    frames = data.draw(st.integers(1, before.frames - first))
    span = before.at(first)
    assert span
    place = carried(Place(span.shot, first, frames), before, after)
    there = after.shot(span.shot)
    if there is None:
        assert place is None
        return
    assert place is not None
    assert place.first is not None
    assert place.frames is not None
    assert there.first <= place.first
    assert place.first + place.frames <= there.first + there.frames
    if old == new and old_rate == new_rate and first + frames <= span.first + span.frames:
        assert place == Place(span.shot, first, frames)

"""A drawing is written, changed and deleted with its comment, and is always at a frame."""

import json

from django.test import Client

from storyboard.review.drawings import in_words
from storyboard.review.models import Comment
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.making import act, say, thread

ARROW = {"kind": "arrow", "colour": "yellow", "points": [[0.1, 0.2], [0.5, 0.5]], "width": "thick"}
BOX = {"kind": "box", "colour": "red", "points": [[0.0, 0.0], [1.0, 1.0]]}
WORDS = {"kind": "text", "colour": "white", "points": [[0.5, 0.5]], "text": "strap <b>"}


def test_a_drawing_alone_is_a_comment(rita: Client, take: Take, people: People) -> None:
    assert say(rita, take, "", first="40", frames="3", drawing=json.dumps([ARROW, WORDS])).status_code == 204
    (view,) = thread(people.alice, take).comments
    assert (view.comment.text, json.loads(view.drawing)) == ("", [ARROW, WORDS])
    assert view.drawn == "1 arrow, “strap <b>”"
    page = rita.get(f"/projects/{take.project_id}/takes/{take.number}/").text
    assert "strap &lt;b&gt;" in page
    assert "strap <b>" not in page


def test_a_drawing_needs_a_frame(rita: Client, take: Take) -> None:
    for place in ({}, {"shot": take.generation.shots[0]["shot"]}):
        refused = say(rita, take, "See.", drawing=json.dumps([BOX]), **place)
        assert refused.status_code == 422
        assert "A drawing belongs to a frame." in refused.text
    assert not Comment.objects.exists()
    say(rita, take, "Whole.")
    whole = Comment.objects.get()
    assert say(rita, take, "So.", parent=whole.pk, drawing=json.dumps([BOX])).status_code == 422
    assert act(rita, take.project, whole.pk, "edit", text="See.", drawing=json.dumps([BOX])).status_code == 422


def test_an_edit_changes_takes_away_or_leaves_the_drawing(rita: Client, take: Take) -> None:
    say(rita, take, "See.", first="40", drawing=json.dumps([ARROW]))
    comment = Comment.objects.get()
    act(rita, take.project, comment.pk, "edit", text="Look.")
    comment.refresh_from_db()
    assert (comment.text, comment.drawing) == ("Look.", [ARROW])
    act(rita, take.project, comment.pk, "edit", text="", drawing=json.dumps([BOX]))
    comment.refresh_from_db()
    assert (comment.text, comment.drawing) == ("", [BOX])
    assert act(rita, take.project, comment.pk, "edit", text="", drawing="").status_code == 422
    act(rita, take.project, comment.pk, "edit", text="Words.", drawing="")
    comment.refresh_from_db()
    assert comment.drawing == []


def test_a_deleted_comment_shows_no_drawing(rita: Client, take: Take) -> None:
    say(rita, take, "", first="40", drawing=json.dumps([ARROW]))
    act(rita, take.project, Comment.objects.get().pk, "delete")
    assert "data-drawing" not in rita.get(f"/projects/{take.project_id}/takes/{take.number}/").text


def test_a_drawing_is_told_in_words() -> None:
    assert in_words([BOX, ARROW, BOX, {**BOX, "kind": "pen"}, {**BOX, "kind": "ellipse"}, WORDS]) == (
        "1 line, 1 arrow, 2 boxes, 1 ellipse, “strap <b>”"
    )
    assert in_words([]) == ""

"""Drawings and files of comments on a shared take are a guest's as well; a guest draws, and sends no files."""

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review.models import Attachment, Comment
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.guesting import Guest, let_in, links_address, made
from tests.review.making import say, take_of

DRAWING = [{"kind": "box", "colour": "red", "points": [[0.1, 0.1], [0.4, 0.5]]}]


@pytest.fixture(autouse=True)
def nothing_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def guest(take: Take, rita: Client) -> Guest:
    guest = let_in(made(rita, links_address(take)))
    guest.name(take)
    return guest


def note() -> SimpleUploadedFile:
    return SimpleUploadedFile("notes.md", b"Warmer.")


def test_a_file_is_had_through_its_comment(
    people: People, project: Project, guest: Guest, take: Take, rita: Client
) -> None:
    other = take_of(project, people.alice, 2)
    for one in (take, other):
        say(rita, one, "See this.", file=[note()])
    place = {
        row.comment.take_id: f"comments/{row.comment_id}/files/{row.pk}/original" for row in Attachment.objects.all()
    }
    page = guest.open()
    assert f"{guest.address}{place[take.pk]}" in page.content.decode()
    found = guest.open(place[take.pk])
    assert (found.status_code, found["Content-Disposition"].split(";")[0]) == (200, "attachment")
    assert "sandbox" in found["Content-Security-Policy"]
    assert guest.open(place[other.pk]).status_code == 404
    assert Guest(guest.link).open(place[take.pk]).status_code == 404
    Comment.objects.get(take=take).attachments.all().delete()
    assert guest.open(place[take.pk]).status_code == 404


def test_a_guest_sends_none(guest: Guest, take: Take) -> None:
    assert guest.say(take, "See this.", file=[note()]).status_code == 204
    assert not Attachment.objects.exists()
    assert "data-attach" not in guest.open().content.decode()


def test_a_guest_draws_and_draws_anew(guest: Guest, take: Take) -> None:
    assert guest.say(take, "", first="3", drawing=json.dumps(DRAWING)).status_code == 204
    comment = Comment.objects.get()
    assert (comment.drawing, comment.guest_name) == (DRAWING, "Ann")
    other = [{**DRAWING[0], "colour": "blue"}]
    assert guest.act(comment.pk, "edit", drawing=json.dumps(other)).status_code == 204
    comment.refresh_from_db()
    assert comment.drawing == other

"""Files of comments: cleaned or refused in words, had by those who may see the comment, and gone with its words."""

import io
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.utils import timezone
from PIL import Image

from storyboard.assets.models import Asset
from storyboard.projects.models import Project
from storyboard.review import attaching
from storyboard.review.clearing import KIND
from storyboard.review.models import Attachment, Comment
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.work.models import OPEN_JOBS, Job, JobState
from tests.assets.working import work_all
from tests.conftest import People
from tests.review.making import act, address, say

ClientOf = Callable[[Person], Client]
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def jpeg(marker: str = "-") -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = marker
    Image.new("RGB", (640, 400), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def send(client: Client, take: Take, *files: tuple[str, bytes], text: str = "", **form: Any) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return say(client, take, text, file=uploads, **form)


def where(project: Project, attachment: Attachment, size: str = "original") -> str:
    return f"/projects/{project.pk}/comments/{attachment.comment_id}/files/{attachment.pk}/{size}"


def test_pictures_texts_and_pdfs_come_with_a_comment(rita: Client, take: Take) -> None:
    files = ("sky.jpg", jpeg("52.5200 13.4050")), ("notes.md", "Schön.\n".encode()), ("brief", PDF)
    assert send(rita, take, *files).status_code == 204
    comment = Comment.objects.get()
    kept = [(one.name, one.media_type) for one in comment.attachments.all()]
    assert kept == [("sky.jpg", "image/jpeg"), ("notes.md", "text/plain"), ("brief.pdf", "application/pdf")]
    assert Asset.objects.filter(name="sky.jpg").count() == 0  # no library shows it
    page = rita.get(address(take, "comments")).text
    assert all(name in page for name, _type in kept)


def test_only_pictures_are_shown_in_the_browser(rita: Client, take: Take) -> None:
    send(rita, take, ("sky.jpg", jpeg()), ("page.html", b"<html><script>alert(1)</script></html>"))
    picture, page = Attachment.objects.all()
    shown, saved = (rita.get(where(take.project, one)) for one in (picture, page))
    assert (shown["Content-Type"], shown["Content-Disposition"].partition(";")[0]) == ("image/jpeg", "inline")
    assert saved["Content-Type"] == "text/plain; charset=utf-8"
    assert saved["Content-Disposition"] == 'attachment; filename="page.html.txt"'
    for answer in (shown, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]


def test_the_worker_makes_a_small_picture(rita: Client, take: Take) -> None:
    send(rita, take, ("sky.jpg", jpeg()), ("notes.txt", b"So."))
    picture, notes = Attachment.objects.all()
    assert rita.get(where(take.project, picture, "small")).status_code == 404
    work_all()
    small = rita.get(where(take.project, picture, "small"))
    assert (small.status_code, small["Content-Type"]) == (200, "image/webp")
    assert where(take.project, picture, "small") in rita.get(address(take, "comments")).text
    assert rita.get(where(take.project, notes, "small")).status_code == 404


def test_they_are_had_by_those_who_see_the_comment(
    people: People, client_of: ClientOf, rita: Client, take: Take, project: Project
) -> None:
    send(rita, take, ("notes.txt", b"So."))
    kept = Attachment.objects.get()
    assert client_of(people.lino).get(where(project, kept)).status_code == 200
    assert client_of(people.stan).get(where(project, kept)).status_code == 404
    say(rita, take, "Another.")
    other = Comment.objects.exclude(pk=kept.comment_id).get()
    assert rita.get(f"/projects/{project.pk}/comments/{other.pk}/files/{kept.pk}/original").status_code == 404


def test_they_go_with_the_words(rita: Client, take: Take, project: Project) -> None:
    send(rita, take, ("notes.txt", b"So."), text="See.")
    kept = Attachment.objects.get()
    act(rita, project, kept.comment_id, "edit", text="")
    assert Comment.objects.get().text == ""  # its file is enough
    act(rita, project, kept.comment_id, "delete")
    assert rita.get(where(project, kept)).status_code == 404
    assert "notes.txt" not in rita.get(address(take, "comments")).text


def lies_there(name: str) -> bool:
    return Path(default_storage.path(name)).is_file()


def cleared() -> int:
    """Does what is due; how often it was to clear away."""
    done = Job.objects.filter(kind=KIND, state=JobState.DONE)
    before = done.count()
    work_all()
    return done.count() - before


def later(hours: float) -> int:
    """The same so many hours from now, as if every file had been there that long before."""
    ago = time.time() - hours * 3600
    for file in Path(default_storage.path("")).glob("*/*"):
        os.utime(file, (ago, ago))
    Job.objects.filter(state__in=OPEN_JOBS).update(due_at=F("due_at") - timedelta(hours=hours))
    return cleared()


def test_files_of_a_deleted_comment_are_cleared_away_and_its_trace_stays(
    people: People, rita: Client, take: Take, project: Project
) -> None:
    send(rita, take, ("sky.jpg", jpeg()), ("notes.txt", b"So."), text="See.")
    work_all()
    names = attaching.attached_names()
    assert later(2) == 0  # nothing is cleared of a comment that stands
    act(rita, project, Comment.objects.get().pk, "delete")
    assert cleared() == 0
    assert later(1) == 0  # not before its hour is over
    assert all(map(lies_there, names))
    assert later(1) == 1
    assert not any(map(lies_there, names))
    assert not Attachment.objects.exists()
    gone = Comment.objects.get()
    assert (gone.text, gone.deleted_by) == ("", people.rita)
    assert gone.deleted_at


def test_what_somebody_else_keeps_stays(rita: Client, take: Take, project: Project) -> None:
    for _comment in range(2):
        send(rita, take, ("notes.txt", b"So."))
    first, second = Attachment.objects.all()
    assert first.file == second.file
    act(rita, project, first.comment_id, "delete")
    assert later(2) == 1
    assert [one.pk for one in Attachment.objects.all()] == [second.pk]
    assert rita.get(where(project, second)).status_code == 200
    act(rita, project, second.comment_id, "delete")
    later(2)
    assert not lies_there(second.file)


def test_what_is_being_brought_anew_stays(rita: Client, take: Take, project: Project) -> None:
    send(rita, take, ("notes.txt", b"So."))
    kept = Attachment.objects.get()
    act(rita, project, kept.comment_id, "delete")
    Job.objects.update(due_at=timezone.now())
    assert cleared() == 1  # the same bytes may be on their way into another comment
    assert lies_there(kept.file)
    assert later(2) == 1
    assert not lies_there(kept.file)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tool.exe", b"MZ\x90\x00\x03", "is of no kind that is taken here"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n", "is of no kind that is taken here"),
        ("binary.txt", b"a\x00b", "is of no kind that is taken here"),
        ("half.jpg", jpeg()[:900], "ends in the middle"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    rita: Client, take: Take, name: str, content: bytes, words: str
) -> None:
    refused = send(rita, take, ("good.txt", b"So."), (name, content), text="See.")
    assert refused.status_code == 422
    assert words in refused.text
    assert not Comment.objects.exists()


def test_there_is_a_most_of_files_and_of_bytes(rita: Client, take: Take) -> None:
    many = [(f"{number}.txt", b"So.") for number in range(attaching.MOST_FILES + 1)]
    assert "At most 5 files" in send(rita, take, *many).text
    assert "larger than 50 MB" in send(rita, take, ("long.txt", b"a" * (attaching.MOST_BYTES + 1))).text
    assert not Comment.objects.exists()


def test_what_is_sent_to_object_storage_has_every_file(rita: Client, take: Take) -> None:
    send(rita, take, ("sky.jpg", jpeg()), ("notes.txt", b"So."))
    work_all()
    assert sorted(name.rpartition(".")[2] for name in attaching.attached_names()) == ["jpg", "txt", "webp"]

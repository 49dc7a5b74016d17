"""The worker finds the cuts of a take's video; shots, comments and the page go by them, and say where they differ."""

import re
import shutil
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset
from storyboard.live.models import Event
from storyboard.projects.models import Project
from storyboard.review.models import Comment
from storyboard.takes import collecting
from storyboard.takes.checking import check
from storyboard.takes.models import Take
from storyboard.takes.states import TakeState
from storyboard.work.models import Job
from tests.assets.serving import ask
from tests.assets.working import work_all
from tests.conftest import People
from tests.media.footage import Footage, shoot
from tests.review.guesting import let_in, links_address, made, proxied
from tests.review.making import say, take_of, thread

LATE = Footage((72, 82, 62))  # planned are cuts at 72 and 144
pytestmark = pytest.mark.both


@pytest.fixture
def filmed(take: Take, tmp_path: Path) -> Take:
    """A take whose third shot begins ten frames late, as nobody knows yet."""
    checked = check(shoot(tmp_path / "late.mp4", LATE), lambda done: None)
    file = MediaFile(checked.path, checked.sha256, checked.media_type, **checked.shape)
    take.asset = keep_asset(take.project.workspace_id, AssetKind.CLIP, AssetOrigin.TAKE, file)
    Take.objects.filter(pk=take.pk).update(asset=take.asset)
    return take


def page_of(client: Client, take: Take) -> str:
    return client.get(f"/projects/{take.project_id}/takes/{take.number}/").content.decode()


def jobs_of(take: Take) -> int:
    """Does what is due; how many jobs were about the video of that take."""
    work_all()
    return Job.objects.filter(about=take.asset_id).count()


def found(take: Take, cuts: list[int] | None) -> None:
    """Has the video of a take have these cuts."""
    Asset.objects.filter(pk=take.asset_id).update(cuts=cuts)


def test_they_are_found_once_the_page_is_opened_and_told_to_it(people: People, filmed: Take, rita: Client) -> None:
    assert "Shot 3 starts" not in page_of(rita, filmed)
    ask(people.rita, f"/media/{filmed.asset_id}/poster")
    assert jobs_of(filmed) == 3
    assert filmed.asset
    filmed.asset.refresh_from_db()
    assert filmed.asset.cuts == [72, 154]
    told = Event.objects.filter(project_id=filmed.project_id).order_by("-number")[0]
    assert {"name": "cuts", "key": filmed.pk, "version": 0} in told.fragments
    page = page_of(rita, filmed)
    assert "Shot 3 starts 0.4 s late" in page
    assert 'data-number="3" data-name="Lighthouse" data-first="154" data-frames="62"' in page
    assert 'data-cut="planned" data-frame="144"' in page


def test_a_take_of_earlier_days_has_only_its_cuts_to_make(people: People, filmed: Take) -> None:
    Asset.objects.filter(pk=filmed.asset_id).update(steps_made=2)
    ask(people.rita, f"/media/{filmed.asset_id}/proxy")
    assert jobs_of(filmed) == 1
    assert Asset.objects.get(pk=filmed.asset_id).cuts == [72, 154]


def test_a_clip_that_was_uploaded_before_it_came_as_a_take_gets_its_cuts(
    people: People, take: Take, rita: Client, tmp_path: Path
) -> None:
    checked = check(shoot(tmp_path / "came.mp4", LATE), lambda done: None)
    copy = Path(shutil.copy(checked.path, tmp_path / "brought.mp4"))
    file = MediaFile(copy, checked.sha256, checked.media_type, **checked.shape)
    clip = keep_asset(take.project.workspace_id, AssetKind.CLIP, AssetOrigin.UPLOAD, file)
    work_all()
    want_renditions(clip)
    assert work_all() == 2
    Take.objects.filter(pk=take.pk).update(state=TakeState.COLLECTING, asset=None)
    with transaction.atomic():
        collecting.finish(Job(about=take.pk), checked)
    take.refresh_from_db()
    assert take.asset_id == clip.pk
    assert work_all() == 1
    assert "Shot 3 starts 0.4 s late" in page_of(rita, take)


def test_a_comment_is_bound_to_the_shot_that_its_frame_is_really_in(take: Take, rita: Client) -> None:
    found(take, [72, 154])
    take.refresh_from_db()
    for frame in (71, 72, 150, 154):
        say(rita, take, str(frame), first=str(frame))
    shots = [shot["shot"] for shot in take.generation.shots]
    told = {comment.text: shots.index(comment.shot) + 1 for comment in Comment.objects.all()}
    assert told == {"71": 1, "72": 2, "150": 2, "154": 3}


def test_comments_from_before_the_cuts_were_known_follow_them(filmed: Take, rita: Client) -> None:
    say(rita, filmed, "At 150.", first="150")
    say(rita, filmed, "Of the shot.", shot=filmed.generation.shots[2]["shot"])
    assert filmed.asset
    Asset.objects.filter(pk=filmed.asset_id).update(steps_made=2)
    ask(filmed.generation.order.person or pytest.fail("ordered by nobody"), f"/media/{filmed.asset_id}/proxy")
    work_all()
    shots = [shot["shot"] for shot in filmed.generation.shots]
    assert {comment.text: shots.index(comment.shot) + 1 for comment in Comment.objects.all()} == {
        "At 150.": 2,
        "Of the shot.": 3,
    }


def test_a_note_travels_from_the_real_shot_to_the_real_shot(people: People, project: Project, rita: Client) -> None:
    first = take_of(project, people.alice, 1)
    found(first, [72, 154])
    first.refresh_from_db()
    say(rita, first, "Globe.", first="160")
    second = take_of(project, people.alice, 2)
    found(second, [80, 140])
    assert [view.goes_to for view in thread(people.rita, second).comments] == [146]


def test_a_dissolve_leaves_the_shots_where_they_were_planned(take: Take, rita: Client) -> None:
    found(take, [144])
    page = page_of(rita, take)
    assert "The cut before shot 2 was not found" in page
    assert "Shot 3 starts" not in page
    assert 'data-number="2" data-name="Tram" data-first="72" data-frames="72"' in page


def test_where_nobody_looked_or_the_cuts_are_as_planned_nothing_is_told(take: Take, rita: Client) -> None:
    for cuts in (None, [72, 144]):
        found(take, cuts)
        page = page_of(rita, take)
        assert 'data-testid="drift"' not in page
        assert 'data-cut="missing"' not in page
    assert "2, all where they were planned" in page


def test_a_file_that_cannot_be_read_has_none_and_its_page_stands(take: Take, rita: Client, people: People) -> None:
    ask(people.rita, f"/media/{take.asset_id}/poster")
    assert work_all() == 3
    assert Asset.objects.get(pk=take.asset_id).cuts is None
    assert 'data-number="2" data-name="Tram" data-first="72"' in page_of(rita, take)


def test_nobody_looks_for_the_plan_in_an_animatic(take: Take, rita: Client) -> None:
    take.generation.model = "animatic"
    take.generation.save()
    found(take, [20])
    page = page_of(rita, take)
    assert 'data-testid="drift"' not in page
    assert "data-cut=" not in page


def asked(page: str) -> list[str]:
    """Where a page asks for its cuts once they are found."""
    return re.findall(r'id="scrub-shots"[^>]* hx-get="([^"]+)"', page)


def test_each_page_asks_itself_for_cuts_until_it_knows_them(take: Take, rita: Client) -> None:
    proxied(take)
    guest = let_in(made(rita, links_address(take)))
    place = f"takes/{take.pk}/"
    assert asked(page_of(rita, take)) == [f"/projects/{take.project_id}/takes/{take.number}/"]
    assert asked(guest.open(place).content.decode()) == [f"{guest.address}{place}"]
    found(take, [72, 144])
    assert asked(page_of(rita, take)) == []
    assert asked(guest.open(place).content.decode()) == []

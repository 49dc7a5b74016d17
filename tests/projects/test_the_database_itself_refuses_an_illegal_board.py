"""Rows that no edit could have made are refused by the database, whoever writes them."""

import pytest
from django.db import IntegrityError, transaction

from storyboard.projects.models import Project, Revision, Shot

pytestmark = pytest.mark.both


@pytest.mark.parametrize("seconds", [0, 16])
def test_a_shot_of_so_many_seconds(project: Project, seconds: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        project.shots.filter(position=1).update(seconds=seconds)


@pytest.mark.parametrize("total", [0, 2, 16])
def test_a_total_of_so_many_seconds(project: Project, total: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(total_seconds=total)


def test_two_live_shots_at_one_position(project: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Shot.objects.create(project=project, position=2, seconds=1)


def test_a_position_before_the_first(project: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        project.shots.filter(position=1).update(position=0)


def test_a_deleted_shot_stands_in_nobodys_way(project: Project) -> None:
    deleted_at = project.created_at
    Shot.objects.create(project=project, position=2, seconds=1, deleted_at=deleted_at)
    Shot.objects.create(project=project, position=2, seconds=1, deleted_at=deleted_at)
    assert project.shots.filter(position=2).count() == 3


def test_two_revisions_of_one_version(project: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(project=project, version=1, operation="total", snapshot={})

"""Adding people, changing their roles, and never losing the last owner."""

import pytest
from django.db import IntegrityError, transaction

from storyboard.studio.access import last_membership, touch
from storyboard.studio.models import Membership, Person, Workspace
from storyboard.studio.people import LastOwner, add_person, first_workspace, owner_of
from storyboard.studio.roles import Role
from tests.conftest import People

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_the_first_workspace_is_made_with_its_owner_and_only_once() -> None:
    workspace = first_workspace()
    assert owner_of(workspace).name == "owner"
    assert first_workspace() == workspace
    assert (Workspace.objects.count(), Person.objects.count()) == (1, 1)


def test_a_new_person_has_no_password(people: People) -> None:
    person, made = add_person(people.workspace, "wren", Role.CREATOR | Role.REVIEWER)
    assert made
    assert not person.has_usable_password()
    assert Membership.objects.get(person=person).roles == int(Role.CREATOR | Role.REVIEWER)


def test_roles_are_set_and_not_added(people: People) -> None:
    person, made = add_person(people.workspace, "alice", Role.REVIEWER)
    assert (person, made) == (people.alice, False)
    assert Membership.objects.get(person=person).roles == int(Role.REVIEWER)


def test_a_name_is_the_same_in_any_case(people: People) -> None:
    assert add_person(people.workspace, "ALICE", Role.REVIEWER)[0] == people.alice
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Alice")


def test_the_only_owner_stays_owner(people: People) -> None:
    with pytest.raises(LastOwner, match="only owner of Northlight; make somebody else owner first"):
        add_person(people.workspace, "olga", Role.CREATOR)
    assert Membership.objects.get(person=people.olga).roles == int(Role.OWNER)


def test_one_of_two_owners_may_step_back(people: People) -> None:
    add_person(people.workspace, "alice", Role.OWNER)
    add_person(people.workspace, "olga", Role.CREATOR)
    assert Membership.objects.get(person=people.olga).roles == int(Role.CREATOR)


def test_a_person_may_be_in_several_workspaces(people: People) -> None:
    add_person(people.elsewhere, "alice", Role.LIBRARIAN)
    assert {m.workspace_id: m.roles for m in people.alice.memberships.all()} == {
        people.workspace.pk: int(Role.CREATOR),
        people.elsewhere.pk: int(Role.LIBRARIAN),
    }


def test_the_one_used_last_comes_first(people: People) -> None:
    add_person(people.elsewhere, "alice", Role.LIBRARIAN)
    assert getattr(last_membership(people.alice), "workspace", None) == people.workspace
    touch(Membership.objects.get(person=people.alice, workspace=people.elsewhere))
    assert getattr(last_membership(people.alice), "workspace", None) == people.elsewhere


@pytest.mark.parametrize("roles", [0, 16])
def test_roles_that_are_none_are_refused_by_the_database(people: People, roles: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(person=people.alice).update(roles=roles)


def test_one_membership_a_workspace(people: People) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(workspace=people.workspace, person=people.alice, roles=1)

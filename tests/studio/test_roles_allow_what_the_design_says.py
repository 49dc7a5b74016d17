"""The one table of rights, against DESIGN §8 read afresh."""

import pytest

from storyboard.studio.models import Membership
from storyboard.studio.roles import ALLOWED, Right, Role, may, role_named

# All members read. Creator: edit boards, upload, order, comment. Reviewer: comment, verdict. Librarian: assets and
# elements. Owner: everything, and alone people, accounts and budgets. Whoever comments may ask guests to.
DESIGN = {
    "creator": {"read", "edit", "upload", "order", "comment", "share"},
    "reviewer": {"read", "comment", "verdict", "share"},
    "librarian": {"read", "upload", "library"},
    "owner": {right.value for right in Right},
}


@pytest.mark.parametrize("role", DESIGN)
def test_each_role_has_exactly_its_rights(role: str) -> None:
    assert {right.value for right in Right if may(role_named(role), right)} == DESIGN[role]


def test_the_tables_name_the_same_roles_and_rights() -> None:
    assert {role.name.lower() for role in Role if role.name} == set(DESIGN)
    assert set(ALLOWED) == set(Right)


def test_several_roles_have_the_rights_of_each() -> None:
    both = Role.CREATOR | Role.REVIEWER
    assert {right.value for right in Right if may(both, right)} == DESIGN["creator"] | DESIGN["reviewer"]
    assert Membership(roles=int(both)).may(Right.VERDICT)


def test_no_role_is_no_right() -> None:
    assert not any(may(0, right) for right in Right)

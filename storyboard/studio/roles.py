"""Who may what: the one table that access helpers, templates and tests read."""

import enum


class Role(enum.IntFlag):
    """What a person is in a workspace; one person may hold several."""

    OWNER = 1
    CREATOR = 2
    REVIEWER = 4
    LIBRARIAN = 8


class Right(enum.Enum):
    """What can be done in a workspace."""

    READ = "read"
    EDIT = "edit"
    ORDER = "order"
    UPLOAD = "upload"
    COMMENT = "comment"
    VERDICT = "verdict"
    RULES = "rules"
    SHARE = "share"
    LIBRARY = "library"
    PEOPLE = "people"
    ACCOUNTS = "accounts"
    BUDGETS = "budgets"


ANY = Role.OWNER | Role.CREATOR | Role.REVIEWER | Role.LIBRARIAN
ALLOWED: dict[Right, Role] = {
    Right.READ: ANY,
    Right.EDIT: Role.OWNER | Role.CREATOR,
    Right.ORDER: Role.OWNER | Role.CREATOR,
    Right.UPLOAD: Role.OWNER | Role.CREATOR | Role.LIBRARIAN,
    Right.COMMENT: Role.OWNER | Role.CREATOR | Role.REVIEWER,
    Right.VERDICT: Role.OWNER | Role.REVIEWER,
    Right.RULES: Role.OWNER,
    Right.SHARE: Role.OWNER | Role.CREATOR | Role.REVIEWER,
    Right.LIBRARY: Role.OWNER | Role.LIBRARIAN,
    Right.PEOPLE: Role.OWNER,
    Right.ACCOUNTS: Role.OWNER,
    Right.BUDGETS: Role.OWNER,
}


def may(roles: int, right: Right) -> bool:
    """Whether somebody with these roles may do that."""
    return bool(Role(roles) & ALLOWED[right])


def role_named(name: str) -> Role:
    """The role of that name, as commands spell it. Raises KeyError."""
    return Role[name.upper()]

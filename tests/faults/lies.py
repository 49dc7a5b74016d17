"""Every kind of fault that the sandbox knows, mixed into the orders of a test."""

from typing import Any

from storyboard.sandbox.faults import SORTS

# Of a few orders, which ones are struck by what: every kind meets one, and none hides another.
FEW = {
    "runware": (
        ("drop_after",),
        ("conflict", "webhook_lost"),
        ("delay", "webhook_twice", "corrupt"),
        ("parameter_array",),
        ("malformed", "webhook_reordered"),
        ("partial",),
    ),
    "highway": (
        ("drop_after",),
        ("not_found", "truncated"),
        ("drop_before",),
        ("never",),
        ("refuse",),
        ("dead_link",),
    ),
    "crun": (
        ("webhook_early", "broken_off"),
        ("no_credit",),
        ("moderation",),
        ("server_error",),
        ("failed",),
        ("too_many",),
    ),
}  # fmt: skip
SETTINGS: dict[str, dict[str, Any]] = {
    "delay": {"seconds": 2},
    "webhook_reordered": {"seconds": 3},
    "not_found": {"polls": 2},
    **{kind: {"fetches": 1} for kind in ("dead_link", "corrupt", "truncated", "broken_off")},
}
OFTEN, RARE = 0.12, 0.04


def few() -> dict[str, Any]:
    """A plan in which each kind strikes once, at a create of its own number."""
    creates = [
        {"kind": kind, "on": "create", "api": api, "nth": number, **SETTINGS.get(kind, {})}
        for api, rows in FEW.items()
        for number, kinds in enumerate(rows, 1)
        for kind in kinds
    ]
    others = [
        {"kind": "server_error", "on": "create", "api": "crun", "nth": 7, "accepted": True},
        {"kind": "delay", "on": "upload", "seconds": 1},
        {"kind": "delay", "on": "create", "api": "highway", "every": 2, "seconds": 1},
        {"kind": "drop_before", "on": "upload", "nth": 1},
        {"kind": "server_error", "on": "poll", "nth": 5},
        {"kind": "drop_before", "on": "file", "nth": 2},
    ]
    return {"faults": creates + others}


def many() -> dict[str, Any]:
    """A plan in which each kind strikes by chance, the same orders at every run."""
    lives = [{"kind": kind, "on": "create", "chance": RARE, **SETTINGS.get(kind, {})} for kind in SORTS]
    others = [
        {"kind": "drop_after", "on": "create", "chance": OFTEN},
        {"kind": "corrupt", "on": "create", "chance": RARE},
        {"kind": "server_error", "on": "create", "chance": RARE, "accepted": True},
        *(
            {"kind": kind, "on": event, "chance": RARE}
            for kind in ("drop_before", "server_error", "drop_after", "malformed")
            for event in ("poll", "upload", "file")
        ),
        {"kind": "too_many", "on": "poll", "chance": RARE, "retry_after": 1},
        {"kind": "too_many", "on": "upload", "chance": RARE, "retry_after": 1},
        {"kind": "delay", "on": "poll", "chance": RARE, "seconds": 2},
        {"kind": "delay", "on": "upload", "chance": OFTEN, "seconds": 2},
    ]
    return {"seed": 11, "faults": lives + others}


def kinds() -> set[str]:
    """All there are: what has not struck is not shown to be survived."""
    return set(SORTS)

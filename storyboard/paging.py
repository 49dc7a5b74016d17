"""Pages by the place where the one before ended: an index gives them, however far down a list."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q


def columns_of(order: Sequence[str]) -> tuple[str, ...]:
    """The columns of an order, without the minus of those that fall."""
    return tuple(name.removeprefix("-") for name in order)


def beyond(order: Sequence[str], at: Sequence[Any]) -> Q:
    """Rows after one with the values `at`, column by column; a column with a minus falls, the others rise."""
    after = Q()
    for name, value in reversed(list(zip(order, at, strict=True))):
        column = name.removeprefix("-")
        further = Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        after = further | (Q(**{column: value}) & after) if after else further
    # Said once more of the first column alone: that an index understands.
    first = order[0].removeprefix("-")
    return after & Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": at[0]})

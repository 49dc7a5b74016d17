"""HTML attributes from values, in one go: a page of cards has hundreds."""

from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString


def attributes(values: Mapping[str, object]) -> SafeString:
    """The attributes of an element, each with a space before it; none for those that are None or False."""
    return SafeString("".join(_one(name, value) for name, value in values.items()))


def _one(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'

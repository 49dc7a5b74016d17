"""Every address of the product, found by walking its URL patterns."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> list[str]:
    """The routes as they are written, like projects/<str:project_id>/edit/."""
    return [*_walk(get_resolver().url_patterns, "")]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def filled(route: str, values: Mapping[str, object]) -> str:
    """The address of a route with its parts filled in, like /projects/abc/edit/."""
    parts = []
    for part in route.split("/"):
        name = part.partition(":")[2].rstrip(">") or part.strip("<>")
        parts.append(str(values[name]) if part.startswith("<") else part)
    return "/" + "/".join(parts)

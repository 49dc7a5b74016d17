"""What a board page posts, and what it gets."""

import html
import re
from typing import Any

from django.test import Client

from storyboard.projects.models import Project


def post(client: Client, project: Project, operation: str, **values: Any) -> Any:
    """The answer to one edit, posted as the page does it."""
    form = {"operation": operation, "version": project.version, **values}
    return client.post(f"/projects/{project.pk}/edit/", form, headers={"HX-Request": "true"})


def text_of(answer: Any) -> str:
    """The words of an answer without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())

"""Two processes without Redis could not tell one another anything, so neither starts."""

from typing import Any

import pytest
from django.core.management.base import CommandError

from tests.commands.running import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["serve", "worker"])
def test_it_says_why_and_what_to_run_instead(settings: Any, name: str) -> None:
    settings.REDIS_URL = ""
    with pytest.raises(
        CommandError, match=rf"“{name}” alone needs Redis .* STORYBOARD_REDIS_URL, or run “manage.py up”"
    ):
        run(name)

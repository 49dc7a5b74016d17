"""What the browser is told to refuse: scripts and styles from elsewhere, frames, guesses; and who may read cookies."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.studio.signing_in import make_link
from tests.conftest import People
from tests.studio.addresses import filled, routes


@pytest.mark.parametrize("who", ["olga", "nobody"])
def test_every_answer_carries_them(
    people: People, project: Project, client_of: Callable[[Person], Client], who: str
) -> None:
    client = client_of(people.olga) if who == "olga" else Client()
    values = {
        "project_id": project.pk,
        "number": 0,
        "version": 1,
        "workspace_id": project.workspace_id,
        "asset_id": "nosuchasset2",
        "element_id": "nosuchelement",
        "account_id": "nosuchaccount",
        "rendition": "thumb",
        "token": "none",
        "page": "board",
        "static_version": "other",
        "language": "en",
        "provider": "nosuchprovider",
        "generation_id": "nosuchorder",
        "order_id": "nosuchorder",
        "action": "nosuchaction",
        "comment_id": "nosuchcomment",
        "deed": "nosuchdeed",
        "attachment_id": "nosuchfile22",
        "size": "thumb",
        "take_id": "nosuchtake22",
        "playlist_id": "nosuchplaylist",
        "change": "nosuchchange",
        "link_id": "nosuchlink22",
        "verdict_id": 0,
    }
    for route in [*routes(), "no/such/address"]:
        headers = client.get(filled(route, values)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, route
        assert "unsafe" not in policy, route
        assert "*" not in policy, route
        assert "frame-ancestors 'none'" in policy, route
        assert "object-src 'none'" in policy, route
        assert "base-uri 'none'" in policy, route
        assert headers["X-Frame-Options"] == "DENY", route
        assert headers["X-Content-Type-Options"] == "nosniff", route
        assert headers["Referrer-Policy"] == "same-origin", route
        assert "Server" not in headers, route


def test_scripts_cannot_read_the_session_and_no_other_site_sends_it(people: People) -> None:
    client = Client()
    client.post(f"/signin/{make_link(people.olga)}/")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]


def settings_with(**variables: str) -> dict[str, Any]:
    """Django's settings in a process with that environment."""
    names = (
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "DEBUG",
    )
    program = f"import json, storyboard.settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STORYBOARD_")}
    environment = {**kept, "STORYBOARD_DATA": os.environ["STORYBOARD_DATA"], **variables}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_secure_cookies_and_hsts_exactly_when_people_come_by_https() -> None:
    https = settings_with(STORYBOARD_PUBLIC_URL="https://boards.example:8443/")
    assert (https["SESSION_COOKIE_SECURE"], https["CSRF_COOKIE_SECURE"]) == (True, True)
    assert https["SECURE_HSTS_SECONDS"] > 0
    assert "boards.example" in https["ALLOWED_HOSTS"]
    assert https["CSRF_TRUSTED_ORIGINS"] == ["https://boards.example:8443"]


@pytest.mark.parametrize("variables", [{}, {"STORYBOARD_PUBLIC_URL": "http://boards.example"}])
def test_and_not_otherwise(variables: dict[str, str]) -> None:
    plain = settings_with(**variables)
    assert (plain["SESSION_COOKIE_SECURE"], plain["CSRF_COOKIE_SECURE"]) == (False, False)
    assert plain["SECURE_HSTS_SECONDS"] == 0
    assert plain["DEBUG"] is False


def test_a_foreign_host_name_is_refused(people: People, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(people.olga).get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400

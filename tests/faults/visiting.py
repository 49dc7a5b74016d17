"""A person at the server without a browser: signs in by the link, makes projects, edits them, orders animatics."""

import re
from collections.abc import Mapping
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.faults.installation import Server


class Visitor:
    """A signed-in person. Every answer is its status and its text."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))
        path = server.link.removeprefix(server.address)
        self.get(path)
        status, _text = self.post(path, {})
        assert status == 200

    def get(self, path: str) -> tuple[int, str]:
        return self._open(Request(self.server.address + path))

    def post(self, path: str, values: Mapping[str, str | int], *, page_part: bool = False) -> tuple[int, str]:
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "") or ""
        headers = {"X-CSRFToken": token, **({"HX-Request": "true"} if page_part else {})}
        return self._open(Request(self.server.address + path, urlencode(values).encode(), headers))

    def _open(self, request: Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                self.address = answer.url
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def new_project(self, title: str, seconds: int, shots: int) -> str:
        """Makes a project; its id."""
        _status, page = self.get("/")
        found = re.search(r'name="workspace" value="(\w+)"', page)
        assert found
        values = {"workspace": found[1], "title": title, "seconds": seconds, "shots": shots}
        status, text = self.post("/projects/new/", values)
        assert status == 200, text
        return str(self.address.rstrip("/").rpartition("/")[2])

    def edit(self, project: str, **values: str | int) -> tuple[int, str]:
        """One operation on a board."""
        return self.post(f"/projects/{project}/edit/", {"version": 1_000_000, **values}, page_part=True)

    def order_animatic(self, project: str) -> None:
        status, text = self.post(f"/projects/{project}/animatic/", {}, page_part=True)
        assert status == 200, text

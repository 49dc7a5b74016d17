"""Ten people at one board, each at a socket and with the edits of a hand: what a page would do, without a browser."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from typing import Any

from websockets import ConnectionClosed, Origin
from websockets.sync.client import ClientConnection, connect

from tests.faults.installation import Installation, Server, wait_until
from tests.faults.visiting import Visitor

PEOPLE = 10
PAUSE_SECONDS = 0.25  # between two edits of one person
PATIENCE = 30
Form = dict[str, str | int]

INVITE = """
from storyboard.studio.people import add_person, first_workspace
from storyboard.studio.roles import Role
from storyboard.studio.signing_in import make_link
for number in range({people}):
    person, _made = add_person(first_workspace(), f"person{{number}}", Role.CREATOR)
    print(make_link(person))
"""


def invited(studio: Installation, servers: Sequence[Server]) -> list[Visitor]:
    """Ten creators, signed in at these servers in turn."""
    done = studio.command("shell", "-v", "0", "-c", INVITE.format(people=PEOPLE))
    tokens = done.stdout.split()
    assert len(tokens) == PEOPLE, done.stderr
    at = [servers[number % len(servers)] for number in range(PEOPLE)]
    links = [f"{server.address}/signin/{token}/" for server, token in zip(at, tokens, strict=True)]
    return [Visitor(replace(server, link=link)) for server, link in zip(at, links, strict=True)]


@dataclass
class Person:
    """Somebody with the board open. `numbers` are those of the events heard, `here` the names told of last."""

    number: int
    visitor: Visitor
    project: str
    socket: ClientConnection
    numbers: list[int] = field(default_factory=list)
    here: set[str] = field(default_factory=set)
    shown: str = ""  # the strip
    last_text: str = ""
    edits: int = 0

    def listen(self) -> None:
        with suppress(ConnectionClosed):
            for text in self.socket:
                self.hear(json.loads(text))

    def hear(self, message: dict[str, Any]) -> None:
        if "here" in message:
            self.here = {one["name"] for one in message["here"]}
        elif "number" in message:
            self.numbers.append(message["number"])

    def has_heard(self, numbers: set[int]) -> bool:
        return numbers <= {*self.numbers}

    def sees(self, names: set[str]) -> bool:
        return self.here == names

    def look(self) -> None:
        status, self.shown = self.visitor.get(f"/projects/{self.project}/strip/")
        assert status == 200

    @property
    def version(self) -> int:
        return int(attribute(self.shown, "version")[0])

    def edit(self, form: Form) -> None:
        """One edit, which must be taken, on the board as this person saw it."""
        before = self.version
        path = f"/projects/{self.project}/edit/"
        status, text = self.visitor.post(path, {**form, "version": before}, page_part=True)
        assert status == 200, f"person {self.number}: {form} was answered {status}: {text}"
        self.shown, self.edits = text, self.edits + 1
        assert self.version >= before
        time.sleep(PAUSE_SECONDS)

    def work(self, until: float, shots: Sequence[str]) -> None:
        """Edits in rounds, the last one to its end."""
        target = {
            "shot": shots[self.number % len(shots)],
            "field": ("prompt", "note", "name")[self.number // len(shots)],
        }
        rounds = 0
        while time.monotonic() < until:
            rounds += 1
            self.last_text = f"Person {self.number} in round {rounds} <&>"
            self.edit({"operation": "write", **target, "value": self.last_text})
            assert escape(self.last_text) in self.shown
            for form in habits(self, rounds, shots):
                self.edit(form() if callable(form) else form)
            self.look()


def habits(person: Person, rounds: int, shots: Sequence[str]) -> list[Form | Callable[[], Form]]:
    """What a person does beside writing; nothing of it can be refused, whatever the others do."""

    def delete() -> Form:
        new = [shot for shot in attribute(person.shown, "shot") if shot not in shots]
        return {"operation": "delete", "shot": new[0]}

    does: list[list[Form | Callable[[], Form]]] = [
        [{"operation": "change_total", "by": 1}, {"operation": "change_total", "by": -1}],
        [{"operation": "move", "shot": shots[rounds % len(shots)], "position": rounds % 3}],
        [{"operation": "choose", "field": "ratio", "value": ("1:1", "9:16", "16:9")[rounds % 3]}],
        [{"operation": "undo"}, {"operation": "redo"}],
        [{"operation": "add", "position": 0}, delete] if person.number < PEOPLE / 2 else [{"operation": "even"}],
    ]
    return does[person.number % len(does)]


def attribute(markup: str, name: str) -> list[str]:
    """Every value of a data attribute."""
    return re.findall(rf'\sdata-{name}="([^"]*)"', markup)


@contextmanager
def at_board(visitors: Sequence[Visitor], project: str) -> Iterator[list[Person]]:
    """All of them with the board open, hearing of it."""
    with ExitStack() as stack:
        people = []
        for number, visitor in enumerate(visitors):
            person = Person(number, visitor, project, stack.enter_context(opened(visitor, project)))
            person.numbers.append(json.loads(person.socket.recv(PATIENCE))["number"])
            listener = threading.Thread(target=person.listen)
            listener.start()
            stack.callback(listener.join)
            stack.callback(person.socket.close)
            person.look()
            people.append(person)
        yield people


def opened(visitor: Visitor, project: str) -> ClientConnection:
    address = visitor.server.address
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.cookies)
    return connect(
        f"{address.replace('http', 'ws', 1)}/ws/projects/{project}/",
        origin=Origin(address),
        additional_headers={"Cookie": cookie},
        open_timeout=PATIENCE,
    )


def edit_together(people: Sequence[Person], seconds: float) -> None:
    """All at once for so long. What one of them meets is raised."""
    shots, until = attribute(people[0].shown, "shot"), time.monotonic() + seconds
    failed: list[BaseException] = []

    def work(person: Person) -> None:
        try:
            person.work(until, shots)
        except BaseException as error:  # noqa: BLE001  (raised below, in the thread of the test)
            failed.append(error)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def expect_all_the_same(people: Sequence[Person], seconds: int) -> None:
    """Every change was heard by everybody, all see one board, and it holds everybody's last words.

    Two changes of one moment may be heard in either order, and one that the look for new rows finds first may be heard
    twice: a page asks for the whole where it finds a gap, and passes over what it knows.
    """
    with opened(people[0].visitor, people[0].project) as newcomer:
        last = json.loads(newcomer.recv(PATIENCE))["number"]
    for person in people:
        every = {*range(person.numbers[0], last + 1)}
        wait_until(partial(person.has_heard, every), PATIENCE, "every event")
        person.look()
    assert len({person.shown for person in people}) == 1
    strip = people[0].shown
    assert all(escape(person.last_text) in strip for person in people)
    lengths = [int(text) for text in attribute(strip, "seconds")]
    assert sum(lengths) == int(attribute(strip, "total")[0]) == seconds
    assert min(lengths) >= 1

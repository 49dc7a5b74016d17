"""Who has a project open, and the shot each is on. It is fleeting: nothing of it is written down.

Each process tells the others of its own pages, as soon as something changes and every few seconds, and forgets those
of a process that fell silent: one that was killed leaves nobody behind. Pages are told the whole company each time,
never what changed, so that a message that was lost does no harm; and seldom enough, however quickly people move about.
"""

import asyncio
import json
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import InMemoryChannelLayer, get_channel_layer

from storyboard.ids import is_id, new_id
from storyboard.live import audiences
from storyboard.live.audiences import Page
from storyboard.live.sending import layer_gone

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.3  # between two messages
BEAT_SECONDS = 2.0
SILENCE_SECONDS = 6.0  # three beats
MOST_NAMED = 50
MOST_SAID = 100  # characters of one message of a page


@dataclass(frozen=True)
class Visit:
    """One open page: whose it is, the shot chosen there, if any, and when that was, in seconds by the clock."""

    person: str
    name: str
    initials: str
    hue: int
    shot: str = ""
    at: float = 0.0


def shot_said(text: str) -> str | None:
    """The shot that a page says it is on, `{"at": id}`; None where it says anything else."""
    if len(text) > MOST_SAID:
        return None
    try:
        said = json.loads(text)
    except ValueError:
        return None
    shot = said.get("at") if isinstance(said, dict) else None
    return shot if isinstance(shot, str) and is_id(shot) else None


def told(visits: Iterable[Visit]) -> str:
    """What pages are told: each person once, on the shot they chose last, by name; and how many people there are."""
    newest = {visit.person: visit for visit in sorted(visits, key=lambda visit: visit.at)}
    people = sorted(newest.values(), key=lambda visit: (visit.name.casefold(), visit.person))
    named = [{key: value for key, value in asdict(one).items() if key != "at"} for one in people[:MOST_NAMED]]
    return json.dumps({"here": named, "count": len(people)})


class Company:
    """The pages of one project in this process, and what other processes say of theirs."""

    def __init__(self, project_id: str) -> None:
        self.group, self.layer = f"here.{project_id}", get_channel_layer()
        self.process = new_id()
        self.visits: dict[Page, Visit] = {}
        self.elsewhere: dict[str, tuple[float, list[Visit]]] = {}
        self.last = ""
        self.sent_at, self.is_new = 0.0, True
        self.joined = self.changed = self.is_cut_off = False
        self.news = asyncio.Event()
        self.work = asyncio.create_task(self._work())

    def set(self, page: Page, visit: Visit) -> None:
        """A page is there, or on another shot."""
        self.visits[page] = replace(visit, at=time.time())
        self._note_change()

    def drop(self, page: Page) -> None:
        """A page has gone."""
        if self.visits.pop(page, None):
            self._note_change()

    def _note_change(self) -> None:
        self.changed = True
        self.news.set()

    def hear(self, text: str) -> None:
        """Takes what a process says of its pages; one that is new is answered, so that it knows of ours at once."""
        message = json.loads(text)
        if message["process"] == self.process:
            return
        self.elsewhere[message["process"]] = (time.monotonic(), [Visit(**visit) for visit in message["visits"]])
        self.changed = self.changed or message["is_new"]
        self.news.set()

    async def _work(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self.news.wait()
            self.news.clear()
            self._tell_pages()
            await self._tell_processes()
            await asyncio.sleep(PAUSE_SECONDS)

    def _tell_pages(self) -> None:
        now = time.monotonic()
        self.elsewhere = {name: heard for name, heard in self.elsewhere.items() if now - heard[0] < SILENCE_SECONDS}
        others = [visit for _at, visits in self.elsewhere.values() for visit in visits]
        text = told([*self.visits.values(), *others])
        if text != self.last:
            self.last = text
            for page in tuple(self.visits):
                page.hear(text)

    async def _tell_processes(self) -> None:
        """A layer that is in memory reaches this process alone, which needs no telling."""
        is_due = self.changed or time.monotonic() - self.sent_at >= BEAT_SECONDS
        if not is_due or self.layer is None or isinstance(self.layer, InMemoryChannelLayer):
            return
        unreached: tuple[type[Exception], ...] = (*layer_gone(), TimeoutError)
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                await self._join()
                await self._send()
            self.is_cut_off = False
        except unreached as error:
            if not self.is_cut_off:  # told once; the next beat tries again
                logger.warning("Other processes cannot be told who is here: %s", error)
            self.is_cut_off = True

    async def _join(self) -> None:
        if not self.joined:
            await audiences.join(self.group, self)
            self.joined = True

    async def _send(self) -> None:
        message = {"process": self.process, "is_new": self.is_new, "visits": [asdict(v) for v in self.visits.values()]}
        self.changed, self.sent_at = False, time.monotonic()
        await self.layer.group_send(self.group, {"type": "push", "text": json.dumps(message)})
        self.is_new = False

    async def end(self) -> None:
        """The last page has gone: the others are told at once."""
        self.work.cancel()
        await asyncio.wait([self.work])
        if self.joined:
            await self._tell_processes()
            await audiences.leave(self.group, self)


_companies: "WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Company]]" = WeakKeyDictionary()


def _here() -> dict[str, Company]:
    return _companies.setdefault(asyncio.get_running_loop(), {})


def enter(project_id: str, page: Page, person: Any) -> None:
    """A person has opened a project on a page, which hears of everybody there from now on."""
    company = _here().get(project_id) or _here().setdefault(project_id, Company(project_id))
    company.set(page, Visit(person.pk, str(person), person.initials, person.hue))
    if company.last:
        page.hear(company.last)


def listen(project_id: str, page: Page, text: str) -> None:
    """Takes what a page says: which shot its person is on. Anything else is no news."""
    company, shot = _here().get(project_id), shot_said(text)
    visit = company.visits.get(page) if company else None
    if company and visit and shot and visit.shot != shot:
        company.set(page, replace(visit, shot=shot))


async def leave(project_id: str, page: Page) -> None:
    """The page has gone. One that has gone already may go again."""
    company = _here().get(project_id)
    if company is None or page not in company.visits:
        return
    company.drop(page)
    if not company.visits:
        del _here()[project_id]
        await company.end()

"""The bare loop of the polling bench: the questions that the worker asked, at the same pace, with httpx alone, and the
same columns of the same rows in plain SQL; files that it fetched are stored as well. Nothing of the product is loaded.

Run: `python -m tests.bench.polling.bare BASE NOTES DATABASE`, a file of notes and a path or a postgres:// address;
prints its processor seconds and how many rows it wrote, as JSON.
"""

import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

PAUSE = "UPDATE storyboard_generation SET lease = '', late = ?, due_at = ? WHERE id = ?"
PROGRESS = "UPDATE storyboard_take SET progress = ? WHERE id = ?"
FILES = "/files/"
SENT_AGAIN = ("authorization", "x-api-key", "content-type")


class Rows:
    """The rows of generations by what providers call them, and the takes with their progress."""

    def __init__(self, database: str) -> None:
        self.is_sqlite = "://" not in database
        self.connection: Any = self._connected(database)
        asked = "SELECT g.provider_task, g.id, t.id, t.progress FROM storyboard_generation g "
        joined = self.connection.execute(f"{asked} JOIN storyboard_take t ON t.generation_id = g.id").fetchall()
        self.rows = {task: (generation, take) for task, generation, take, _progress in joined}
        self.progress = {take: progress for _task, _generation, take, progress in joined}
        self.connection.commit()
        self.written = 0

    def _connected(self, database: str) -> Any:
        if self.is_sqlite:
            connection = sqlite3.connect(database)
            connection.execute("PRAGMA synchronous=NORMAL")
            return connection
        import psycopg  # noqa: PLC0415  (for PostgreSQL alone)

        return psycopg.connect(database)

    def write(self, told: dict[str, int]) -> None:
        """Notes per cent done by task, and when to ask again."""
        due: Any = datetime.now(UTC) + timedelta(seconds=15 * random.uniform(0.9, 1.1))
        due = due.replace(tzinfo=None).isoformat(" ") if self.is_sqlite else due
        farther = [(percent, self.rows[task][1]) for task, percent in told.items() if self._is_farther(task, percent)]
        self._many(PAUSE, [(False, due, self.rows[task][0]) for task in told])
        self._many(PROGRESS, farther)
        self.connection.commit()
        self.written += len(told) + len(farther)

    def _is_farther(self, task: str, percent: int) -> bool:
        take = self.rows[task][1]
        if self.progress[take] >= percent:
            return False
        self.progress[take] = percent
        return True

    def _many(self, statement: str, values: list[Any]) -> None:
        if values:
            text = statement if self.is_sqlite else statement.replace("?", "%s")
            self.connection.cursor().executemany(text, values)


def tasks_of(note: dict[str, Any]) -> list[str]:
    """What a question is about; nothing, where a file is fetched."""
    if note["path"].startswith(FILES):
        return []
    if note["body"]:
        return [task["taskUUID"] for task in json.loads(note["body"])]
    return [note["path"].rpartition("=" if "=" in note["path"] else "/")[2]]


def percents(tasks: list[str], value: Any) -> dict[str, int]:
    """Per cent done by task, out of an answer of any of the three."""
    told = dict.fromkeys(tasks, 0)
    if "errors" in value or isinstance(value.get("data"), list):
        told |= {item["taskUUID"]: item.get("progress", 0) for item in value.get("data", [])}
    else:
        inner = value.get("task") or value.get("data") or {}
        told[tasks[0]] = int(inner.get("progress_percent") or inner.get("progress") or 0)
    return told


async def ask(client: httpx.AsyncClient, note: dict[str, Any], rows: Rows) -> None:
    """One question, and what it brought."""
    headers = {name: value for name, value in note["headers"].items() if name in SENT_AGAIN}
    if note["path"].startswith(FILES):
        await store(client, note["path"])
        return
    answer = await client.request(note["method"], note["path"], content=note["body"] or None, headers=headers)
    rows.write(percents(note["tasks"], answer.json()))


async def store(client: httpx.AsyncClient, path: str) -> None:
    """One file, to disk while it comes."""
    with tempfile.TemporaryFile() as file:
        async with client.stream("GET", path) as answer:
            async for block in answer.aiter_bytes():
                file.write(block)


async def replay(base: str, notes: list[dict[str, Any]], rows: Rows) -> None:
    """All questions, each at its time after the first."""
    begun, first = time.monotonic(), notes[0]["at"]
    async with httpx.AsyncClient(base_url=base, timeout=30, trust_env=False) as client, asyncio.TaskGroup() as group:
        for note in notes:
            await asyncio.sleep(max(0, note["at"] - first - (time.monotonic() - begun)))
            group.create_task(ask(client, note, rows))


def main(base: str, file: str, database: str) -> None:
    """Prints what it took."""
    notes = json.loads(Path(file).read_text())
    for note in notes:
        note["tasks"] = tasks_of(note)
    rows = Rows(database)
    begun = time.process_time()
    asyncio.run(replay(base, notes, rows))
    print(json.dumps({"seconds": time.process_time() - begun, "written": rows.written}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The comparison of ledger and rows names what is wrong, also where a doubt or another result of the same order could
hide it."""

from typing import Any

from tests.faults.ledger import Books, digest, faults_found

Json = dict[str, Any]


def generation(name: str, state: str = "done", task: str = "", failure: str = "") -> Json:
    return {"id": name, "state": state, "provider_task": task, "final_request": f"Kite {name}", "failure": failure}


def line(about: str, task: str, state: str = "charged", results: int = 1, charged: int | None = None) -> Json:
    """An accepted create for the request of a generation, at 100 a result."""
    paid = 100 * results if charged is None else charged
    amount = {"amount": str(100 * results), "charged": str(paid if state == "charged" else 0)}
    return {"request": digest(f"Kite {about}"), "task": task, "state": state, "results": results, **amount}


def take(of: str, state: str = "ready", file: str | None = "", *, stuck: bool = False) -> Json:
    sha256 = f"file of {of}" if file == "" else file
    return {"generation_id": of, "state": state, "stuck": stuck, "sha256": sha256 if state == "ready" else None}


def test_what_agrees_is_no_fault() -> None:
    generations = [
        generation("a", task="1"),
        generation("b", "unconfirmed"),
        generation("c", "unconfirmed"),
        generation("d", "failed", failure="Refused."),
        generation("e", "failed", "5"),
        {**generation("f", "failed"), "final_request": ""},
        generation("g", "collecting", "7"),
        generation("h", "unconfirmed", "8"),
        generation("i", task="9"),
    ]
    takes = [
        take("a"),
        take("b", "unconfirmed"),
        take("c", "unconfirmed"),
        *(take(one, "failed") for one in "def"),
        take("g"),
        take("g", "collecting", stuck=True),
        take("h", "unconfirmed"),
        take("i"),
        take("i", "failed"),
    ]
    lines = [
        line("a", "1"),
        line("b", "2"),
        line("e", "5", "released"),
        line("g", "7", results=2),
        line("h", "8", "reserved"),
        line("i", "9", results=2, charged=100),
    ]
    assert faults_found(Books(generations, takes), lines) == []


def test_a_doubt_that_never_arrived_excuses_no_double_charge() -> None:
    books = Books([generation("a", task="1"), generation("b", "unconfirmed")], [take("a"), take("b", "unconfirmed")])
    found = faults_found(books, [line("a", "1"), line("a", "2")])
    assert found[0] == "a was charged twice"
    assert all(fault.startswith("a ") for fault in found)


def test_a_doubt_that_was_charged_twice_is_found() -> None:
    books = Books([generation("a", "unconfirmed")], [take("a", "unconfirmed")])
    assert "a was charged twice" in faults_found(books, [line("a", "1"), line("a", "2")])


def test_what_was_sent_twice_and_failed_there_is_told_apart() -> None:
    books = Books([generation("a", "failed", "1")], [take("a", "failed")])
    lines = [line("a", "1", "released"), line("a", "2", "released")]
    assert "a was accepted twice" in faults_found(books, lines)


def test_what_was_accepted_and_is_over_here_is_found() -> None:
    books = Books([generation("a", "failed", failure="Refused.")], [take("a", "failed")])
    assert faults_found(books, [line("a", "1")]) == ["a was accepted, and does not know it: failed, Refused."]


def test_what_was_never_written_down_is_found() -> None:
    books = Books([generation("a", task="1")], [take("a")])
    found = faults_found(books, [line("a", "1"), line("z", "2")])
    assert found == ["2 was accepted for a request that was never written down"]


def test_results_that_were_mixed_up_are_found() -> None:
    books = Books([generation("a", task="2"), generation("b", task="1")], [take("a"), take("b")])
    found = faults_found(books, [line("a", "1"), line("b", "2")])
    assert "a asks about 2, which is not its own" in found
    assert "b asks about 1, which is not its own" in found


def test_one_of_two_charged_results_that_is_lost_is_found() -> None:
    lost = "1 of 2 results of a were charged, and are not here"
    one = [generation("a", task="1")]
    lines = [line("a", "1", results=2)]
    assert faults_found(Books(one, [take("a"), take("a", "failed")]), lines) == [lost]
    assert faults_found(Books(one, [take("a"), take("a")]), lines) == [lost], "the same file twice is one result"
    assert faults_found(Books(one, [take("a"), take("a", file=None)]), lines) == [lost], "without a file it is not here"
    assert faults_found(Books(one, [take("a"), take("a", file="another")]), lines) == []


def test_what_nobody_works_on_and_nobody_is_told_of_is_found() -> None:
    running = Books([generation("a", "running", "1")], [take("a", "running")])
    assert faults_found(running, [line("a", "1", "reserved")]) == ["a is in limbo: running"]
    left = Books([generation("a", task="1")], [take("a"), take("a", "collecting", stuck=False)])
    assert faults_found(left, [line("a", "1")]) == ["a is in limbo: done"]
    empty = Books([generation("a", "queued")], [])
    assert faults_found(empty, []) == ["a is in limbo: queued"]

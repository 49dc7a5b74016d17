"""The thread that a server keeps for its rows is connected once, not anew for every question."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection
from django.db.backends.signals import connection_created

from storyboard.database import stay_connected

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    """One thread, as a server's own."""
    with ThreadPoolExecutor(1) as pool:
        yield pool
        pool.submit(lambda: connection.close()).result()  # noqa: PLW0108  (the thread's own)
    connection_created.disconnect(dispatch_uid="stay_connected")


def question() -> int:
    """Asks as every hop to the database does; which connection it had."""
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    found = id(connection.connection)
    close_old_connections()
    return found if connection.connection else 0


def test_a_connection_is_kept_in_that_thread_alone(thread: ThreadPoolExecutor) -> None:
    assert thread.submit(question).result() == 0
    thread.submit(stay_connected).result()
    first = thread.submit(question).result()
    assert first
    assert thread.submit(question).result() == first
    with ThreadPoolExecutor(1) as another:
        assert another.submit(question).result() == 0


def test_one_that_broke_is_given_up(thread: ThreadPoolExecutor) -> None:
    def broken() -> None:
        connection.errors_occurred = True
        connection.is_usable = lambda: False  # type: ignore[method-assign]

    thread.submit(stay_connected).result()
    assert thread.submit(question).result()
    thread.submit(broken).result()
    thread.submit(close_old_connections).result()
    assert thread.submit(lambda: connection.connection).result() is None

"""Wake-ups: a worker sleeps until something is due, and is woken when somebody puts work in.

Only a hint: a worker that misses it finds the row when it next looks, within a second.
"""

import asyncio
import logging
import threading
from collections.abc import Callable

from django.conf import settings

logger = logging.getLogger(__name__)
CHANNEL = "storyboard.work"

_sleepers: list[Callable[[], None]] = []
_lock = threading.Lock()


def add_sleeper(wake: Callable[[], None]) -> None:
    """A worker of this process asks to be called; `wake` must be safe to call from any thread."""
    with _lock:
        _sleepers.append(wake)


def remove_sleeper(wake: Callable[[], None]) -> None:
    """The worker stops."""
    with _lock:
        _sleepers.remove(wake)


def wake_workers() -> None:
    """Wakes the workers of this process and, with Redis, of every other."""
    wake_here()
    if settings.REDIS_URL:
        _publish()


def wake_here() -> None:
    """Wakes the workers of this process alone."""
    with _lock:
        sleepers = list(_sleepers)
    for wake in sleepers:
        wake()


async def listen() -> None:
    """Passes wake-ups from other processes on to the workers of this one, for as long as Redis can be had."""
    import redis.asyncio  # noqa: PLC0415  (the embedded profile never loads it)

    while True:
        try:
            async with redis.asyncio.Redis.from_url(settings.REDIS_URL).pubsub() as subscription:
                await subscription.subscribe(CHANNEL)
                async for _message in subscription.listen():
                    wake_here()
        except redis.RedisError as error:
            logger.warning("Wake-ups through Redis have stopped and are tried again in a second: %s", error)
            await asyncio.sleep(1)


def redis_is_away() -> bool:
    """Whether Redis is wanted and does not answer within a second."""
    if not settings.REDIS_URL:
        return False
    import redis  # noqa: PLC0415  (the embedded profile never loads it)

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as connection:
            return not connection.ping()
    except redis.RedisError:
        return True


def _publish() -> None:
    import redis  # noqa: PLC0415  (the embedded profile never loads it)

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as connection:
            connection.publish(CHANNEL, b"work")
    except redis.RedisError as error:
        logger.warning("Redis did not take a wake-up, so workers will find the work a little later: %s", error)

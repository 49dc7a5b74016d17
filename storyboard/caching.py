"""The cache between processes. All that is in it can be worked out again, so that pages do without while Redis is
away."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)


class ForgetfulCache(RedisCache):
    """Django's cache in Redis, which knows nothing and keeps nothing while that does not answer."""

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            return _without(error, default)

    def set(self, key: Any, value: Any, *arguments: Any, **named: Any) -> None:
        try:
            super().set(key, value, *arguments, **named)
        except RedisError as error:
            _without(error, None)

    def add(self, key: Any, value: Any, *arguments: Any, **named: Any) -> bool:
        try:
            return bool(super().add(key, value, *arguments, **named))
        except RedisError as error:
            return bool(_without(error, False))

    def delete(self, key: Any, version: Any = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except RedisError as error:
            return bool(_without(error, False))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """Raises ValueError for a key that is not there, as for any while Redis is away."""
        try:
            return int(super().incr(key, delta, version))
        except RedisError as error:
            raise ValueError(key) from error


def _without(error: RedisError, instead: Any) -> Any:
    logger.warning("Redis does not answer, and the page does without: %s", error)
    return instead

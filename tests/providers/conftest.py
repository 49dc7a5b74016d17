"""A stand-in of a provider."""

from collections.abc import Iterator

import pytest

from tests.providers.stand_in import StandIn, standing_in


@pytest.fixture
def provider() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in

"""The clients of all providers by name. Rooms above ask through this table and know no provider's name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from storyboard.providers.answers import Answer, Given, Submitted
from storyboard.providers.asking import Access
from storyboard.providers.crun import client as crun
from storyboard.providers.highway import client as highway
from storyboard.providers.http import Door
from storyboard.providers.runware import client as runware


class Client(Protocol):
    """What the client of every provider can do; each is a module. A question that fails raises ProviderError."""

    @property
    def PATH(self) -> str:  # noqa: N802  (a constant of the module)
        """Where creates go behind the account's address."""

    @property
    def KNOWS_CREATES(self) -> bool:  # noqa: N802
        """Whether a create is known by the id the client chose: the same bytes sent again are the same order, charged
        once, and it can be asked for by that id."""

    @property
    def RESULT_HOSTS(self) -> tuple[str, ...]:  # noqa: N802
        """Hosts that results may lie on, as `downloading.download` takes them; none: any public one."""

    async def submit(self, door: Door, access: Access, body: bytes, path: str = ...) -> Submitted:
        """Sends one create, once, exactly these bytes. Raises ValueError for bytes that are no request."""

    async def ask(
        self, door: Door, access: Access, tasks: Sequence[str], wanted: Mapping[str, int] | None = None
    ) -> dict[str, Answer]:
        """Where tasks stand; one whose question failed is left out. `wanted`: how many results a task is to have."""

    async def give(self, door: Door, access: Access, content: bytes, media_type: str) -> Given:
        """Gives the provider a file."""

    async def estimate(self, door: Door, access: Access, body: bytes, path: str = ...) -> Decimal | None:
        """What a create would cost in the provider's unit; None where it does not tell."""

    async def balance(self, door: Door, access: Access) -> Decimal | None:
        """What the account holds in the provider's unit; None where it does not tell."""

    def task_of_hook(self, body: bytes) -> str | None:
        """The provider's task to look at after a webhook; nothing else in it is believed."""


CLIENTS: Mapping[str, Client] = {"runware": runware, "highway": highway, "crun": crun}

"""What an order of a board as it is now would be: the exact request, its price, what stands in its way, whom to ask."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.providers.element_ids import element_id_at
from storyboard.providers.portability import resolution_of
from storyboard.providers.prices import Price, price_of
from storyboard.providers.problems import Problem, blocks, problems_of
from storyboard.providers.requests import Request, compile_request, creates_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import provider_sheet
from storyboard.providers.spec import Spec, from_json
from storyboard.studio.accounts import usable_accounts
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation, KeptElement
from storyboard.takes.quotes import quoted
from storyboard.takes.speaking import is_rehearsal, model_of
from storyboard.takes.worth import worth


@dataclass(frozen=True)
class Offer:
    """An order before it is placed. `model` may be a rehearsal's; `accounts` are those that could be asked.

    `worth` is the price in the workspace's currency, None where there is no price or no rate for its unit.
    """

    model: str
    sheet: Sheet
    spec: Spec
    request: Request
    price: Price | None
    worth: Decimal | None
    problems: list[Problem]
    account: ProviderAccount | None
    accounts: list[ProviderAccount]

    @property
    def rehearsal(self) -> bool:
        return is_rehearsal(self.model)

    @property
    def creates(self) -> int:
        """How many times the request is sent, and paid for."""
        return creates_of(self.spec, self.sheet)

    @property
    def resolution(self) -> str:
        return resolution_of(self.spec, self.sheet)

    @property
    def may_be_estimated(self) -> bool:
        """Whether its provider can be asked what it would cost."""
        return self.account is not None and self.account.kind.estimates and not self.blocked

    @property
    def blocked(self) -> bool:
        """Whether a problem refuses it."""
        return blocks(self.problems)

    @property
    def lacks_account(self) -> bool:
        """Whether there is nobody to send it to."""
        return self.account is None and not self.rehearsal


def offer_for(project: Project, model: str, account_id: str = "", results: int | None = None) -> Offer:
    """The offer of a board for a model, its pinned assets and workspace loaded with it. Raises UnknownModel."""
    sheet = provider_sheet(model_of(model))
    spec = compile_spec(project, live_shots(project))
    spec = replace(spec, results=results) if results else spec
    accounts = [] if is_rehearsal(model) else usable_accounts(project.workspace_id, sheet.kind)
    account = next((one for one in accounts if one.pk == account_id), accounts[0] if accounts else None)
    request = compile_request(spec, sheet.model, _kept(spec, account), account.pk if account else "")
    return _priced(model, spec, request, account, accounts, project.workspace.currency)


def offer_again(generation: Generation) -> Offer:
    """The offer of what a generation was, at today's price: the very same request, but for elements, which are named as
    the provider knows them now. Its project's workspace must be loaded with it. Raises UnknownModel."""
    spec, account = replace(from_json(generation.spec), results=generation.wanted), generation.account
    body, model = generation.request.encode(), model_of(generation.model)
    anew = compile_request(spec, model, _kept(spec, account), account.pk if account else "")
    request = anew if spec.elements else replace(anew, body=body, sha256=hashlib.sha256(body).hexdigest())
    currency = generation.project.workspace.currency
    return _priced(generation.model, spec, request, account, [account] if account else [], currency)


def _priced(
    model: str,
    spec: Spec,
    request: Request,
    account: ProviderAccount | None,
    accounts: list[ProviderAccount],
    currency: str,
) -> Offer:
    sheet = provider_sheet(model_of(model))
    price = quoted(account, request, spec, sheet) or price_of(sheet, spec) or _price_at(account, spec, currency)
    value = _worth(price, account, currency)
    return Offer(model, sheet, spec, request, price, value, problems_of(spec, sheet), account, accounts)


def _price_at(account: ProviderAccount | None, spec: Spec, currency: str) -> Price | None:
    """What the account's owner says of a provider that publishes no prices."""
    if account is None or account.price_per_second is None or account.kind.publishes_prices:
        return None
    amount = account.price_per_second * spec.seconds * spec.results
    return Price(amount, currency, account.edited_at.date(), account.name)


def _worth(price: Price | None, account: ProviderAccount | None, currency: str) -> Decimal | None:
    if price is None or account is None:
        return None
    return worth(price.amount, price.unit, account.kind.unit, account.rate, currency)


def _kept(spec: Spec, account: ProviderAccount | None) -> Mapping[str, str]:
    """Elements that the account's provider keeps already, in the revisions of the spec."""
    if account is None or not spec.elements:
        return {}
    ids = [element.id for element in spec.elements]
    known = KeptElement.objects.filter(account=account, element__in=ids).values_list("element_id", "revision")
    wanted = {(element.id, element.revision) for element in spec.elements}
    return {one: element_id_at(account.pk, one, revision) for one, revision in known if (one, revision) in wanted}

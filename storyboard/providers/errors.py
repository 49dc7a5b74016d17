"""What goes wrong at providers: the classes of their codes, and the errors of a question that was not answered.

ProviderError               `reason`, the provider's own `code` and words, and `retry_after` in seconds where it said so
├── AskAgain                the same question may be asked again later; nothing is known of the task meanwhile
│   ├── NotConnected        nothing was sent
│   ├── NoAnswer            the answer was lost, cut, too long, or is none that can be read
│   ├── Busy                too many requests, a full queue, maintenance
│   └── InTrouble           the provider's own failure
└── AskNoMore               asking again is no use until a person has changed something
    ├── AddressDenied       the address may not be asked, or sends elsewhere
    ├── KeyDenied           the key is wrong, disabled, or may not do this
    ├── CreditGone          there is no balance
    ├── Declined            the question itself was refused
    └── NotOffered          this provider has no such thing

None of them holds a key: words of a provider pass `answers.clean` first.
"""

import enum
from collections.abc import Mapping


class Reason(enum.StrEnum):
    """The class of a refusal or a failure, the same for every provider."""

    CREDIT = "credit"
    BUSY = "busy"
    CONTENT = "content"
    KEY = "key"
    TIMEOUT = "timeout"
    NOT_FOUND = "not_found"
    TROUBLE = "trouble"
    GENERATION = "generation"
    REQUEST = "request"
    DISABLED = "disabled"
    ADDRESS = "address"
    UNREACHED = "unreached"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


class ProviderError(Exception):
    """A question that was not answered. The text is a clause; a sentence is made where it is shown."""

    def __init__(self, reason: Reason, message: str, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reason, self.message, self.code, self.retry_after = reason, message, code, retry_after


class AskAgain(ProviderError):
    """The same question may be asked again later."""


class NotConnected(AskAgain):
    """Nothing was sent."""


class NoAnswer(AskAgain):
    """There was no answer that can be read."""


class Busy(AskAgain):
    """The provider asks to wait."""


class InTrouble(AskAgain):
    """The provider failed."""


class AskNoMore(ProviderError):
    """Asking again is no use as things are."""


class AddressDenied(AskNoMore):
    """The address may not be asked, or sends elsewhere."""


class KeyDenied(AskNoMore):
    """The key was not accepted."""


class CreditGone(AskNoMore):
    """The account has no balance."""


class Declined(AskNoMore):
    """The question was refused."""


class NotOffered(AskNoMore):
    """This provider has no such thing."""


ERRORS: Mapping[Reason, type[ProviderError]] = {
    Reason.CREDIT: CreditGone,
    Reason.BUSY: Busy,
    Reason.KEY: KeyDenied,
    Reason.TIMEOUT: InTrouble,
    Reason.TROUBLE: InTrouble,
    Reason.ADDRESS: AddressDenied,
    Reason.UNREACHED: NotConnected,
    Reason.UNREADABLE: NoAnswer,
}


def error_for(reason: Reason, message: str, code: str = "", retry_after: float | None = None) -> ProviderError:
    """The error of a reason; whatever has none of its own is Declined."""
    return ERRORS.get(reason, Declined)(reason, message, code, retry_after)


# What an HTTP status says where the body says nothing. Source: RFC 9110; 503 and 504 as Runware's pages explain them
# (temporary capacity, longest wait in the queue).
STATUSES: Mapping[int, Reason] = {
    401: Reason.KEY,
    402: Reason.CREDIT,
    403: Reason.KEY,
    404: Reason.NOT_FOUND,
    408: Reason.TIMEOUT,
    429: Reason.BUSY,
    503: Reason.BUSY,
    504: Reason.BUSY,
}

# A create answered like this may have been taken all the same. 303 sends on after the work was done (RFC 9110
# §15.4.4), 408 and 409 are used by proxies and for what is there already, 499 is a proxy's word for a client gone.
DOUBTFUL = frozenset({303, 408, 409, 425, 499})


def reason_of_status(status: int) -> Reason:
    """The class of an HTTP status that is no success."""
    if status in STATUSES:
        return STATUSES[status]
    if 300 <= status < 400:
        return Reason.ADDRESS
    return Reason.TROUBLE if status >= 500 else Reason.REQUEST if status >= 400 else Reason.UNREADABLE


def was_not_taken(status: int) -> bool:
    """Whether a create answered with that status was surely not taken: redirects and refusals, and no 5xx."""
    return 300 <= status < 500 and status not in DOUBTFUL

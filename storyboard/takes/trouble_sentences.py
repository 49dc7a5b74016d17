"""What stands in the way of orders, in sentences: what happened, what was kept, what to do next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from storyboard.studio.models import ProviderAccount
from storyboard.takes.expecting import about
from storyboard.work.models import Trouble, Worker

TITLES = {
    "provider": gettext_lazy("A provider does not answer"),
    "key": gettext_lazy("An account is paused"),
    "disk": gettext_lazy("Hardly any room on the disk"),
    "database": gettext_lazy("A locked database"),
    "redis": gettext_lazy("Redis does not answer"),
    "storage": gettext_lazy("The object storage does not answer"),
    "clock": gettext_lazy("The clock jumped"),
    "killed": gettext_lazy("A worker is gone"),
    "workers": gettext_lazy("Several workers"),
    "deploy": gettext_lazy("Started anew"),
}


def provider_silent(account: ProviderAccount, orders: int) -> str:
    """Nothing was heard of a provider for a while."""
    sentence = ngettext(
        "Nothing was heard through “%(name)s” since %(since)s. Its order is kept: once sent, it is asked about until "
        "an answer comes, and until then it goes out as soon as the provider is back. Nothing is sent twice.",
        "Nothing was heard through “%(name)s” since %(since)s. Its %(orders)s orders are kept: those sent are asked "
        "about until an answer comes, the others go out as soon as the provider is back. Nothing is sent twice.",
        orders,
    )
    return sentence % {"name": account.name, "since": _time(account.failing_since), "orders": orders}


def account_paused(account: ProviderAccount) -> str:
    """An account takes no orders."""
    words = {"name": account.name, "since": _time(account.paused_at), "reason": account.pause_reason}
    if account.pause_reason:
        sentence = _(
            "“%(name)s” takes no orders since %(since)s: “%(reason)s” Those placed before wait in its line or go on "
            "where they are under way; an owner resumes it."
        )
    else:
        sentence = _(
            "“%(name)s” takes no orders since %(since)s. Those placed before wait in its line or go on where they are "
            "under way; an owner resumes it."
        )
    return sentence % words


def disk_short(free: int) -> str:
    """There is hardly any room."""
    return _(
        "The server’s disk has only %(free)s left. What is here is kept, and a paid video that finds no room is "
        "fetched again every minute until it does. Free some space."
    ) % {"free": filesizeformat(free)}


def database_locked() -> str:
    """Nobody can write."""
    return _(
        "Another program keeps the database locked. Pages can be read, and nothing is written until it lets go; what "
        "workers have in hand is kept until then. Find the program that has the database open, such as a backup."
    )


def storage_away() -> str:
    """Media cannot be kept, nor had where this machine has no copy."""
    return _(
        "The object storage does not answer. What this server has a copy of is shown; a paid video waits here and is "
        "stored as soon as it can be, uploads are refused until then. See to its address and key."
    )


def redis_away() -> str:
    """There is nothing between the processes."""
    return _(
        "Redis does not answer. Orders are kept, sent and asked about all the same; when it is back, open pages are "
        "told of changes again, and videos drawn and checked. Start it."
    )


def no_worker(orders: int, last: Worker | None) -> str:
    """Nobody works the queue; `last` is the worker that was seen last, where one has left its row."""
    if last is None:
        sentence = ngettext(
            "No worker is running, and %(orders)s order waits. It is kept, and goes on as soon as “manage.py up” or "
            "“manage.py worker” is started.",
            "No worker is running, and %(orders)s orders wait. They are kept, and go on as soon as “manage.py up” or "
            "“manage.py worker” is started.",
            orders,
        )
        return sentence % {"orders": orders}
    sentence = ngettext(
        "The worker stopped without a word and was seen last at %(since)s; %(orders)s order waits. It is kept, and "
        "goes on as soon as “manage.py up” or “manage.py worker” is started.",
        "The worker stopped without a word and was seen last at %(since)s; %(orders)s orders wait. They are kept, and "
        "go on as soon as “manage.py up” or “manage.py worker” is started.",
        orders,
    )
    return sentence % {"since": _time(last.seen_at), "orders": orders}


def worker_killed(worker: Worker, orders: int) -> str:
    """One of several workers ended without signing off."""
    sentence = ngettext(
        "Process %(pid)s on %(host)s stopped without a word and was seen last at %(since)s. The %(orders)s order that "
        "it had begun is taken over by another within half a minute. Nothing is sent twice.",
        "Process %(pid)s on %(host)s stopped without a word and was seen last at %(since)s. The %(orders)s orders that "
        "it had begun are taken over by another within half a minute. Nothing is sent twice.",
        orders,
    )
    return sentence % {"pid": worker.pid, "host": worker.host, "since": _time(worker.seen_at), "orders": orders}


def taken_over(orders: int) -> str:
    """Workers were started anew while orders were open."""
    sentence = ngettext(
        "The server was started anew while %(orders)s order was under way. It went on where it stood; there is nothing "
        "to do.",
        "The server was started anew while %(orders)s orders were under way. They went on where they stood; there is "
        "nothing to do.",
        orders,
    )
    return sentence % {"orders": orders}


def several_workers(count: int, named: Sequence[tuple[Worker, int]]) -> str:
    """More than one worker is alive; of the first few, how many orders each has begun."""
    words = [_one_worker(worker, orders) for worker, orders in named]
    return _("%(count)s workers share the work: %(workers)s. No order is worked on by two at a time.") % {
        "count": count,
        "workers": get_text_list(words, _("and")) if count == len(words) else ", ".join([*words, "…"]),
    }


def _one_worker(worker: Worker, orders: int) -> str:
    sentence = ngettext(
        "process %(pid)s on %(host)s has begun %(orders)s open order",
        "process %(pid)s on %(host)s has begun %(orders)s open orders",
        orders,
    )
    return sentence % {"pid": worker.pid, "host": worker.host, "orders": orders}


def _database_waited(worker: Worker) -> str:
    return _(
        "The database kept process %(pid)s on %(host)s waiting for %(span)s, until %(at)s. What it had in hand was "
        "written afterwards; there is nothing to do."
    ) % _noticed(worker)


def _clock_jumped(worker: Worker) -> str:
    if worker.trouble_seconds < 0:
        sentence = _(
            "The clock of %(host)s was set back by %(span)s, to %(at)s. What waited for a time was brought back with "
            "it: nothing waits longer, and nothing is sent twice."
        )
    else:
        sentence = _(
            "The clock of %(host)s went forward by %(span)s, to %(at)s, or the machine slept. What was being worked on "
            "stayed with its worker: nothing is sent twice."
        )
    return sentence % _noticed(worker)


def _noticed(worker: Worker) -> dict[str, object]:
    span = about(abs(worker.trouble_seconds))
    return {"pid": worker.pid, "host": worker.host, "span": span, "at": _time(worker.troubled_at)}


NOTICED: Mapping[Trouble, Callable[[Worker], str]] = {
    Trouble.DATABASE: _database_waited,
    Trouble.CLOCK: _clock_jumped,
}


def _time(at: datetime | None) -> str:
    """The time of day as the server has it, with the day where that is another one; now for none."""
    local = timezone.localtime(at)
    style = "H:i" if local.date() == timezone.localdate() else "j N, H:i"
    return _("%(time)s UTC") % {"time": date_format(local, style)}

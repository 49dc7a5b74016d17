"""Provider accounts, for owners: parse, call one function, render."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.studio import account_editing
from storyboard.studio.access import membership_for, owned_membership, touch
from storyboard.studio.account_editing import Details, Refused
from storyboard.studio.account_page import Tested, kinds_offered, lines_for, row_of, rows_for, tested
from storyboard.studio.accounts import account_for
from storyboard.studio.auditing import OF_ACCOUNTS
from storyboard.studio.currencies import CURRENCIES
from storyboard.studio.forms import CurrencyForm, DetailsForm, KeyForm, NewAccountForm, PauseForm
from storyboard.studio.models import Membership, ProviderAccount
from storyboard.studio.roles import Right
from storyboard.studio.sealing import Unreadable
from storyboard.studio.sentences import refusal_sentence

KEY = "key"


@login_required
@never_cache
@require_safe
def accounts(request: PersonRequest) -> HttpResponse:
    """The accounts of one workspace: `?w=`, else the owner's one used last."""
    membership = owned_membership(request.user, request.GET.get("w", ""))
    touch(membership)
    context = {
        "membership": membership,
        "rows": rows_for(membership),
        "lines": lines_for(membership, OF_ACCOUNTS),
        "currencies": CURRENCIES,
    }
    return render(request, "studio/accounts.html", context)


@sensitive_post_parameters(KEY)
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: PersonRequest) -> HttpResponse:
    """The form for an account, and the account made of it."""
    if request.method != "POST":
        return _new(request, owned_membership(request.user, request.GET.get("w", "")), NewAccountForm())
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.ACCOUNTS)
    form = NewAccountForm(request.POST)
    if not form.is_valid():
        return _new(request, membership, form)
    try:
        account = account_editing.add_account(membership.workspace, request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error("name", refusal_sentence(refused))
        return _new(request, membership, form)
    messages.success(request, _("%(name)s is added, its key kept encrypted.") % {"name": account.name})
    return redirect("account", account.pk)


def _new(request: PersonRequest, membership: Membership, form: NewAccountForm) -> HttpResponse:
    context = {"membership": membership, "form": form, "kinds": kinds_offered().values()}
    return render(request, "studio/new_account.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: PersonRequest, account_id: str) -> HttpResponse:
    """One account, and what an owner writes about it."""
    found = account_for(request.user, account_id)
    if request.method != "POST":
        return _page(request, found)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, details=form)
    try:
        account_editing.change_details(found, request.user, Details(**form.cleaned_data))
    except Refused as refused:
        form.add_error("name", refusal_sentence(refused))
        return _page(request, found, details=form)
    return _done(request, found, _("Saved."))


@sensitive_post_parameters(KEY)
@login_required
@require_POST
def change_key(request: PersonRequest, account_id: str) -> HttpResponse:
    """Another key, and the address it goes to."""
    found = account_for(request.user, account_id)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, key=form)
    try:
        account_editing.change_key(found, request.user, form.cleaned_data["key"], form.cleaned_data["url"])
    except Refused as refused:
        form.add_error("key", refusal_sentence(refused))
        return _page(request, found, key=form)
    return _done(request, found, _("The new key is kept encrypted; the old one is gone."))


@login_required
@require_POST
def pause_account(request: PersonRequest, account_id: str) -> HttpResponse:
    """Keeps new orders off an account."""
    found = account_for(request.user, account_id)
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, pause=form)
    account_editing.pause(found, request.user, form.cleaned_data["reason"])
    return _done(request, found, _("Paused: it takes no new orders until it is resumed."))


@login_required
@require_POST
def resume_account(request: PersonRequest, account_id: str) -> HttpResponse:
    """Lets an account take orders again."""
    found = account_for(request.user, account_id)
    account_editing.resume(found, request.user)
    return _done(request, found, _("Resumed: it takes orders again."))


@login_required
@require_POST
def test_key(request: PersonRequest, account_id: str) -> HttpResponse:
    """Shows the key to its provider in a call that orders nothing, and says what came of it."""
    found = account_for(request.user, account_id)
    try:
        shown = tested(found)
    except Unreadable:
        shown = Tested(_("The key cannot be read any more. Type it again."), "bad")
    if request.htmx:
        return render(request, "studio/account.html#tested", {"tested": shown})
    return _page(request, found, status=200, tested=shown)


@login_required
@require_POST
def delete_account(request: PersonRequest, account_id: str) -> HttpResponse:
    """Removes an account that was never used."""
    found = account_for(request.user, account_id)
    try:
        account_editing.delete_account(found, request.user)
    except Refused as refused:
        return _page(request, found, kept=refusal_sentence(refused))
    messages.success(request, _("%(name)s is deleted, and its key with it.") % {"name": found.name})
    return redirect(f"{reverse('accounts')}?w={found.workspace_id}")


@login_required
@require_POST
def change_currency(request: PersonRequest) -> HttpResponse:
    """The currency that rates, prices and budgets of a workspace are in."""
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.ACCOUNTS)
    form = CurrencyForm(request.POST)
    if form.is_valid():
        account_editing.change_currency(membership.workspace, request.user, form.cleaned_data["currency"])
        messages.success(request, _("Money is now in %(currency)s.") % form.cleaned_data)
    else:
        messages.warning(request, _("That is not a currency of the list; nothing was changed."))
    return redirect(f"{reverse('accounts')}?w={membership.workspace_id}")


def _page(request: PersonRequest, found: ProviderAccount, status: int = 0, **more: Any) -> HttpResponse:
    """The page of an account; with a form that was refused, or another trouble, as 422."""
    context = {"row": row_of(found), "account": found, **more}
    return render(request, "studio/account.html", context, status=status or (422 if more else 200))


def _done(request: PersonRequest, found: ProviderAccount, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("account", found.pk)

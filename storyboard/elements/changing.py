"""Changes of one element, as its page asks for them: parse, call one function, render."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from storyboard.assets.library import library_page
from storyboard.assets.searching import Wanted
from storyboard.elements import editing, revising
from storyboard.elements.access import element_for
from storyboard.elements.detail import Detail, detail_of
from storyboard.elements.errors import Conflict, Refused
from storyboard.elements.library import card_of
from storyboard.elements.models import Element, MediaRole
from storyboard.elements.revising import KIND_OF
from storyboard.elements.sentences import conflict_sentence
from storyboard.elements.views import CHANGED, say
from storyboard.http import PersonRequest, login_required
from storyboard.studio.models import Person
from storyboard.studio.roles import Right


def _fragment(request: PersonRequest, partial: str, element_id: str, **more: Any) -> HttpResponse:
    """A part of the page as it is now, and the card of the element beside it."""
    element = element_for(request.user, element_id, Right.LIBRARY)
    context = {"detail": detail_of(element), "cards": [card_of(element)], "can_keep": True, "again": True, **more}
    response = render(request, f"elements/detail.html#{partial}", context)
    response["HX-Trigger"] = CHANGED
    return response


@login_required
@require_POST
def write(request: PersonRequest, element_id: str) -> HttpResponse:
    """Writes one text, or the kind; answers with a sentence for the field, or with both values and 409."""
    element_for(request.user, element_id, Right.LIBRARY)
    field = request.POST.get("field", "")
    try:
        written = editing.write(
            element_id, request.user, field, request.POST.get("value", ""), _seen(request.POST.get("seen", ""))
        )
    except Refused as refused:
        return say(request, refused)
    except Conflict as conflict:
        context = {"conflict": conflict, "sentence": conflict_sentence(conflict.by)}
        return render(request, "elements/detail.html#conflict", context, status=409)
    return _fragment(request, "written", element_id, field=field, seen=written.version)


def _seen(text: str) -> int | None:
    """The version that the page showed; None where it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


@login_required
@require_POST
def tags(request: PersonRequest, element_id: str) -> HttpResponse:
    """Adds tags, or removes one."""
    element_for(request.user, element_id, Right.LIBRARY)
    try:
        if "remove" in request.POST:
            editing.remove_tag(element_id, request.user, request.POST["remove"].replace("\x00", ""))
        else:
            editing.add_tags(element_id, request.user, request.POST.get("add", ""))
    except Refused as refused:
        return say(request, refused, "#said-tags")
    return _fragment(request, "tags_written", element_id)


@login_required
@require_POST
def state(request: PersonRequest, element_id: str) -> HttpResponse:
    """Approves, takes the approval back, archives or restores."""
    element_for(request.user, element_id, Right.LIBRARY)
    try:
        _state_change(request.POST.get("state", ""))(element_id, request.user)
    except Refused as refused:
        return say(request, refused, "#said-state")
    return _fragment(request, "changed", element_id)


def _state_change(name: str) -> Callable[[str, Person], Element]:
    changes: dict[str, Callable[[str, Person], Element]] = {
        "approve": lambda element_id, person: editing.approve(element_id, person, approved=True),
        "draft": lambda element_id, person: editing.approve(element_id, person, approved=False),
        "archive": editing.archive,
        "restore": editing.restore,
    }
    if name not in changes:
        raise Refused("no_such_choice")
    return changes[name]


@login_required
@require_safe
def assets(request: PersonRequest, element_id: str) -> HttpResponse:
    """The files of the workspace that fit one place of an element."""
    element = element_for(request.user, element_id, Right.LIBRARY)
    role = request.GET.get("role", "")
    if role not in MediaRole.values:
        role = MediaRole.FRONTAL.value
    context = {
        "element": element,
        "role": role,
        "position": _place(request.GET.get("position", "")),
        "page": library_page(element.workspace_id, Wanted(KIND_OF[role])),
        "again": request.get_full_path(),
    }
    return render(request, "elements/picker.html", context)


@login_required
@require_POST
def media(request: PersonRequest, element_id: str) -> HttpResponse:
    """Changes the media. Where boards use the element, the effect is shown first and the same form asks again."""
    element = element_for(request.user, element_id, Right.LIBRARY)
    try:
        apply = _media_change(request.POST)
        before = detail_of(element)
        if _asks_first(request.POST, before):
            context = {"detail": before, "form": request.POST}
            response = render(request, "elements/picker.html#effect", context)
            response["HX-Retarget"], response["HX-Reswap"] = "#picker", "innerHTML"
            return response
        apply(element_id, request.user)
    except Refused as refused:
        return say(request, refused, "#said-media")
    response = _fragment(request, "changed", element_id)
    response["HX-Retarget"], response["HX-Reswap"] = "#detail", "innerHTML"
    return response


def _asks_first(form: QueryDict, before: Detail) -> bool:
    """The first file and another order of the extra images ask nothing; what is used already is not changed unasked."""
    reorders = form.get("action") == "move" and _place(form.get("to", "")) > 0
    return before.uses.any and before.element.revision > 0 and not reorders and "confirmed" not in form


def _media_change(form: QueryDict) -> Callable[[str, Person], Element]:
    action, role, position = form.get("action", ""), form.get("role", ""), _place(form.get("position", ""))
    if action == "source":
        return lambda element_id, person: revising.choose_source(element_id, person, form.get("source", ""))
    arrange = {
        "put": lambda: revising.put(role, form.get("asset", ""), position),
        "remove": lambda: revising.remove(role, position or 1),
        "move": lambda: revising.move(position, _place(form.get("to", ""))),
    }.get(action)
    if arrange is None:
        raise Refused("no_such_choice")
    arranged = arrange()
    return lambda element_id, person: revising.rearrange(element_id, person, arranged)


def _place(text: str) -> int:
    """A place counted from 1; 0 where none is named."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0

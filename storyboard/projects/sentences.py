"""Codes turned into sentences for people, at the edge where they are shown."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.projects.element_sentences import ELEMENT_PROBLEMS, OF_FIELDS
from storyboard.projects.order_sentences import FIXES, ORDER_PROBLEMS
from storyboard.projects.timeline import Refused
from storyboard.providers.problems import Fix, Problem, Rule, Severity
from storyboard.providers.sheet import Sheet

REFUSALS = {
    "last_shot": gettext_lazy("A board has at least one shot. Add another before you delete this one."),
    "too_many_shots": gettext_lazy("A board has at most %(limit)s shots. Delete one or write its text into another."),
    "shot_too_short": gettext_lazy("A shot lasts at least %(limit)s whole second."),
    "total_out_of_range": gettext_lazy(
        "A board lasts %(least)s to %(most)s seconds in all; this would make %(found)s."
    ),
    "no_such_shot": gettext_lazy("That shot is not on the board any more; somebody may have deleted it."),
    "no_second_to_give": gettext_lazy(
        "No shot has a second to give, and the board is at its longest of %(most)s seconds. "
        "Unlock or delete a shot first."
    ),
    "too_short_to_split": gettext_lazy("A shot of one second cannot be split: each part needs a whole second."),
    "no_cut_there": gettext_lazy("The cut lies outside this shot of %(seconds)s seconds."),
    "nothing_to_merge": gettext_lazy("There is no shot after this one to merge it with."),
    "nothing_to_undo": gettext_lazy("You have done nothing here that could be taken back."),
    "nothing_to_redo": gettext_lazy("There is nothing to do again."),
    "no_such_revision": gettext_lazy("That version of the board is not there."),
    "changed_since": gettext_lazy(
        "Somebody changed the same place since. To take your step back would lose their work; nothing was changed."
    ),
    "seconds_changed_since": gettext_lazy(
        "The seconds of the board were changed since, so that this step cannot be taken back; nothing was changed."
    ),
    "locked_since": gettext_lazy(
        "The seconds of a shot that this step changed were locked since. Unlock them first; nothing was changed."
    ),
    "set_since": gettext_lazy(
        "This shot was set to %(found)s s meanwhile, so that the seconds you typed were not given to it. "
        "Type them again if they are still wanted."
    ),
    "no_edge": gettext_lazy("The last shot has no edge to move; change the board’s length instead."),
    "locked": gettext_lazy("The seconds of this shot are locked. Unlock it to change them."),
    "no_second_to_exchange": gettext_lazy(
        "The other shots have no more seconds to give or take, so this one can last at most %(most)s. "
        "Change the board’s length, or unlock a shot."
    ),
    "shots_need_a_second": gettext_lazy(
        "Every shot needs a second of its own: with these shots the board lasts at least %(least)s."
    ),
    "not_whole": gettext_lazy("Seconds are whole numbers, such as 3. Nothing was changed."),
    "no_such_field": gettext_lazy("That field cannot be written."),
    "no_such_choice": gettext_lazy("That is not one of the choices."),
    "no_such_operation": gettext_lazy("This page is out of date. Reload it."),
    "too_many_elements": gettext_lazy("A board has at most %(limit)s elements. Take one off it first."),
    "no_such_element": gettext_lazy("That element is not in this workspace’s library, or it is in the archive."),
    "element_not_on_board": gettext_lazy("That element is not on the board any more; somebody may have removed it."),
    "no_such_picture": gettext_lazy("That picture is not in this workspace’s library."),
    "no_such_clip": gettext_lazy("That clip is not in this workspace’s library."),
    "no_shot_chosen": gettext_lazy("Choose at least one shot first."),
    "every_shot": gettext_lazy("A board has at least one shot, so that not all of them can be deleted."),
    "all_locked": gettext_lazy("The seconds of these shots are locked. Unlock them to change them."),
    "nothing_to_paste": gettext_lazy("There is no shot in what was pasted. Write one on each line."),
    "paste_not_read": gettext_lazy("What was pasted could not be read as shots. Copy them once more."),
    "paste_is_request": gettext_lazy(
        "This is JSON, not a list of shots. Paste a request, on the page of projects, makes a board of it."
    ),
    "paste_too_long": gettext_lazy("At most %(limit)s characters can be pasted at once. Nothing was pasted."),
    "pasted_text_too_long": gettext_lazy(
        "A text of pasted shot %(number)s has %(found)s characters; at most %(limit)s can be kept. Nothing was pasted."
    ),
    "no_such_crop": gettext_lazy("That part lies outside the picture. Choose another."),
    "archived": gettext_lazy(
        "This project is in the archive. Nothing was changed; restore it on the page of projects to go on."
    ),
    "too_many_tags": gettext_lazy("A project has at most %(limit)s tags. Those it had were kept."),
    "title_empty": gettext_lazy("A project needs a title. The old one was kept."),
    "text_too_long": gettext_lazy(
        "This text has %(found)s characters; at most %(limit)s can be kept. "
        "The last saved version stands until it is shorter."
    ),
}
PROBLEMS = {**ORDER_PROBLEMS, **ELEMENT_PROBLEMS, **OF_FIELDS}


def refusal_sentence(refused: Refused) -> str:
    """Why an operation was refused, and what to do."""
    return str(REFUSALS[refused.code]) % refused.values


def problem_sentence(problem: Problem, sheet: Sheet) -> str:
    """What stands in the way of an order, and what to do."""
    number = problem.path.partition("[")[2].partition("]")[0]
    over = (problem.found or 0) - (problem.limit or 0)
    field = problem.path.rpartition(".")[2]
    sentence = PROBLEMS.get(f"{problem.code} {field}", PROBLEMS[problem.code])
    found = {"number": number, "found": problem.found, "limit": problem.limit, "over": over}
    values = {**found, "name": problem.name, "model": sheet.name}
    return str(sentence) % values


def doubt_sentences(sheet: Sheet) -> list[str]:
    """What nobody documents about a model: what is taken instead."""
    return [_(doubt) for doubt in sheet.doubts]


def weight_sentence(problem: Problem, sheet: Sheet) -> str:
    """Whether it stops an order, and whose rule it is."""
    if problem.severity is Severity.BLOCKS:
        told = _("Stops the order: %(provider)s’s rule"), _("Stops the order: our caution")
    else:
        told = _("A warning: %(provider)s’s rule"), _("A warning: our caution")
    provider = sheet.provider or sheet.name
    return told[0] % {"provider": provider} if problem.rule is Rule.PROVIDER else told[1]


def fix_label(fix: Fix) -> str:
    """What a fix does, for its button."""
    return str(FIXES[fix.code]) % {"number": fix.number}


def conflict_sentence(by: str) -> str:
    """Who else wrote the same field."""
    if not by:
        return _("This text was changed elsewhere while you wrote. Both versions are here; choose one.")
    return _("%(name)s changed this text while you wrote. Both versions are here; choose one.") % {"name": by}

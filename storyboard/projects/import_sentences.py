"""What is told of an import, as sentences: what the request says, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from storyboard.assets.models import AssetKind
from storyboard.projects.pasted import NotImported, Told

TOLD = {
    "not_understood": gettext_lazy("This field is not understood and was left out."),
    "size_not_made": gettext_lazy("The model makes no such size; the board has the nearest shape, %(ratio)s."),
    "characters_dropped": gettext_lazy(
        "This text held characters that cannot be kept, such as half of an emoji; they were dropped and the rest kept."
    ),
    "double": gettext_lazy("This key stands twice in one object; the last one counts."),
    "rest": gettext_lazy("More JSON stands after the request and was left out. Import it by itself."),
    "too_many_requests": gettext_lazy(
        "At most %(limit)s requests are taken at a time; %(over)s more were left out. Import them by themselves."
    ),
    "more": gettext_lazy("%(count)s more such remarks were left out."),
    "shot_left_out": gettext_lazy("A board has at most %(limit)s shots; this one was left out."),
    "shot_seconds_missing": gettext_lazy("No whole seconds were told; the shot was given %(seconds)s."),
    "shot_seconds_changed": gettext_lazy("A board cannot hold this; the shot was given %(seconds)s s."),
    "seconds_differ": gettext_lazy("The shots last %(seconds)s s together; so does the board."),
    "seconds_missing": gettext_lazy("No whole seconds were told; the board was given %(seconds)s."),
    "seconds_out_of_range": gettext_lazy(
        "A board lasts %(least)s to %(most)s whole seconds; it was given %(seconds)s."
    ),
    "results_changed": gettext_lazy("A board cannot ask for so many results; it asks for %(results)s."),
    "model_unknown": gettext_lazy("The request names no model that is known here. Choose one on the board."),
    "prompt_beside_shots": gettext_lazy(
        "The board keeps the whole prompt, and does not send it beside custom shots, which have their own."
    ),
    "delivery_out_of_range": gettext_lazy("A board cannot hold this wish; it was left out."),
    "text_cut": gettext_lazy("The text is longer than a board holds; this was cut off its end."),
    "media_unknown": gettext_lazy(
        "This %(kind)s is no file that is known here and no address that can be fetched, so its place is empty. Choose "
        "a file for it."
    ),
    "media_broken": gettext_lazy("What stands here for a %(kind)s is no file, so its place is empty. Choose one."),
    "media_of_another_kind": gettext_lazy("This is no %(kind)s, so its place is empty. Choose a file for it."),
    "media_unusable": gettext_lazy("The file in the request was not taken: %(reason)s"),
    "part_unknown": gettext_lazy("The picture has no such part; all of it is used."),
    "part_of_element": gettext_lazy("An element shows whole pictures; all of it is used."),
    "part_of_motion": gettext_lazy("Motion control takes whole pictures; all of it is used."),
    "element_unknown": gettext_lazy(
        "Only its provider knows this element. One of its name was made without media; give it some in the library."
    ),
    "element_bare": gettext_lazy(
        "Neither the request nor the library has a picture or clip of this element, which stops every order. Give it "
        "some in the library, or take it off the board."
    ),
    "element_left_out": gettext_lazy("A prompt cannot mention so many elements; this one was left out."),
    "element_beside": gettext_lazy(
        "A board has at most three elements; this one is in the library and not on the board."
    ),
    "extra_left_out": gettext_lazy("An element has at most %(limit)s extra images; this one was left out."),
    "handle_changed": gettext_lazy("A readable id is made of a–z, 0–9 and _; it is %(handle)s here."),
    "handle_taken": gettext_lazy(
        "Another element of the library goes by this id, with other media or texts; the new one goes by %(handle)s."
    ),
    "tags_changed": gettext_lazy("Tags are kept in lower case, without commas: %(tags)s"),
    "not_fetched": gettext_lazy("%(reason)s It keeps its place, and can be fetched again or replaced."),
}
NOT_IMPORTED = {
    "empty": gettext_lazy("There is nothing to import yet. Paste a request, or choose a file that holds one."),
    "too_many_files": gettext_lazy(
        "It holds %(found)s files within itself; at most %(limit)s are taken. Upload them first, or import fewer "
        "requests."
    ),
    "no_text": gettext_lazy("The file is no text in UTF-8, so it is no request. Choose another."),
    "no_json": gettext_lazy("There is no JSON in it: a request begins with { or [. Paste the whole request."),
    "bad_json": gettext_lazy(
        "The JSON breaks off or has a mistake in line %(line)s, column %(column)s. Mend it there, or paste it again."
    ),
    "bad_number": gettext_lazy("It holds a number of thousands of digits, which no request has. Shorten it."),
    "too_large": gettext_lazy("It is larger than any request: at most 30 MB and 100,000 values are read."),
    "too_deep": gettext_lazy("Its lists and objects lie more than %(limit)s deep in one another. No request does."),
    "no_request": gettext_lazy(
        "This is JSON and no request that is known here. Paste the body of a request to one of these: %(providers)s."
    ),
    "name_taken": gettext_lazy("Somebody named an element the same in this moment. Nothing was made; try again."),
}


@dataclass(frozen=True)
class Remark:
    """A line of the list: where, the value in short, and the sentence."""

    path: str
    value: str
    sentence: str


def remark_of(told: Told) -> Remark:
    """One thing told, for people."""
    values = dict(told.values)
    if "kind" in values:
        values["kind"] = AssetKind(values["kind"]).label
    return Remark(told.path, told.value, str(TOLD[told.code]) % values)


def remarks_of(told: Iterable[Told]) -> list[Remark]:
    """All of them in order."""
    return [remark_of(one) for one in told]


def refusal_of(refused: NotImported) -> str:
    """Why nothing was made."""
    return str(NOT_IMPORTED[refused.code]) % refused.values

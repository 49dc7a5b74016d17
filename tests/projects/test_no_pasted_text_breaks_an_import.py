"""Whatever is pasted is a project or a sentence: huge, deep, of wrong types, of another kind, or no JSON at all."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.import_sentences import refusal_of
from storyboard.projects.importing import Imported, import_text
from storyboard.projects.models import Project
from storyboard.projects.pasted import NotImported
from storyboard.studio.models import Person
from tests.conftest import People, examples
from tests.projects.edits import assert_sound
from tests.projects.posting import text_of

pytestmark = pytest.mark.both
ClientOf = Callable[[Person], Client]
TASK: dict[str, Any] = {"taskType": "videoInference", "model": "klingai:kling-video@3-4k", "positivePrompt": "A kite."}


@pytest.fixture
def paste(people: People, client_of: ClientOf) -> Callable[..., Any]:
    client = client_of(people.alice)

    def post(text: str, **form: Any) -> Any:
        return client.post("/projects/import/", {"workspace": people.workspace.pk, "text": text, **form})

    return post


def test_what_several_requests_lost_is_counted(people: People, client_of: ClientOf) -> None:
    text = json.dumps([{**TASK, "duration": 5}, {**TASK, "duration": 5, "seed": 7}, {"x": 1}])
    form = {"workspace": people.workspace.pk, "text": text}
    page = text_of(client_of(people.alice).post("/projects/import/", form, follow=True))
    assert "2 projects were made, one for each request. 2 things were left out or changed;" in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "nothing to import yet"),
        ("\ufeff \n ", "nothing to import yet"),
        ("A kite over the dunes", "There is no JSON in it"),
        ('"videoInference"', "There is no JSON in it"),
        ('{"taskType": "videoInference",', "breaks off or has a mistake in line 1, column 31"),
        ("{'taskType': 'videoInference'}", "breaks off or has a mistake in line 1, column 2"),
        ("{}", "no request that is known here"),
        ("[]", "no request that is known here"),
        ('[1, null, "x", [{}]]', "no request that is known here"),
        ('{"taskType": "imageInference"}', "to one of these: Runware, Highway, Crun."),
        ('{"a": ' + "9" * 5000 + "}", "thousands of digits"),
        ("[" * 200_000, "larger than any request"),
        ("[" * 50_000, "more than 40 deep"),
        (json.dumps(TASK)[:-1] + ', "x": ' + "[" * 50 + "]" * 50 + "}", "more than 40 deep"),
        ("[" + "{}," * 100_000 + "{}]", "larger than any request"),
    ],
)
def test_what_is_no_request_is_told_in_a_sentence(paste: Callable[..., Any], text: str, sentence: str) -> None:
    answer = paste(text)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Nothing was made yet." in text_of(answer)
    assert not Project.objects.exists()


def test_what_was_pasted_is_kept_for_mending(paste: Callable[..., Any]) -> None:
    answer = paste('{"taskType": "<b>videoInference"', title="Mine")
    assert "&lt;b&gt;videoInference" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00{", b"\x89PNG\r\n\x1a\n\x00"])
def test_a_file_that_is_no_text_is_told(paste: Callable[..., Any], content: bytes) -> None:
    answer = paste("", file=SimpleUploadedFile("a.json", content))
    assert answer.status_code == 422
    assert "no text in UTF-8" in text_of(answer)


ODD: list[Any] = [
    None, True, False, 0, -1, 2.5, 1e308, float("nan"), float("inf"), 10**400, "", "x", "\x00", "\ud800", "a" * 20_000,
    [], [[]], {}, {"\x00": 1}, {"\ud800": "\ud800"}, [None, 1, "x", {}, []], "<<<element_1>>>",
    "{{element:aaaaaaaaaaaa}}",
    "https://a.example/" + "x" * 9000, "http://[", "data:image/png;base64,AAAA", "data:image/png;base64,é",
    "asset:" + "0" * 64,
    "asset:" + "0" * 64 + "#999999,999999,0,0", "A" * 400, "289dea36-d702-472c-a1e2-212338222b7d",
]  # fmt: skip
PLACES = (
    "taskUUID", "model", "positivePrompt", "negativePrompt", "width", "height", "duration", "numberResults",
    "outputFormat", "outputQuality", "safety", "ttl", "inputs", "providerSettings", "inputs.frameImages",
    "inputs.elements", "inputs.elements.0.id", "inputs.elements.0.frontalImage", "inputs.elements.0.images",
    "inputs.elements.0.tags", "inputs.elements.0.description", "inputs.referenceImages", "inputs.referenceVideos",
    "providerSettings.klingai", "providerSettings.klingai.multiPrompt", "providerSettings.klingai.multiPrompt.0",
    "providerSettings.klingai.multiPrompt.0.duration", "providerSettings.klingai.multiPrompt.0.prompt",
    "prompt", "multi_prompt", "cfg_scale", "aspect_ratio", "sound", "\x00", "\ud800",
    "input.element_list", "input.element_list.0.name", "input.img_urls", "input.mode", "input.duration",
    "input.shot_type",
)  # fmt: skip
BASES: list[dict[str, Any]] = [
    TASK,
    {"prompt": "A kite.", "duration": 5, "sound": False},
    {"model": "kling/v3", "input": {"mode": "std", "prompt": "A kite.", "duration": 5}},
]


def put(value: Any, path: list[str], odd: Any) -> Any:
    """The value with something odd at a path, which is made where it is missing."""
    if not path:
        return odd
    if path[0] == "0":
        return [put({}, path[1:], odd)]
    inner = value if isinstance(value, dict) else {}
    return {**inner, path[0]: put(inner.get(path[0]), path[1:], odd)}


def changed(base: Any, changes: list[tuple[str, Any]]) -> Any:
    for path, odd in changes:
        base = put(base, path.split("."), odd)
    return base


odd_changes = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(ODD)), min_size=1, max_size=5)


@examples(small=150, full=10_000)
@given(base=st.sampled_from(BASES), changes=odd_changes)
def test_odd_values_are_told_or_left_out_and_the_board_is_legal(
    people: People, base: dict[str, Any], changes: list[tuple[str, Any]]
) -> None:
    text = json.dumps(changed(base, changes))
    with transaction.atomic():
        for imported in made_of(people, text):
            project = Project.objects.get(pk=imported.project.pk)
            assert_sound(project)
            assert project.revisions.count() == 1
        transaction.set_rollback(True)


def made_of(people: People, text: str) -> list[Imported]:
    """What comes of a text; nothing where it is refused in a sentence."""
    try:
        return import_text(people.workspace, people.alice, text)
    except NotImported as refused:
        assert refusal_of(refused)  # noqa: PT017 - there is a sentence for it
        return []


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({**TASK, "\x00": "\x00", "\ud800": "\ud800", "<b>": "<script>alert(1)</script>"}),
        json.dumps(TASK)[:-1] + ', "duration": 5, "duration": 6}',
        json.dumps([{**TASK, "inputs": {"frameImages": ["https://a.example/" + "x" * 9000]}}] * 30),
        json.dumps({**TASK, "providerSettings": {"klingai": {"multiPrompt": [{"prompt": "x"}] * 1000}}}),
        json.dumps({**TASK, **{f"field{number}": number for number in range(1000)}}),
    ],
)
def test_its_board_and_its_list_can_be_looked_at(
    people: People, client_of: ClientOf, paste: Callable[..., Any], text: str
) -> None:
    assert paste(text).status_code == 302
    project = Project.objects.all()[0]
    client = client_of(people.rita)
    board, listed = client.get(f"/projects/{project.pk}/"), client.get(f"/projects/{project.pk}/import/")
    assert (board.status_code, listed.status_code) == (200, 200)
    assert "<script>alert(1)" not in board.content.decode() + listed.content.decode()
    assert 1 <= listed.content.decode().count('data-testid="remark"') <= 101

"""A sheet is data: a limit that is corrected there is what the page says, and a format added there can be chosen."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.test import Client

from storyboard.projects import delivery
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.delivery_choices import fields_of
from storyboard.projects.editing import edit
from storyboard.projects.importing import import_text
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.providers.problems import problems_of
from storyboard.providers.requests import compile_request
from storyboard.providers.sheet import DeliveryAbility
from storyboard.providers.sheet_files import sheets_of
from storyboard.providers.sheets import provider_sheet, provider_sheets
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.posting import post

MODEL = "runware/kling-3.0-4k"
CORRECTED = DeliveryAbility(("MP4", "MKV"), (5, 120), None, ("none", "full"), 30, (0.0, 2.5))


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sheet of one model says otherwise."""
    monkeypatch.setitem(provider_sheets(), MODEL, replace(provider_sheet(MODEL), delivery=CORRECTED))
    delivery.parts.cache_clear()
    yield
    delivery.parts.cache_clear()


def test_labels_and_lists_are_the_sheets(
    people: People, project: Project, client_of: Callable[[Person], Client], corrected: None
) -> None:
    edit(project.pk, people.alice, choose("model", MODEL))
    page = client_of(people.alice).get(f"/projects/{project.pk}/").content.decode()
    labels = dict(re.findall(r'<label class="field__label" for="deliver-(\w+)">(.*?)</label>', page))
    assert labels == {
        "format": "File",
        "quality": "Quality, 5 to 120",
        "safety": "Check of content",
        "link_seconds": "Life of the provider’s link in seconds, 30 or more",
        "adherence": "Adherence to the prompt, 0 to 2.5",
    }
    (formats,) = re.findall(r'id="deliver-format".*?</select>', page)
    assert re.findall(r'<option value="(\w*)"', formats) == ["", "MP4", "MKV"]


def test_they_are_what_can_be_chosen_ordered_and_pasted(
    people: People, project: Project, client_of: Callable[[Person], Client], corrected: None
) -> None:
    edit(project.pk, people.alice, choose("model", MODEL))
    client = client_of(people.alice)
    for part, value in (("format", "MKV"), ("quality", "5"), ("link_seconds", "30"), ("adherence", "2.5")):
        assert post(client, project, "deliver", part=part, value=value).status_code == 200
    assert post(client, project, "deliver", part="quality", value="121").status_code == 422
    project.refresh_from_db()
    spec = compile_spec(project, live_shots(project))
    assert not [one for one in problems_of(spec, provider_sheet(MODEL)) if one.path.startswith("delivery")]
    body = compile_request(spec, MODEL).body
    (task,) = json.loads(body)
    assert (task["outputFormat"], task["outputQuality"], task["ttl"]) == ("MKV", 5, 30)
    (again,) = import_text(people.workspace, people.alice, body.decode())
    assert again.project.delivery == {"format": "MKV", "quality": 5, "link_seconds": 30}


def test_a_choice_that_the_model_has_not_is_still_seen() -> None:
    crun = sheets_of("crun")[0].delivery
    fields = {field.part: field for field in fields_of(crun, {"safety": "fast", "format": "MOV"})}
    assert fields["safety"].options == (("none", "None"), ("full", "All frames"), ("fast", "Key frames"))
    assert not fields["format"].there
    assert fields["format"].options == (("MOV", "MOV"),)

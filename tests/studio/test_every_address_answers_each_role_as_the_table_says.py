"""Who gets what at which address: one table, and no address without a row.

`stranger` owns another workspace; `anonymous` is nobody. “in” is the way to the sign-in page. Nobody here has a
password, so there is nothing to ask them again at signin/again/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review.models import Comment, GivenVerdict, GuestLink
from storyboard.review.playlists import make
from storyboard.studio.budgeting import set_budget
from storyboard.studio.models import Person
from storyboard.studio.signing_in import make_link
from tests.conftest import People
from tests.elements.making import element
from tests.studio.accounts import account
from tests.studio.addresses import filled, routes
from tests.takes.making import finished
from tests.takes.rehearsals import rehearsed

TABLE = """
route                                             method  owner creator reviewer librarian stranger anonymous

/                                                 GET     200   200     200      200       200      in
/                                                 POST    405   405     405      405       405      in
?w=<workspace>                                    GET     200   200     200      200       404      in
projects/counts/                                  GET     200   200     200      200       200      in
projects/counts/                                  POST    405   405     405      405       405      in
projects/cards/                                   GET     200   200     200      200       200      in
projects/cards/                                   POST    405   405     405      405       405      in
projects/<id:project_id>/tags/                   GET     405   405     405      405       405      in
projects/<id:project_id>/tags/                   POST    200   200     403      403       404      in
projects/<id:project_id>/copy/                   GET     405   405     405      405       405      in
projects/<id:project_id>/copy/                   POST    302   302     403      403       404      in
projects/<id:project_id>/state/                  GET     405   405     405      405       405      in
projects/<id:project_id>/state/                  POST    302   302     403      403       404      in
projects/new/                                     GET     405   405     405      405       405      in
projects/new/                                     POST    302   302     403      403       404      in
projects/import/                                  GET     200   200     403      403       200      in
projects/import/                                  POST    302   302     403      403       404      in
projects/<id:project_id>/import/                 GET     404   404     404      404       404      in
projects/<id:project_id>/import/                 POST    302   302     403      403       404      in
projects/<id:project_id>/                        GET     200   200     200      200       404      in
projects/<id:project_id>/                        POST    405   405     405      405       405      in
projects/<id:project_id>/edit/                   GET     405   405     405      405       405      in
projects/<id:project_id>/edit/                   POST    200   200     403      403       404      in
projects/<id:project_id>/strip/                  GET     200   200     200      200       404      in
projects/<id:project_id>/strip/                  POST    405   405     405      405       405      in
projects/<id:project_id>/order/                  GET     200   200     200      200       404      in
projects/<id:project_id>/order/                  POST    422   422     403      403       404      in
projects/<id:project_id>/models/                 GET     200   200     200      200       404      in
projects/<id:project_id>/models/                 POST    405   405     405      405       405      in
projects/<id:project_id>/order/arrived/          GET     200   200     403      403       404      in
projects/<id:project_id>/order/arrived/          POST    405   405     405      405       405      in
projects/<id:project_id>/order/estimate/         GET     405   405     405      405       405      in
projects/<id:project_id>/order/estimate/         POST    422   422     403      403       404      in
hooks/<slug:provider>/<token>/                   GET     405   405     405      405       405      405
hooks/<slug:provider>/<token>/                   POST    404   404     404      404       404      404
hooks/<slug:provider>/<token>/file               GET     405   405     405      405       405      405
hooks/<slug:provider>/<token>/file               POST    405   405     405      405       405      405
orders/<id:generation_id>/again/                 GET     302   302     403      403       404      in
orders/<id:generation_id>/again/                 POST    302   302     403      403       404      in
orders/<id:generation_id>/<slug:action>/         GET     405   405     405      405       405      in
orders/<id:generation_id>/<slug:action>/         POST    302   302     403      403       404      in
orders/<id:generation_id>/                       GET     200   200     200      200       404      in
orders/<id:generation_id>/                       POST    405   405     405      405       405      in
orders/<id:generation_id>/cost/                  GET     405   405     405      405       405      in
orders/<id:generation_id>/cost/                  POST    302   403     403      403       404      in
orders/<id:order_id>/release/                    GET     405   405     405      405       405      in
orders/<id:order_id>/release/                    POST    302   403     403      403       404      in
orders/<id:order_id>/turn-down/                  GET     405   405     405      405       405      in
orders/<id:order_id>/turn-down/                  POST    302   403     403      403       404      in
spend/                                            GET     200   403     403      403       200      in
spend/                                            POST    405   405     405      405       405      in
spend/file/                                       GET     200   403     403      403       200      in
spend/file/                                       POST    405   405     405      405       405      in
settings/budget/                                  GET     200   403     403      403       200      in
settings/budget/                                  POST    302   403     403      403       404      in
settings/budget/delete/                           GET     405   405     405      405       405      in
settings/budget/delete/                           POST    302   403     403      403       404      in
orders/                                          GET     200   200     200      200       200      in
orders/                                          POST    405   405     405      405       405      in
settings/words/<id:workspace_id>/               GET     200   200     403      403       404      in
settings/words/<id:workspace_id>/               POST    302   302     403      403       404      in
projects/<id:project_id>/live/                   GET     200   200     200      200       404      in
projects/<id:project_id>/live/                   POST    405   405     405      405       405      in
projects/<id:project_id>/animatic/               GET     405   405     405      405       405      in
projects/<id:project_id>/animatic/               POST    302   302     403      403       404      in
projects/<id:project_id>/takes/<number:number>/     GET     200   200     200      200       404      in
projects/<id:project_id>/takes/<number:number>/     POST    405   405     405      405       405      in
projects/<id:project_id>/takes/<number:number>/note/  GET   405   405     405      405       405      in
projects/<id:project_id>/takes/<number:number>/note/  POST  200   200     200      403       404      in
projects/<id:project_id>/takes/<number:number>/comments/  GET   200  200   200   200   404    in
projects/<id:project_id>/takes/<number:number>/comments/  POST  204  204   204   403   404    in
projects/<id:project_id>/comments/<id:comment_id>/<slug:deed>/  GET   405  405   405   405   405    in
projects/<id:project_id>/comments/<id:comment_id>/<slug:deed>/  POST  204  204   204   403   404    in
projects/<id:project_id>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size> GET 200 200 200 200 404 in
projects/<id:project_id>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size> POST 405 405 405 405 405 in
projects/<id:project_id>/takes/<number:number>/verdicts/  GET   200  200   200   200   404    in
projects/<id:project_id>/takes/<number:number>/verdicts/  POST  204  403   204   403   404    in
projects/<id:project_id>/compare/                 GET     200   200     200      200       404      in
projects/<id:project_id>/compare/                 POST    405   405     405      405       405      in
projects/<id:project_id>/takes/<number:number>/queue/  GET   204  204   204   204   404    in
projects/<id:project_id>/takes/<number:number>/queue/  POST  405  405   405   405   405    in
verdicts/<number:verdict_id>/undo/                GET     405   405     405      405       405      in
verdicts/<number:verdict_id>/undo/                POST    403   403     302      403       404      in
inbox/                                            GET     200   200     200      200       200      in
inbox/                                            POST    405   405     405      405       405      in
inbox/count/                                      GET     200   200     200      200       200      in
inbox/count/                                      POST    405   405     405      405       405      in
inbox/list/                                       GET     200   200     200      200       200      in
inbox/list/                                       POST    405   405     405      405       405      in
playlists/                                        GET     200   200     200      200       200      in
playlists/                                        POST    302   302     302      403       404      in
playlists/choose/                                 GET     200   200     200      403       200      in
playlists/choose/                                 POST    405   405     405      405       405      in
playlists/<id:playlist_id>/                       GET     200   200     200      200       404      in
playlists/<id:playlist_id>/                       POST    405   405     405      405       405      in
playlists/<id:playlist_id>/<slug:change>/         GET     405   405     405      405       405      in
playlists/<id:playlist_id>/<slug:change>/         POST    302   302     302      403       404      in
projects/<id:project_id>/review-rule/             GET     405   405     405      405       405      in
projects/<id:project_id>/review-rule/             POST    204   403     403      403       404      in
projects/<id:project_id>/links/                   GET     200   200     200      403       404      in
projects/<id:project_id>/links/                   POST    200   200     200      403       404      in
projects/<id:project_id>/takes/<number:number>/links/  GET   200  200   200   403   404    in
projects/<id:project_id>/takes/<number:number>/links/  POST  200  200   200   403   404    in
playlists/<id:playlist_id>/links/                 GET     200   200     200      403       404      in
playlists/<id:playlist_id>/links/                 POST    200   200     200      403       404      in
links/<id:link_id>/revoke/                        GET     405   405     405      405       405      in
links/<id:link_id>/revoke/                        POST    200   403     200      403       404      in
guest/<str:token>/                                GET     404   404     404      404       404      404
guest/<str:token>/                                POST    405   405     405      405       405      405
guest/<str:token>/password/                       GET     405   405     405      405       405      405
guest/<str:token>/password/                       POST    404   404     404      404       404      404
guest/<str:token>/takes/<id:take_id>/             GET     404   404     404      404       404      404
guest/<str:token>/takes/<id:take_id>/             POST    405   405     405      405       405      405
guest/<str:token>/takes/<id:take_id>/name/        GET     405   405     405      405       405      405
guest/<str:token>/takes/<id:take_id>/name/        POST    404   404     404      404       404      404
guest/<str:token>/takes/<id:take_id>/comments/    GET     404   404     404      404       404      404
guest/<str:token>/takes/<id:take_id>/comments/    POST    404   404     404      404       404      404
guest/<str:token>/comments/<id:comment_id>/<slug:deed>/  GET   405  405  405   405   405    405
guest/<str:token>/comments/<id:comment_id>/<slug:deed>/  POST  404  404  404   404   404    404
guest/<str:token>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size>  GET  404  404  404  404  404  404
guest/<str:token>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size>  POST  405  405  405  405  405  405
elements/                                         GET     200     200     200     200     200     in
elements/                                         POST    405     405     405     405     405     in
elements/facets/                                  GET     200     200     200     200     200     in
elements/facets/                                  POST    405     405     405     405     405     in
elements/new/                                     GET     405     405     405     405     405     in
elements/new/                                     POST    302     403     403     302     404     in
elements/bulk/                                    GET     405     405     405     405     405     in
elements/bulk/                                    POST    200     403     403     200     404     in
elements/menu/                                    GET     404     404     404     404     404     in
elements/menu/                                    POST    405     405     405     405     405     in
elements/approved-only/                           GET     405     405     405     405     405     in
elements/approved-only/                           POST    204     403     403     204     404     in
elements/filters/                                 GET     405     405     405     405     405     in
elements/filters/                                 POST    200     200     200     200     404     in
elements/filters/<number:number>/delete/          GET     405     405     405     405     405     in
elements/filters/<number:number>/delete/          POST    404     404     404     404     404     in
elements/<id:element_id>/                         GET     200     200     200     200     404     in
elements/<id:element_id>/                         POST    405     405     405     405     405     in
elements/<id:element_id>/write/                   GET     405     405     405     405     405     in
elements/<id:element_id>/write/                   POST    200     403     403     200     404     in
elements/<id:element_id>/tags/                    GET     405     405     405     405     405     in
elements/<id:element_id>/tags/                    POST    200     403     403     200     404     in
elements/<id:element_id>/state/                   GET     405     405     405     405     405     in
elements/<id:element_id>/state/                   POST    200     403     403     200     404     in
elements/<id:element_id>/media/                   GET     405     405     405     405     405     in
elements/<id:element_id>/media/                   POST    200     403     403     200     404     in
elements/<id:element_id>/assets/                  GET     200     403     403     200     404     in
elements/<id:element_id>/assets/                  POST    405     405     405     405     405     in
projects/<id:project_id>/elements/                GET     200     200     200     200     404     in
projects/<id:project_id>/elements/                POST    405     405     405     405     405     in
projects/<id:project_id>/history/                 GET     200     200     200     200     404     in
projects/<id:project_id>/history/                 POST    405     405     405     405     405     in
projects/<id:project_id>/history/<number:version>/restore/  GET   405  405   405   405    405     in
projects/<id:project_id>/history/<number:version>/restore/  POST  302  302   403   403    404     in
projects/<id:project_id>/chain/                   GET     200     200     200     200     404     in
projects/<id:project_id>/chain/                   POST    405     405     405     405     405     in
projects/<id:project_id>/chain/update/            GET     405     405     405     405     405     in
projects/<id:project_id>/chain/update/            POST    422     422     403     403     404     in
projects/<id:project_id>/chain/keep/              GET     405     405     405     405     405     in
projects/<id:project_id>/chain/keep/              POST    422     422     403     403     404     in
projects/<id:project_id>/takes/<number:number>/continue/  GET   405   405  405   405    405     in
projects/<id:project_id>/takes/<number:number>/continue/  POST  422   422  403   403    404     in
media/<id:asset_id>/<str:rendition>              GET     200   200     200      200       404      in
media/<id:asset_id>/<str:rendition>              POST    405   405     405      405       405      405
assets/                                           GET     200   200     200      200       200      in
assets/                                           POST    405   405     405      405       405      in
assets/upload/                                    GET     405   405     405      405       405      in
assets/upload/                                    POST    422   422     403      422       404      in
assets/fetch/                                     GET     405   405     405      405       405      in
assets/fetch/                                     POST    422   422     403      422       404      in
assets/keep/                                      GET    405   405     405      405       405      in
assets/keep/                                      POST   422   422     403      422       404      in
assets/<id:asset_id>/                             GET    200   200     200      200       404      in
assets/<id:asset_id>/                             POST   405   405     405      405       405      in
assets/<id:asset_id>/retry/                       GET    405   405     405      405       405      in
assets/<id:asset_id>/retry/                       POST   302   302     403      302       404      in
assets/<id:asset_id>/replace/                     GET    405   405     405      405       405      in
assets/<id:asset_id>/replace/                     POST   422   422     403      422       404      in
library/                                          GET     200   200     200      200       200      in
library/                                          POST    405   405     405      405       405      in
library/counts/                                   GET     200   200     200      200       200      in
library/counts/                                   POST    405   405     405      405       405      in
library/<id:asset_id>/                            GET     200   200     200      200       404      in
library/<id:asset_id>/                            POST    405   405     405      405       405      in
library/<id:asset_id>/state/                      GET     405   405     405      405       405      in
library/<id:asset_id>/state/                      POST    302   403     403      302       404      in
library/<id:asset_id>/grab/                       GET     405   405     405      405       405      in
library/<id:asset_id>/grab/                       POST    422   422     403      422       404      in
projects/<id:project_id>/takes/pick/              GET     200   200     200      200       404      in
projects/<id:project_id>/takes/pick/              POST    405   405     405      405       405      in
projects/<id:project_id>/takes/stale/             GET     200   200     200      200       404      in
projects/<id:project_id>/takes/stale/             POST    405   405     405      405       405      in
projects/<id:project_id>/takes/<number:number>/grab/  GET   405   405     405      405       405      in
projects/<id:project_id>/takes/<number:number>/grab/  POST  422   422     403      403       404      in
signin/                                           GET     302   302     302      302       302      200
signin/                                           POST    302   302     302      302       302      200
signin/closed/                                    GET     403   403     403      403       403      403
signin/closed/                                    POST    405   405     405      405       405      405
signin/forgotten/                                 GET     403   403     403      403       403      403
signin/forgotten/                                 POST    405   405     405      405       405      405
signin/inactive/                                  GET     200   200     200      200       200      200
signin/inactive/                                  POST    405   405     405      405       405      405
signin/again/                                     GET     403   403     403      403       403      in
signin/again/                                     POST    403   403     403      403       403      in
signin/<str:token>/                               GET     200   200     200      200       200      200
signin/<str:token>/                               POST    302   302     302      302       302      302
signout/                                          GET     405   405     405      405       405      405
signout/                                          POST    in    in      in       in        in       in
settings/password/                                GET     200   200     200      200       200      in
settings/password/                                POST    422   422     422      422       422      in
settings/accounts/                                GET     200   403     403      403       200      in
settings/accounts/                                POST    405   405     405      405       405      in
settings/accounts/new/                            GET     200   403     403      403       200      in
settings/accounts/new/                            POST    302   403     403      403       404      in
settings/accounts/currency/                       GET     405   405     405      405       405      in
settings/accounts/currency/                       POST    302   403     403      403       404      in
settings/accounts/<id:account_id>/                GET     200   403     403      403       404      in
settings/accounts/<id:account_id>/                POST    302   403     403      403       404      in
settings/accounts/<id:account_id>/key/            GET     405   405     405      405       405      in
settings/accounts/<id:account_id>/key/            POST    302   403     403      403       404      in
settings/accounts/<id:account_id>/pause/          GET     405   405     405      405       405      in
settings/accounts/<id:account_id>/pause/          POST    302   403     403      403       404      in
settings/accounts/<id:account_id>/resume/         GET     405   405     405      405       405      in
settings/accounts/<id:account_id>/resume/         POST    302   403     403      403       404      in
settings/accounts/<id:account_id>/test/           GET     405   405     405      405       405      in
settings/accounts/<id:account_id>/test/           POST    200   403     403      403       404      in
settings/accounts/<id:account_id>/delete/         GET     405   405     405      405       405      in
settings/accounts/<id:account_id>/delete/         POST    302   403     403      403       404      in
settings/log/                                     GET     200   403     403      403       200      in
settings/log/                                     POST    405   405     405      405       405      in
help/                                             GET     200   200     200      200       200      200
help/                                             POST    405   405     405      405       405      405
help/<slug:page>/                                 GET     200   200     200      200       200      200
help/<slug:page>/                                 POST    405   405     405      405       405      405
healthz                                           GET     200   200     200      200       200      200
healthz                                           POST    405   405     405      405       405      405
readyz                                            GET     200   200     200      200       200      200
readyz                                            POST    405   405     405      405       405      405
metrics                                           GET     200   200     200      200       200      200
metrics                                           POST    405   405     405      405       405      405
words/<slug:static_version>/<slug:language>/      GET     200   200     200      200       200      200
words/<slug:static_version>/<slug:language>/      POST    405   405     405      405       405      405
api/v1/projects/<project_id>/problems             GET     200   200     200      200       404      401
api/v1/projects/<project_id>/problems             POST    405   405     405      405       405      405
api/v1/projects/<project_id>/models               GET     200   200     200      200       404      401
api/v1/projects/<project_id>/models               POST    405   405     405      405       405      405
api/v1/openapi.json                               GET     200   200     200      200       200      200
api/v1/openapi.json                               POST    200   200     200      200       200      200
api/v1/                                            GET     404   404     404      404       404      404
api/v1/                                            POST    404   404     404      404       404      404
"""
HEAD, *LINES = [line.split() for line in TABLE.splitlines() if line]
ROLES = HEAD[2:]
FORMS = {
    "projects/new/": {"workspace": "<workspace>", "title": "New", "seconds": "9", "shots": "3"},
    "projects/import/": {"workspace": "<workspace>", "text": '{"prompt": "A kite.", "duration": 5}'},
    "projects/<id:project_id>/tags/": {"tags": "night, sea"},
    "projects/<id:project_id>/state/": {"state": "archive"},
    "projects/<id:project_id>/edit/": {"operation": "change_total", "by": "1"},
    "projects/<id:project_id>/takes/<number:number>/note/": {"note": "Seen."},
    "projects/<id:project_id>/takes/<number:number>/comments/": {"text": "Too dark."},
    "projects/<id:project_id>/takes/<number:number>/verdicts/": {"verdict": "approved", "sha256": "<sha256>"},
    "projects/<id:project_id>/review-rule/": {"rule": "least", "least": "2"},
    "projects/<id:project_id>/links/": {"lasts": "7"},
    "projects/<id:project_id>/takes/<number:number>/links/": {"lasts": "7"},
    "playlists/<id:playlist_id>/links/": {"lasts": "7"},
    "playlists/": {"workspace": "<workspace>", "title": "New", "take": "<take>"},
    "assets/upload/": {"workspace": "<workspace>"},
    "assets/fetch/": {"workspace": "<workspace>"},
    "assets/keep/": {"workspace": "<workspace>"},
    "projects/<id:project_id>/takes/<number:number>/grab/": {"frame": "99999"},
    "settings/words/<id:workspace_id>/": {"words": "Light: dusk"},
    "library/<id:asset_id>/state/": {"state": "archive"},
    "library/<id:asset_id>/grab/": {"frame": "99999"},
    "elements/new/": {"workspace": "<workspace>", "name": "Lighthouse", "kind": "place"},
    "elements/bulk/": {"w": "<workspace>", "action": "archive", "element": "<element_id>"},
    "elements/approved-only/": {"w": "<workspace>", "only_approved": "on"},
    "elements/filters/": {"w": "<workspace>", "filter_name": "Night"},
    "elements/<id:element_id>/write/": {"field": "name", "value": "Pathfinder"},
    "elements/<id:element_id>/tags/": {"add": "night"},
    "elements/<id:element_id>/state/": {"state": "approve"},
    "elements/<id:element_id>/media/": {"action": "source", "source": "video"},
    "settings/accounts/new/": {"workspace": "<workspace>", "provider": "crun", "key": "a-key-of-no-account"},
    "settings/accounts/currency/": {"workspace": "<workspace>", "currency": "EUR"},
    "settings/accounts/<id:account_id>/": {"name": "Other", "at_once": "1"},
    "settings/accounts/<id:account_id>/key/": {"key": "another-key", "url": "https://api.highwayapi.ai"},
    "settings/budget/": {"workspace": "<workspace>", "about": "whole", "period": "month", "cap": "10"},
    "settings/budget/delete/": {"workspace": "<workspace>", "budget": "<budget>"},
    "signin/": {"login": "nobody", "password": "wrong"},
}


@dataclass(frozen=True)
class Scene:
    people: People
    project: Project
    client_of: Callable[[Person], Client]
    values: dict[str, str]

    def client(self, role: str) -> Client:
        if role == "anonymous":
            return Client()
        names = {"owner": "olga", "creator": "alice", "reviewer": "rita", "librarian": "lino", "stranger": "stan"}
        return self.client_of(getattr(self.people, names[role]))

    def answer(self, role: str, method: str, route: str) -> str:
        """What that role gets there; whatever it did is taken back."""
        form = {name: self.values.get(value.strip("<>"), value) for name, value in FORMS.get(route, {}).items()}
        address = "/" if route == "/" else filled(route, self.values)
        if route.startswith("?"):
            address = f"/?w={self.values['workspace']}"
        cache.clear()  # nobody here guesses tokens
        with transaction.atomic():
            client = self.client(role)
            response = client.get(address) if method == "GET" else client.post(address, form)
            transaction.set_rollback(True)
        if response.status_code == 302 and response["Location"].startswith("/signin/"):
            return "in"
        return str(response.status_code)


@pytest.fixture
def scene(people: People, project: Project, client_of: Callable[[Person], Client]) -> Scene:
    take = finished(project, people.alice)
    generation = rehearsed(project, people.alice, "highway/kling-3.0-4k").generations.get()
    comment = Comment.objects.create(take=take, person=people.rita, text="Too slow.")
    given = GivenVerdict.objects.create(take=take, person=people.rita, verdict="approved")
    values = {
        "workspace": people.workspace.pk,
        "workspace_id": people.workspace.pk,
        "project_id": project.pk,
        "number": "0",
        "version": "1",
        "asset_id": str(take.asset_id),
        "comment_id": comment.pk,
        "attachment_id": comment.attachments.create(
            position=0, name="sky.mp4", file=str(take.asset and take.asset.file.name), media_type="video/mp4", bytes=1
        ).pk,
        "size": "original",
        "sha256": take.asset.sha256 if take.asset else "",
        "take_id": take.pk,
        "link_id": GuestLink.objects.create(workspace=people.workspace, take=take, made_by=people.rita).pk,
        "element_id": element(people.lino, people.workspace, "Guide").pk,
        "account_id": account(people, "highway").pk,
        "rendition": "original",
        "token": make_link(people.rita),
        "page": "board",
        "static_version": "other",
        "language": "en",
        "provider": "highway",
        "action": "cancel",
        "deed": "resolve",
        "change": "delete",
        "playlist_id": make(people.workspace, people.alice, "Dailies", [take.pk]).pk,
        "take": take.pk,
        "verdict_id": str(given.pk),
        "generation_id": generation.pk,
        "order_id": generation.order_id,
        "budget": set_budget(people.workspace, people.olga, Decimal(1), "total").pk,
    }
    return Scene(people, project, client_of, values)


def test_the_table_holds(scene: Scene) -> None:
    """Asked in one scene, since every answer is taken back: making it anew costs more than all answers of a line."""
    wanted = {f"{method} {route}": dict(zip(ROLES, answers, strict=True)) for route, method, *answers in LINES}
    given = {
        f"{method} {route}": {role: scene.answer(role, method, route) for role in ROLES}
        for route, method, *_answers in LINES
    }
    assert given == wanted


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_is_without_a_row(method: str) -> None:
    rows = {line[0] for line in LINES if line[1] == method and not line[0].startswith("?")}
    assert {route or "/" for route in routes()} == rows


def test_a_row_has_a_place_for_every_role() -> None:
    assert all(len(line) == len(HEAD) for line in LINES)

"""Addresses of projects and boards."""

from django.urls import path

from storyboard.projects import history_views, import_views, listing_views, views

urlpatterns = [
    path("", listing_views.projects, name="projects"),
    path("projects/counts/", listing_views.counts, name="project_counts"),
    path("projects/cards/", listing_views.cards, name="project_cards"),
    path("projects/new/", views.new_project, name="new_project"),
    path("projects/import/", import_views.import_request, name="import_request"),
    path("projects/<id:project_id>/", views.board, name="board"),
    path("projects/<id:project_id>/tags/", listing_views.tags, name="project_tags"),
    path("projects/<id:project_id>/copy/", listing_views.copy, name="copy_project"),
    path("projects/<id:project_id>/state/", listing_views.state, name="project_state"),
    path("projects/<id:project_id>/edit/", views.edit, name="edit"),
    path("projects/<id:project_id>/strip/", views.strip, name="strip"),
    path("projects/<id:project_id>/history/", history_views.history, name="history"),
    path("projects/<id:project_id>/history/<number:version>/restore/", history_views.restored, name="restore"),
    path("projects/<id:project_id>/elements/", views.board_elements, name="board_elements"),
    path("settings/words/<id:workspace_id>/", views.vocabulary, name="vocabulary"),
    path("projects/<id:project_id>/import/", import_views.imported, name="imported"),
    path("projects/<id:project_id>/chain/", views.chain, name="chain"),
    path("projects/<id:project_id>/live/", views.live, name="live"),
]

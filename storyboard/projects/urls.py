"""Addresses of projects and boards."""

from django.urls import path

from storyboard.projects import views

urlpatterns = [
    path("", views.projects, name="projects"),
    path("projects/new/", views.new_project, name="new_project"),
    path("projects/<str:project_id>/", views.board, name="board"),
    path("projects/<str:project_id>/edit/", views.edit, name="edit"),
    path("projects/<str:project_id>/strip/", views.strip, name="strip"),
    path("projects/<str:project_id>/problems/", views.problems, name="problems"),
    path("projects/<str:project_id>/live/", views.live, name="live"),
]

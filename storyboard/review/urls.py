"""Addresses of comments, verdicts, comparisons, the inbox, playlists and links, and those of guests."""

from django.urls import path

from storyboard.review import (
    compare_views,
    guest_views,
    inbox_views,
    link_views,
    playlist_views,
    verdict_views,
    views,
)

urlpatterns = [
    path("projects/<id:project_id>/compare/", compare_views.compare, name="compare"),
    path("projects/<id:project_id>/takes/<number:number>/comments/", views.comments, name="comments"),
    path("projects/<id:project_id>/comments/<id:comment_id>/<slug:deed>/", views.change_comment, name="comment"),
    path(
        "projects/<id:project_id>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size>",
        views.attachment,
        name="attachment",
    ),
    path("projects/<id:project_id>/takes/<number:number>/verdicts/", verdict_views.verdicts, name="verdicts"),
    path("projects/<id:project_id>/takes/<number:number>/queue/", inbox_views.queue, name="queue"),
    path("verdicts/<number:verdict_id>/undo/", verdict_views.undo_verdict, name="undo_verdict"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/count/", inbox_views.inbox_count, name="inbox_count"),
    path("inbox/list/", inbox_views.inbox_list, name="inbox_list"),
    path("playlists/", playlist_views.playlists, name="playlists"),
    path("playlists/choose/", playlist_views.choose_takes, name="choose_takes"),
    path("playlists/<id:playlist_id>/", playlist_views.playlist, name="playlist"),
    path("playlists/<id:playlist_id>/links/", link_views.playlist_links, name="playlist_links"),
    path("playlists/<id:playlist_id>/<slug:change>/", playlist_views.change_playlist, name="change_playlist"),
    path("projects/<id:project_id>/review-rule/", verdict_views.write_rule, name="review_rule"),
    path("projects/<id:project_id>/links/", link_views.project_links, name="project_links"),
    path("projects/<id:project_id>/takes/<number:number>/links/", link_views.take_links, name="take_links"),
    path("links/<id:link_id>/revoke/", link_views.revoke_link, name="revoke_link"),
    path("guest/<str:token>/", guest_views.guest, name="guest"),
    path("guest/<str:token>/password/", guest_views.guest_password, name="guest_password"),
    path("guest/<str:token>/takes/<id:take_id>/", guest_views.guest, name="guest_take"),
    path("guest/<str:token>/takes/<id:take_id>/name/", guest_views.guest_name, name="guest_name"),
    path("guest/<str:token>/takes/<id:take_id>/comments/", guest_views.guest_comments, name="guest_comments"),
    path(
        "guest/<str:token>/comments/<id:comment_id>/<slug:deed>/",
        guest_views.change_guest_comment,
        name="guest_comment",
    ),
    path(
        "guest/<str:token>/comments/<id:comment_id>/files/<id:attachment_id>/<slug:size>",
        guest_views.guest_attachment,
        name="guest_attachment",
    ),
]

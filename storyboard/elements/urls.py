"""Addresses of the element library."""

from django.urls import path

from storyboard.elements import changing, views

urlpatterns = [
    path("elements/", views.elements, name="elements"),
    path("elements/facets/", views.facets, name="element_facets"),
    path("elements/new/", views.new_element, name="new_element"),
    path("elements/bulk/", views.bulk, name="bulk_elements"),
    path("elements/menu/", views.menu, name="element_menu"),
    path("elements/approved-only/", views.only_approved, name="only_approved"),
    path("elements/filters/", views.save_filter, name="save_filter"),
    path("elements/filters/<number:number>/delete/", views.delete_filter, name="delete_filter"),
    path("elements/<id:element_id>/", views.element, name="element"),
    path("elements/<id:element_id>/write/", changing.write, name="write_element"),
    path("elements/<id:element_id>/tags/", changing.tags, name="element_tags"),
    path("elements/<id:element_id>/state/", changing.state, name="element_state"),
    path("elements/<id:element_id>/assets/", changing.assets, name="element_assets"),
    path("elements/<id:element_id>/media/", changing.media, name="element_media"),
]

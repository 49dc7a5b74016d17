"""Addresses of orders and takes."""

from django.urls import path

from storyboard.takes import (
    again_views,
    chain_views,
    deciding_views,
    generation_views,
    hook_views,
    money_views,
    order_views,
    views,
)

urlpatterns = [
    path("hooks/<slug:provider>/<token>/", hook_views.hook, name="hook"),
    path("hooks/<slug:provider>/<token>/file", hook_views.hook_file, name="hook_file"),
    path("orders/", generation_views.orders, name="orders"),
    path("orders/<id:generation_id>/", generation_views.generation, name="generation"),
    path("orders/<id:generation_id>/cost/", money_views.write_cost, name="write_cost"),
    path("orders/<id:order_id>/release/", money_views.release_order, name="release_order"),
    path("orders/<id:order_id>/turn-down/", money_views.turn_down_order, name="turn_down_order"),
    path("orders/<id:generation_id>/again/", again_views.again, name="again"),
    path("orders/<id:generation_id>/<slug:action>/", deciding_views.decide, name="decide"),
    path("spend/", money_views.spend, name="spend"),
    path("spend/file/", money_views.spend_file, name="spend_file"),
    path("settings/budget/", money_views.budget, name="budget"),
    path("settings/budget/delete/", money_views.delete_budget, name="delete_budget"),
    path("projects/<id:project_id>/order/", order_views.order, name="order"),
    path("projects/<id:project_id>/order/arrived/", order_views.arrived, name="order_arrived"),
    path("projects/<id:project_id>/order/estimate/", order_views.estimate_order, name="estimate"),
    path("projects/<id:project_id>/models/", order_views.models, name="models"),
    path("projects/<id:project_id>/animatic/", views.order_animatic, name="animatic"),
    path("projects/<id:project_id>/takes/stale/", views.stale, name="stale_takes"),
    path("projects/<id:project_id>/takes/pick/", views.pick_takes, name="pick_takes"),
    path("projects/<id:project_id>/takes/<number:number>/grab/", views.grab, name="grab_frame"),
    path("projects/<id:project_id>/takes/<number:number>/", views.take, name="take"),
    path("projects/<id:project_id>/takes/<number:number>/note/", views.write_note, name="take_note"),
    path("projects/<id:project_id>/takes/<number:number>/continue/", chain_views.go_on, name="continue_take"),
    path("projects/<id:project_id>/chain/update/", chain_views.update, name="update_chain"),
    path("projects/<id:project_id>/chain/keep/", chain_views.keep, name="keep_chain"),
]

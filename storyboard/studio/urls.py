"""Ways in and out, settings, and the handbook."""

from allauth.account import views as allauth
from django.urls import path

from storyboard.studio import account_views, log_views, views

urlpatterns = [
    path("signin/", allauth.login, name="account_login"),
    path("signin/closed/", views.closed, name="account_signup"),
    path("signin/forgotten/", views.closed, name="account_reset_password"),
    path("signin/inactive/", allauth.account_inactive, name="account_inactive"),
    path("signin/again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("signin/<str:token>/", views.signin_link, name="signin_link"),
    path("signout/", views.sign_out, name="account_logout"),
    path("settings/password/", views.password, name="password"),
    path("settings/accounts/", account_views.accounts, name="accounts"),
    path("settings/accounts/new/", account_views.new_account, name="new_account"),
    path("settings/accounts/currency/", account_views.change_currency, name="change_currency"),
    path("settings/accounts/<id:account_id>/", account_views.account, name="account"),
    path("settings/accounts/<id:account_id>/key/", account_views.change_key, name="change_key"),
    path("settings/accounts/<id:account_id>/pause/", account_views.pause_account, name="pause_account"),
    path("settings/accounts/<id:account_id>/resume/", account_views.resume_account, name="resume_account"),
    path("settings/accounts/<id:account_id>/test/", account_views.test_key, name="test_key"),
    path("settings/accounts/<id:account_id>/delete/", account_views.delete_account, name="delete_account"),
    path("settings/log/", log_views.audit_log, name="audit_log"),
    path("help/", views.handbook, name="help"),
    path("help/<slug:page>/", views.handbook, name="help_page"),
]

"""Ways in and out, a person's own settings, and the handbook."""

from allauth.account import views as allauth
from django.urls import path

from storyboard.studio import views

urlpatterns = [
    path("signin/", allauth.login, name="account_login"),
    path("signin/closed/", views.closed, name="account_signup"),
    path("signin/forgotten/", views.closed, name="account_reset_password"),
    path("signin/inactive/", allauth.account_inactive, name="account_inactive"),
    path("signin/again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("signin/<str:token>/", views.signin_link, name="signin_link"),
    path("signout/", views.sign_out, name="account_logout"),
    path("settings/password/", views.password, name="password"),
    path("help/", views.handbook, name="help"),
    path("help/<slug:page>/", views.handbook, name="help_page"),
]

"""Which pages are there about commendations?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.commendations import views

app_name = "commendations"

urlpatterns = [
    path("commendations/", views.home, name="home"),
    path("commendations/new/<code:code>/", views.new, name="new"),
    path("commendations/<uuid:public_id>/", views.one, name="one"),
]

"""Which pages are there about figures? The overview, all of one, one opened, the meanings."""

from django.urls import path

from jingwei.shell.figures import views
from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes

app_name = "figures"

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("figures/", views.own, name="own"),
    path("figures/definitions/", views.definitions, name="definitions"),
    path("figures/<code:code>/", views.organisation, name="organisation"),
    path("figures/<code:code>/<str:indicator>/", views.evidence, name="evidence"),
]

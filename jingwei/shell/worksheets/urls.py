"""Which pages are there about splits, mergers and conversions?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.shell.worksheets import views

app_name = "worksheets"

urlpatterns = [
    path("worksheets/", views.listing, name="list"),
    path("worksheets/new/<code:code>/", views.begin, name="new"),
    path("worksheets/<uuid:public_id>/", views.page, name="sheet"),
    path("worksheets/<uuid:public_id>/<slug:act>/", views.change, name="act"),
]

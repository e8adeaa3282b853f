"""Which pages are there about organisations and units? Stable addresses, one for each tab."""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.shell.orgs.views import changes, choosing, known, pages, tree, units

app_name = "orgs"
CODE = "orgs/<code:code>"

urlpatterns = [
    path("orgs/", pages.home, name="home"),
    path("orgs/tree/", tree.branch, name="tree"),
    path("orgs/choose/", choosing.choose, name="choose"),
    path(f"{CODE}/", pages.overview, name="org-home"),
    path(f"{CODE}/posts/", pages.posts, name="org-posts"),
    path(f"{CODE}/members/", pages.members, name="org-members"),
    path(f"{CODE}/below/", pages.below, name="org-below"),
    path(f"{CODE}/units/", pages.units, name="org-units"),
    path(f"{CODE}/ledger/", pages.ledger, name="org-ledger"),
    path(f"{CODE}/history/", pages.history, name="org-history"),
    path(f"{CODE}/known/", known.page, name="org-known"),
    path(f"{CODE}/change/", changes.menu, name="org-change"),
    path(f"{CODE}/change/<slug:act>/", changes.change, name="org-act"),
    path("units/", units.listing, name="units"),
    path("units/new/<code:code>/", units.open_new, name="unit-new"),
    path("units/<uuid:public_id>/", units.page, name="unit"),
    path("units/<uuid:public_id>/<slug:act>/", units.change, name="unit-act"),
]

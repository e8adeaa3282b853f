"""Which pages are there about centres? For the office, and (``services/``) for residents."""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.community.centres.views import catalogue, circle, office, public

app_name = "centres"
ROOT = "community/centres"

urlpatterns = [
    path(f"{ROOT}/", office.home, name="home"),
    path(f"{ROOT}/centres.xlsx", office.export, name="export"),
    path(f"{ROOT}/centres.geojson", office.points, name="points"),
    path(f"{ROOT}/new/<code:code>/", office.new, name="new"),
    path(f"{ROOT}/<uuid:public_id>/", office.centre, name="centre"),
    path(f"{ROOT}/<uuid:public_id>/edit/", office.edit, name="edit"),
    path(f"{ROOT}/<uuid:public_id>/end/", office.end, name="end"),
    path(f"{ROOT}/<uuid:public_id>/close/", office.close, name="close"),
    path(f"{ROOT}/<uuid:public_id>/offer/", office.offer, name="offer"),
    path(f"{ROOT}/<uuid:public_id>/propose/", catalogue.propose, name="propose"),
    path(f"{ROOT}/closed/<uuid:public_id>/reopen/", office.reopen, name="reopen"),
    path(f"{ROOT}/offerings/<uuid:public_id>/stop/", office.stop, name="stop"),
    path(f"{ROOT}/circle/", circle.circle, name="circle"),
    path(f"{ROOT}/catalogue/", catalogue.home, name="catalogue"),
    path(f"{ROOT}/catalogue/new/<code:code>/", catalogue.new_category, name="new-category"),
    path(f"{ROOT}/catalogue/<uuid:public_id>/new/", catalogue.new_item, name="new-item"),
    path(f"{ROOT}/items/<uuid:public_id>/", catalogue.item, name="item"),
    path(f"{ROOT}/items/<uuid:public_id>/edit/", catalogue.edit_item, name="edit-item"),
    path(f"{ROOT}/items/<uuid:public_id>/end/", catalogue.end_item, name="end-item"),
    path(f"{ROOT}/proposals/", catalogue.proposals, name="proposals"),
    path(f"{ROOT}/proposals/<uuid:public_id>/", catalogue.answer, name="answer"),
    path("services/", public.services, name="public"),
    path("services/items/<uuid:public_id>/", public.item, name="public-item"),
    path("services/centres/", public.centres, name="public-centres"),
    path("services/centres/<uuid:public_id>/", public.centre, name="public-centre"),
    path("services/centres/<uuid:public_id>/notice/", public.notice, name="notice"),
]

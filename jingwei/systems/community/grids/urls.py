"""Which pages are there about communities and grids?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.community.grids.views import (
    bordering,
    communities,
    drawing,
    grids,
    houses,
    taking,
)

app_name = "grids"
ROOT = "community"

urlpatterns = [
    path(f"{ROOT}/communities/", communities.home, name="home"),
    path(f"{ROOT}/communities/new/", communities.enter, name="enter"),
    path(f"{ROOT}/communities/<uuid:public_id>/", communities.community, name="community"),
    path(f"{ROOT}/communities/<uuid:public_id>/change/", communities.change, name="change"),
    path(f"{ROOT}/communities/<uuid:public_id>/seat/", communities.seat, name="seat"),
    path(f"{ROOT}/communities/<uuid:public_id>/buildings/", houses.home, name="buildings"),
    path(f"{ROOT}/communities/<uuid:public_id>/buildings/new/", houses.add, name="add-building"),
    path(f"{ROOT}/communities/<uuid:public_id>/border/", bordering.border, name="border"),
    path(f"{ROOT}/communities/<uuid:public_id>/layout/", grids.layout, name="layout"),
    path(f"{ROOT}/seats/<uuid:public_id>/end/", communities.leave, name="leave"),
    path(f"{ROOT}/structure/<code:code>/", communities.slots, name="slots"),
    path(f"{ROOT}/troubles/", communities.troubles, name="troubles"),
    path(f"{ROOT}/troubles/<code:code>/", communities.trouble, name="trouble"),
    path(f"{ROOT}/buildings/<uuid:public_id>/", houses.building, name="building"),
    path(f"{ROOT}/buildings/<uuid:public_id>/end/", houses.end, name="end-building"),
    path(f"{ROOT}/stairwells/<uuid:public_id>/contact/", houses.contact, name="contact"),
    path(f"{ROOT}/contacts/<uuid:public_id>/end/", houses.withdraw, name="withdraw"),
    path(f"{ROOT}/map/", drawing.home, name="map"),
    path(f"{ROOT}/communities/<uuid:public_id>/take/", taking.home, name="take"),
    path(
        f"{ROOT}/communities/<uuid:public_id>/contacts.xlsx", taking.contacts,
        name="contacts-xlsx",
    ),
    *(
        path(f"{ROOT}/communities/<uuid:public_id>/{what}.{form}", view, {"what": what},
             name=f"{what}-{form}")
        for what in ("grids", "buildings", "centres")
        for form, view in (("xlsx", taking.workbook), ("geojson", taking.geojson))
    ),
    path(f"{ROOT}/grids/", grids.home, name="grids"),
    path(f"{ROOT}/grids/<uuid:public_id>/", grids.grid, name="grid"),
    path(f"{ROOT}/grids/<uuid:public_id>/assign/", grids.assign, name="assign"),
    path(f"{ROOT}/asked/<uuid:public_id>/", grids.ask, name="ask"),
    path(f"{ROOT}/assignments/<uuid:public_id>/end/", grids.unassign, name="unassign"),
]  # fmt: skip

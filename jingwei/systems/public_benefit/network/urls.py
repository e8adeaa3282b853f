"""Which pages are there about the network?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.public_benefit.network.views import keeping, network

app_name = "network"
ROOT = "benefit/network"
ONE = f"{ROOT}/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", network.home, name="home"),
    path(f"{ROOT}/new/<code:code>/", network.new, name="new"),
    path(f"{ROOT}/providers/", network.providers, name="providers"),
    path(f"{ROOT}/providers/new/<code:code>/", network.new_provider, name="new-provider"),
    path(f"{ONE}/", network.station, name="station"),
    path(f"{ONE}/change/", keeping.change, name="change"),
    path(f"{ONE}/close/", keeping.close, name="close"),
    path(f"{ONE}/staff/new/", keeping.staff, name="staff"),
    path(f"{ONE}/staff/<uuid:staff_id>/end/", keeping.end_staff, name="end-staff"),
    path(f"{ONE}/services/new/", keeping.service, name="service"),
    path(f"{ONE}/services/<uuid:service_id>/count/", keeping.count, name="count"),
    path("ask/stations/", network.public, name="public"),
]

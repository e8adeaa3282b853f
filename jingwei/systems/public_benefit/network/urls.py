"""Which pages are there about the network?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.public_benefit.network.views import days, keeping, network, providers, raised

app_name = "network"
ROOT = "benefit/network"
ONE = f"{ROOT}/<uuid:public_id>"
HELPER = f"{ROOT}/providers/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", network.home, name="home"),
    path(f"{ROOT}/new/<code:code>/", network.new, name="new"),
    path(f"{ROOT}/raised/", raised.raised, name="raised"),
    path(f"{ROOT}/stations.xlsx", network.export, name="export"),
    path(f"{ROOT}/providers.xlsx", providers.export, name="export-providers"),
    path(f"{ROOT}/providers/", providers.home, name="providers"),
    path(f"{ROOT}/providers/new/<code:code>/", providers.new, name="new-provider"),
    path(f"{HELPER}/", providers.provider, name="provider"),
    path(f"{HELPER}/renew/", providers.renew, name="renew-provider"),
    path(f"{HELPER}/end/", providers.end, name="end-provider"),
    path(f"{ONE}/", network.station, name="station"),
    path(f"{ONE}/change/", keeping.change, name="change"),
    path(f"{ONE}/close/", keeping.close, name="close"),
    path(f"{ONE}/staff/new/", days.staff, name="staff"),
    path(f"{ONE}/staff/<uuid:staff_id>/change/", days.change_staff, name="change-staff"),
    path(f"{ONE}/staff/<uuid:staff_id>/end/", days.end_staff, name="end-staff"),
    path(f"{ONE}/shut/new/", days.shut, name="shut"),
    path(f"{ONE}/shut/<uuid:shut_id>/remove/", days.unshut, name="unshut"),
    path(f"{ONE}/services/new/", keeping.service, name="service"),
    path(f"{ONE}/services/<uuid:service_id>/place/", keeping.place_service, name="place-service"),
    path(f"{ONE}/services/<uuid:service_id>/count/", keeping.count, name="count"),
    path("ask/stations/", network.public, name="public"),
]

"""Which pages are there about errands?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.public_benefit.proxies.views import agents, errands

app_name = "proxies"
ROOT = "benefit/proxies"
ONE = f"{ROOT}/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", errands.home, name="home"),
    path(f"{ROOT}/agents/", agents.home, name="agents"),
    path(f"{ROOT}/agents/new/<code:code>/", agents.new, name="new-agent"),
    path(f"{ROOT}/agents/<uuid:public_id>/end/", agents.end, name="end-agent"),
    path(f"{ONE}/", errands.errand, name="errand"),
    path(f"{ONE}/take/", errands.take, name="take"),
    path(f"{ONE}/hand/", errands.hand, name="hand"),
    path(f"{ONE}/mandate.<slug:kind>", errands.mandate, name="mandate"),
]

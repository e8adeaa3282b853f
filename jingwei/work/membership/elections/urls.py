"""Which pages are there about elections?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.elections.views import counting, delegates, preparing, rights

app_name = "elections"
ONE = "elections/<uuid:public_id>"

urlpatterns = [
    path("elections/", preparing.home, name="home"),
    path("elections/new/<code:code>/", preparing.new, name="new"),
    path("elections/rights/", rights.rights, name="rights"),
    path("elections/rights/new/<code:code>/", rights.suspend, name="suspend"),
    path("elections/rights/<uuid:public_id>/restore/", rights.restore, name="restore"),
    path(f"{ONE}/", preparing.page, name="election"),
    path(f"{ONE}/plan/", preparing.plan, name="plan"),
    path(f"{ONE}/candidates/", preparing.candidates, name="candidates"),
    path(f"{ONE}/candidates/<uuid:candidate>/withdraw/", preparing.withdraw, name="withdraw"),
    path(f"{ONE}/delegates/", delegates.allot, name="delegates"),
    path(f"{ONE}/delegates/list/", delegates.listed, name="delegate-list"),
    path(f"{ONE}/delegates/check/", delegates.check, name="delegate-check"),
    path(f"{ONE}/delegates/<uuid:delegate>/vacate/", delegates.vacate, name="vacate"),
    path(f"{ONE}/meeting/", counting.meeting, name="meeting"),
    path(f"{ONE}/sitting/", counting.sitting, name="sitting"),
    path(f"{ONE}/count/<slug:office>/", counting.count, name="count"),
    path(f"{ONE}/fields/", counting.work, name="work"),
    path(f"{ONE}/papers/<slug:what>.<slug:kind>", counting.paper, name="paper"),
]

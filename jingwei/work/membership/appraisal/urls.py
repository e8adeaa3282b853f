"""Which pages are there about appraisals?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.appraisal.views import lines, own, rounds

app_name = "appraisal"

urlpatterns = [
    path("appraisals/", rounds.home, name="home"),
    path("appraisals/of/<code:code>/", rounds.of_org, name="of"),
    path("appraisals/of/<code:code>/call/", rounds.call, name="call"),
    path("appraisals/<uuid:public_id>/", rounds.round_page, name="round"),
    path("appraisals/<uuid:public_id>/votes/", rounds.votes, name="votes"),
    path("appraisals/<uuid:public_id>/results.<slug:kind>", rounds.results, name="results"),
    path("appraisals/lines/<uuid:public_id>/", lines.line, name="line"),
    path("appraisals/lines/<uuid:public_id>/skip/", lines.skip, name="skip"),
    path("appraisals/lines/<uuid:public_id>/mutual/", lines.mutual, name="mutual"),
    path("me/appraisal/", own.words, name="own-words"),
    path("me/appraisal/object/", own.object_, name="object"),
    path("me/appraisal/withdraw/", own.withdraw, name="withdraw"),
]

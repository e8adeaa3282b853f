"""Which pages are there about careers, reserves and problems?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.competence.careers.views import cadres, own, problems, reserve

app_name = "careers"
ROOT = "competence/careers"

urlpatterns = [
    path(f"{ROOT}/", cadres.home, name="home"),
    path(f"{ROOT}/new/<code:code>/", cadres.enter, name="enter"),
    path(f"{ROOT}/<uuid:public_id>/", cadres.cadre, name="cadre"),
    path(f"{ROOT}/<uuid:public_id>/grade/", cadres.grade, name="grade"),
    path(f"{ROOT}/<uuid:public_id>/talk/", cadres.talk, name="talk"),
    path(f"{ROOT}/<uuid:public_id>/hand-over/", cadres.hand_over, name="hand-over"),
    path(f"{ROOT}/<uuid:public_id>/handover.<slug:kind>", cadres.handover_paper, name="handover"),
    path(f"{ROOT}/<uuid:public_id>/leave/", cadres.leave, name="leave"),
    path(f"{ROOT}/talks/<uuid:public_id>/", cadres.review, name="review"),
    path(f"{ROOT}/rules/", cadres.rules, name="rules"),
    path(f"{ROOT}/rules/new/<code:code>/", cadres.new_rule, name="new-rule"),
    path(f"{ROOT}/vacancies/", reserve.vacancies, name="vacancies"),
    path(f"{ROOT}/reserve/", reserve.home, name="reserve"),
    path(f"{ROOT}/reserve/new/<code:code>/", reserve.new, name="new-reserve"),
    path(f"{ROOT}/reserve/<uuid:public_id>/end/", reserve.end, name="end-reserve"),
    path(f"{ROOT}/mine/", own.mine, name="mine"),
    path(f"{ROOT}/mine/<uuid:public_id>/", own.review, name="own-review"),
    path("competence/problems/", problems.home, name="problems"),
    path("competence/problems/new/<code:code>/", problems.new, name="new-problem"),
    path("competence/problems/<uuid:public_id>/", problems.problem, name="problem"),
    path("competence/problems/<uuid:public_id>/change/", problems.change, name="change-problem"),
]

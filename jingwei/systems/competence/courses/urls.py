"""Which pages are there about courses? For learners, and for those who hold them."""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.competence.courses.views import asking, keeping, learning

app_name = "courses"
ROOT = "competence/courses"

urlpatterns = [
    path(f"{ROOT}/menu/", learning.menu, name="menu"),
    path(f"{ROOT}/menu/<uuid:public_id>/", learning.one, name="one"),
    path(f"{ROOT}/mine/", learning.mine, name="mine"),
    path(f"{ROOT}/mine/<uuid:public_id>.pdf", learning.certificate, name="certificate"),
    path(f"{ROOT}/mine/need/<uuid:public_id>/", learning.need, name="need"),
    path(f"{ROOT}/", keeping.home, name="home"),
    path(f"{ROOT}/catalogue.xlsx", keeping.export, name="export"),
    path(f"{ROOT}/learners/", keeping.learners, name="learners"),
    path(f"{ROOT}/new/<code:code>/", keeping.new, name="new"),
    path(f"{ROOT}/<uuid:public_id>/", keeping.course, name="course"),
    path(f"{ROOT}/<uuid:public_id>/edit/", keeping.edit, name="edit"),
    path(f"{ROOT}/<uuid:public_id>/add/", keeping.add, name="add"),
    path(f"{ROOT}/<uuid:public_id>/roster.<slug:kind>", keeping.paper, name="paper"),
    path(f"{ROOT}/lessons/<uuid:public_id>/", keeping.roster, name="roster"),
    path(f"{ROOT}/surveys/", asking.surveys, name="surveys"),
    path(f"{ROOT}/surveys/new/<code:code>/", asking.new_survey, name="new-survey"),
    path(f"{ROOT}/surveys/<uuid:public_id>/", asking.survey, name="survey"),
    path(f"{ROOT}/programmes/", asking.programmes, name="programmes"),
    path(f"{ROOT}/programmes/new/<code:code>/", asking.new_programme, name="new-programme"),
    path(f"{ROOT}/programmes/<uuid:public_id>/", asking.programme, name="programme"),
]

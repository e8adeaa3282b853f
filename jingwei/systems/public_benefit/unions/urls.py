"""Which pages are there about unions?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.public_benefit.unions.views import unions, work

app_name = "unions"
ROOT = "benefit/unions"
ONE = f"{ROOT}/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", unions.home, name="home"),
    path(f"{ROOT}/unions.xlsx", unions.export, name="export"),
    path(f"{ROOT}/new/<code:code>/", unions.new, name="new"),
    path(f"{ONE}/", unions.union, name="union"),
    path(f"{ONE}/sign/<code:code>/", unions.sign, name="sign"),
    path(f"{ONE}/projects/new/", work.new_project, name="new-project"),
    path(f"{ONE}/projects/<uuid:project_id>/finish/", work.finish, name="finish-project"),
    path(f"{ONE}/projects/<uuid:project_id>/drop/", work.drop, name="drop-project"),
    path(f"{ONE}/goals/<uuid:goal_id>/", work.measure, name="measure"),
]

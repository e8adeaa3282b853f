"""Which pages are there about groups that serve a community?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.community.groups import views

app_name = "groups"
ROOT = "community/groups"
ONE = f"{ROOT}/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", views.home, name="home"),
    path(f"{ROOT}/sorts/<code:code>/", views.sorts, name="sorts"),
    path(f"{ONE}/", views.group, name="group"),
    path(f"{ONE}/change/", views.change, name="change"),
    path(f"{ONE}/end/", views.end, name="end"),
    path(f"{ONE}/members/new/", views.serve, name="serve"),
    path(f"{ONE}/deeds/new/", views.deed, name="deed"),
    path(f"{ROOT}/members/<uuid:public_id>/end/", views.stop, name="stop"),
    path("community/communities/<uuid:public_id>/groups/new/", views.new, name="new"),
]

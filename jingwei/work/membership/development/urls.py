"""Which pages are there about the development of members?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.development import views

app_name = "development"

urlpatterns = [
    path("development/", views.home, name="home"),
    path("development/of/<code:code>/", views.of_org, name="of"),
    path("development/board/<code:code>/", views.board, name="board"),
    path("development/of/<code:code>/export/", views.export, name="export"),
    path("development/new/<code:code>/", views.new, name="new"),
    path("development/<uuid:public_id>/", views.case, name="case"),
    path("development/<uuid:public_id>/edit/", views.edit, name="edit"),
    path("development/<uuid:public_id>/record.<slug:kind>", views.record, name="record"),
]

"""Which pages are there about cases? Those under way, one with its next step, its papers."""

from django.urls import path

from jingwei.shell.flows.views import cases, checklists

app_name = "flows"
LIST = "flows/checklists/<uuid:public_id>"
ONE = "flows/<str:flow>/<uuid:public_id>"

urlpatterns = [
    path("flows/", cases.under_way, name="list"),
    path("flows/checklists/", checklists.listed, name="checklists"),
    path("flows/checklists/add/", checklists.add, name="checklist-add"),
    path(f"{LIST}/", checklists.one, name="checklist"),
    path(f"{LIST}/change/", checklists.change, name="checklist-change"),
    path(f"{LIST}/end/", checklists.end, name="checklist-end"),
    path(f"{ONE}/", cases.case, name="case"),
    path(f"{ONE}/steps/<slug:verb>/", cases.take, name="take"),
    path(f"{ONE}/limits/<slug:name>/", cases.extend, name="extend"),
    path(f"{ONE}/papers/<uuid:paper>/", cases.paper, name="paper"),
]

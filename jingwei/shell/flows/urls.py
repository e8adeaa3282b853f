"""Which pages are there about cases? Those under way, one with its next step, its papers."""

from django.urls import path

from jingwei.shell.flows import views

app_name = "flows"
ONE = "flows/<str:flow>/<uuid:public_id>"

urlpatterns = [
    path("flows/", views.under_way, name="list"),
    path(f"{ONE}/", views.case, name="case"),
    path(f"{ONE}/steps/<slug:verb>/", views.take, name="take"),
    path(f"{ONE}/limits/<slug:name>/", views.extend, name="extend"),
    path(f"{ONE}/papers/<uuid:paper>/", views.paper, name="paper"),
]

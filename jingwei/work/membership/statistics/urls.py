"""Which pages are there about the annual statistics?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.statistics import views

app_name = "statistics"
ONE = "statistics/<code:code>/<int:year>"

urlpatterns = [
    path("statistics/", views.home, name="home"),
    path(f"{ONE}/", views.page, name="report"),
    path(f"{ONE}/freeze/", views.freeze, name="freeze"),
    path(f"{ONE}/workbook/", views.workbook, name="workbook"),
    path(f"{ONE}/<slug:table>/<slug:row>/<slug:column>/", views.cell, name="cell"),
]

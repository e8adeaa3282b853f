"""Which pages are there about transfers? The desk, one of them, and the member's own."""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.transfers import views

app_name = "transfers"

urlpatterns = [
    path("transfers/", views.desk, name="desk"),
    path("transfers/export.xlsx", views.export, name="export"),
    path("transfers/new/<uuid:public_id>/", views.new, name="new"),
    path("transfers/letters/<code:code>/", views.letter, name="letter"),
    path("transfers/<uuid:public_id>/", views.transfer, name="transfer"),
    path("me/transfer/", views.ask, name="ask"),
    path("me/transfer/back/", views.take_back, name="take-back"),
]

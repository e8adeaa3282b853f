"""Which pages are there about studios?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.systems.public_benefit.studios.views import public, studios

app_name = "studios"
ROOT = "benefit/studios"
ONE = f"{ROOT}/<uuid:public_id>"

urlpatterns = [
    path(f"{ROOT}/", studios.home, name="home"),
    path(f"{ROOT}/studios.xlsx", studios.export, name="export"),
    path(f"{ROOT}/new/<code:code>/", studios.new, name="new"),
    path(f"{ONE}/", studios.studio, name="studio"),
    path(f"{ONE}/change/", studios.change, name="change"),
    path(f"{ONE}/close/", studios.close, name="close"),
    path(f"{ONE}/delegates/new/", studios.delegate, name="delegate"),
    path(f"{ONE}/delegates/<uuid:delegate_id>/end/", studios.end_delegate, name="end-delegate"),
    path(f"{ONE}/receive/", studios.receive, name="receive"),
    path("ask/studios/", public.studios, name="public"),
]

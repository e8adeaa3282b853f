"""Which pages has the API? Those of the own keys."""

from django.urls import path

from jingwei.api import pages

app_name = "keys"
urlpatterns = [
    path("account/keys/", pages.keys, name="home"),
    path("account/keys/<uuid:public_id>/end/", pages.end, name="end"),
]

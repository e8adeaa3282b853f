"""Which pages has the API? Those of the own keys, and the Open311 door."""

from django.urls import path

from jingwei.api import open311, pages

app_name = "keys"
urlpatterns = [
    path("open311/v2/services.<str:form>", open311.services, name="open311-services"),
    path("open311/v2/services/<str:code>.<str:form>", open311.service, name="open311-service"),
    path("open311/v2/requests.<str:form>", open311.requests, name="open311-requests"),
    path("open311/v2/requests/<uuid:public_id>.<str:form>", open311.one, name="open311-request"),
    path("account/keys/", pages.keys, name="home"),
    path("account/keys/<uuid:public_id>/end/", pages.end, name="end"),
]

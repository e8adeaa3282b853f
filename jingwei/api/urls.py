"""Which addresses does the API have? All under /api/v1/, described at /api/v1/openapi.json."""

from django.urls import path

from jingwei.api.core import api
from jingwei.api.parts import load

load()

urlpatterns = [path("v1/", api.urls)]

"""Which addresses does the shell have? Its own few, then each page folder's that exists.

Each ``urls.py`` says ``app_name = "orgs"`` and writes whole addresses: ``path("orgs/", ...)``.
"""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from jingwei.shell import views

FOLDERS = (
    "signin", "today", "orgs", "members", "figures", "accounts", "ledger", "me",
    "search", "help", "rulebook", "flows", "worksheets",
    "notices", "handover",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("display/", views.display, name="display"),
    path("language/", views.language, name="language"),
    path("session/", views.session, name="session"),
    path("healthz", views.healthz, name="healthz"),
]
urlpatterns += [
    path("", include(f"jingwei.shell.{folder}.urls"))
    for folder in FOLDERS
    if find_spec(f"jingwei.shell.{folder}") and find_spec(f"jingwei.shell.{folder}.urls")
]

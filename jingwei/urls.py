"""Which address leads where? One table: the shell's pages, imports, the API."""

from django.urls import include, path

from jingwei.ops.parts import pages

urlpatterns = [
    path("", include("jingwei.shell.urls")),
    *(path("", include(addresses)) for addresses in pages("work", "systems")),
    path("", include("jingwei.ops.imports.urls")),
    path("", include("jingwei.api.page_urls")),
    path("api/", include("jingwei.api.urls")),
]

handler400 = "jingwei.shell.errors.bad_request"
handler403 = "jingwei.shell.errors.forbidden"
handler404 = "jingwei.shell.errors.not_found"
handler500 = "jingwei.shell.errors.server_error"

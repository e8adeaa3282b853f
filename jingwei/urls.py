"""Which address leads where? One table: the shell's pages, imports, the API."""

from django.urls import include, path

urlpatterns = [
    path("", include("jingwei.shell.urls")),
    path("", include("jingwei.work.meetings.urls")),
    path("", include("jingwei.ops.imports.urls")),
    path("", include("jingwei.api.page_urls")),
    path("api/", include("jingwei.api.urls")),
]

handler400 = "jingwei.shell.errors.bad_request"
handler403 = "jingwei.shell.errors.forbidden"
handler404 = "jingwei.shell.errors.not_found"
handler500 = "jingwei.shell.errors.server_error"

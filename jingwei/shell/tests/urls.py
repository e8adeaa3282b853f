"""Pages that go wrong in every way, for the tests of what is then seen."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.http import done, refused, render_fragment
from jingwei.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler500,
)
from jingwei.urls import (
    urlpatterns as real,
)

SHORT = Finding("org.name", "名称还没有写，请写全称。", "组织管理规定", {"field_id": "id_name"})
DATE = Finding("org.date", "成立日期晚于今天，请改成今天或更早。")


def raises(request: HttpRequest, what: str) -> HttpResponse:
    if what == "changes":
        Organisation.everything.filter(pk=request.scope.org_id).update(contact="改过")  # type: ignore[attr-defined]
        raise Refused(SHORT, DATE)
    raise {
        "400": BadRequest("x"), "403": PermissionDenied("x"), "404": Http404("x"),
        "500": RuntimeError("x"), "422": Refused(SHORT, DATE),
        "409": Refused(Finding("version.changed", "韩示十刚改过，请看过再改。")),
        "duty": Refused(Finding("access.duty", "这件事不归您现在的身份办。")),
    }[what]  # fmt: skip


def form(request: HttpRequest) -> HttpResponse:
    return refused(request, Refused(SHORT), "shell/refusal.html", {"typed": request.POST.get("t")})


def frame(request: HttpRequest) -> HttpResponse:
    return render_fragment(request, "shell/refusal.html", "shell/_findings.html", {})


def deed(request: HttpRequest) -> HttpResponse:
    return done(request, "/frame/", "已改名为“东镇新党委”")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": "/sign-in/?next=/x/"})


urlpatterns = [
    *real,
    path("raises/<str:what>/", raises),
    path("api/raises/<str:what>/", raises),
    path("form/", form),
    path("frame/", frame),
    path("deed/", deed),
    path("to-sign-in/", to_sign_in),
]

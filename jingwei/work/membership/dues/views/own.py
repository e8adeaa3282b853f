"""How does a member ask to pay less? Said once; the branch puts it forward or answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.kernel.days import first_of_month
from jingwei.kernel.findings import Refused
from jingwei.shell.http import done, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.dues import deciding
from jingwei.work.membership.dues.forms import AskForm
from jingwei.work.membership.dues.models import Relief

UNPROCESSABLE = 422
PAGE = "dues/ask.html"


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """申请少交或免交党费."""
    today = timezone.localdate()
    start = {"since": f"{first_of_month(today):%Y-%m}", "last": f"{today.year}-12"}
    form = AskForm(posted(request), initial=start)
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        if request.method == "GET" or not form.is_valid():
            status = UNPROCESSABLE if request.method == "POST" else 200
            return render(request, PAGE, {"form": form}, status=status)
        try:
            deciding.ask_relief(oneself=oneself, at=timezone.now(), **form.told())
        except Refused as refusal:
            return refused(request, pointed(form, refusal), PAGE, {"form": form})
    return done(request, "me:home", _("已送到支部，支部转报上级党委决定。"))


@require_POST
@signed_in
def take_back(request: HttpRequest) -> HttpResponse:
    """收回申请, while it waits for the branch."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        try:
            deciding.take_back_relief(oneself=oneself, at=timezone.now())
        except Relief.DoesNotExist as missing:
            raise Http404 from missing
    return done(request, "me:home", _("已收回申请。"))

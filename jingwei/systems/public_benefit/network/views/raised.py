"""What went up a level in the network?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.things import own_org
from jingwei.systems.public_benefit.network import raised as queries

HOWS = ((queries.BY_HAND, _("请上级来办")), (queries.BY_CLOCK, _("超期报上级")))


@require_GET
@needs(Duty.MATTERS_SEE)
def raised(request: HttpRequest) -> HttpResponse:
    """往上一级的: each step up with its day, by whom or by which clock, and where it stands."""
    scope = scope_of(request)
    how, everything = request.GET.get("how", ""), request.GET.get("all") == "1"
    page = page_of(
        queries.raised(scope, how=how, is_open=not everything), keys=("-at", "-id"),
        at=request.GET.get("at", ""),
    )  # fmt: skip
    today = timezone.localdate()
    rows = queries.told(scope, page.rows)
    context = {
        "page": page, "rows": [(one, one.is_late(today)) for one in rows], "how": how,
        "hows": HOWS, "everything": everything, "org": own_org(request),
    }  # fmt: skip
    return render(request, "network/raised.html", context)

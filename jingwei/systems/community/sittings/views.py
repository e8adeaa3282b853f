"""How are meetings of the bodies of a community seen, recorded, put right, and followed up?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.days import years_before
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, open_url, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.shell.things import answered
from jingwei.systems.community.grids import queries as grids
from jingwei.systems.community.grids.kinds import SlotKind
from jingwei.systems.community.grids.models import Community, Slot
from jingwei.systems.community.grids.views.shared import KEEP, SEE, events_of, kept, own_org, seen
from jingwei.systems.community.sittings import actions, papers, queries
from jingwei.systems.community.sittings.forms import FinishForm, SittingForm, day_of, started
from jingwei.systems.community.sittings.models import Sitting

FORM = "sittings/form.html"
FORMATS: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """会议 of the bodies of all communities in sight, and what is late."""
    scope, today = scope_of(request), timezone.localdate()
    kind = request.GET.get("kind", "")
    kinds = [one for one in SlotKind.choices if one[0] != SlotKind.BODY]
    rows = queries.sittings(scope, kind=kind if kind in SlotKind.values else "")
    page = page_of(rows, keys=("-on", "-id"), at=request.GET.get("at", ""))
    context = {
        "page": page, "rows": _rows(page.rows), "org": own_org(request), "kinds": kinds,
        "kind": kind, "late": list(queries.open_decisions(scope, today)[:6]), "today": today,
    }  # fmt: skip
    return render(request, "sittings/list.html", context)


def _rows(rows: list[Sitting]) -> list[tuple[Sitting, queries.Counted]]:
    counts = queries.counted(rows)
    return [(row, counts[row.pk]) for row in rows]


@require_GET
@needs(SEE)
def community(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bodies of one community: when each met last, and what it met about."""
    row, scope, today = (
        seen(grids.community, request, public_id), scope_of(request), timezone.localdate(),
    )  # fmt: skip
    rows = queries.sittings(scope, community=row)
    page = page_of(rows, keys=("-on", "-id"), at=request.GET.get("at", ""))
    context = {
        "community": row, "page": page, "rows": _rows(page.rows),
        "bodies": queries.bodies(row, today, years_before(today, 1)),
        "may_keep": scope.holds(KEEP, row.org_path),
        "life_url": open_url(scope, reverse("meetings:of", args=[row.org.code])),
    }  # fmt: skip
    return render(request, "sittings/community.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """记会议 of the body that the address names, or the choice of one."""
    row, today = kept(grids.community, request, public_id), timezone.localdate()
    slot = _slot(row, request.GET.get("slot", ""))
    if slot is None:
        slots = [one for one in grids.slots_of(row, today) if one.kind != SlotKind.BODY]
        return render(request, "sittings/choose.html", {"community": row, "slots": slots})
    data = posted(request)
    seats = queries.seats_on(slot, day_of(data, today))
    form = SittingForm(data, seats=seats, initial={"on": today.isoformat()})
    context = _context(row, slot, form, _("记会议"), _("记下"))

    def act() -> tuple[str, str]:
        made = actions.record_sitting(
            slot=slot, told=form.told(), by=scope_of(request), at=timezone.now()
        )
        return _page(made), _("已记下，定的事到期前会提醒。")

    return answered(request, context, act, FORM)


def _slot(row: Community, said: str) -> Slot | None:
    """Raises: Http404 for a body of another community, or none."""
    if not said:
        return None
    found = [
        one for one in grids.slots_of(row, timezone.localdate())
        if str(one.public_id) == said and one.kind != SlotKind.BODY
    ]  # fmt: skip
    if not found:
        raise Http404
    return found[0]


@require_GET
@needs(SEE)
def sitting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One meeting: who came, what was said, what was decided and what became of it."""
    row, scope = seen(queries.sitting, request, public_id), scope_of(request)
    context = {
        "sitting": row, "came": queries.came(row), "decisions": queries.decisions(row),
        "today": timezone.localdate(), "may_keep": scope.holds(KEEP, row.org_path),
        "events": events_of(scope, "sitting", row.public_id),
    }  # fmt: skip
    return render(request, "sittings/sitting.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """更正, with a reason; the line says who and when."""
    row = kept(queries.sitting, request, public_id)
    data, decisions = posted(request), queries.decisions(row)
    form = SittingForm(
        data, seats=queries.seats_on(row.slot, day_of(data, row.on)), tasks=len(decisions),
        correcting=True, initial=started(row, queries.came_with_seats(row), decisions),
    )  # fmt: skip
    context = _context(row.community, row.slot, form, _("更正会议记录"), _("更正"), _page(row))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.correct_sitting(
            sitting=row, told=form.told(), reason=said["reason"], by=scope_of(request),
            at=timezone.now(), version=said["version"],
        )  # fmt: skip
        return _page(row), _("已更正。")

    return answered(request, context, act, FORM)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """办好了: what was decided is done, and with which result."""
    row = kept(queries.decision, request, public_id)
    form = FinishForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    back = reverse("sittings:sitting", args=[row.sitting.public_id])
    context = {
        "org": row.text, "form": form, "title": _("会上定的事办好了"), "button": _("记下"),
        "back_url": back, "hint": _("{who}办").format(who=row.owner),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.finish_decision(
            decision=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data
        )
        return back, _("已记为办好。")

    return answered(request, context, act, "grids/simple.html")


@require_GET
@needs(SEE)
def minutes(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """会议记录 as .docx or PDF. Raises: Http404."""
    row = seen(queries.sitting, request, public_id)
    if kind not in FORMATS:
        raise Http404
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(papers.minutes(row)), content_type=mime)
    name = f"{row.on:%Y%m%d}{row.slot.title}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _page(row: Sitting) -> str:
    return reverse("sittings:sitting", args=[row.public_id])


def _context(
    community: Community, slot: Slot, form: Any, title: str, button: str, back: str = ""
) -> dict[str, Any]:
    back = back or reverse("sittings:community", args=[community.public_id])
    return {
        "community": community, "slot": slot, "form": form, "title": title, "button": button,
        "back_url": back,
    }  # fmt: skip

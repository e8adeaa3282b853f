"""How does a page take a step? The engine judges; what was typed and uploaded is kept."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.middleware import KEEPS
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.shell.flows import posting
from jingwei.shell.flows.forms import StepForm
from jingwei.shell.http import done, refused
from jingwei.shell.orgs.days import read
from jingwei.systems.competence.disposition import actions, checklist
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.page import CasePage


def answer(
    request: HttpRequest, page: CasePage, verb: str, *, template: str,
    context: Callable[[CasePage], dict[str, Any]], back: str = "disposition:case",
) -> HttpResponse:  # fmt: skip
    """Take the step that the form asks for, or draw the page again with every reason."""
    step = DISPOSITION.step(verb, page.look.rules)
    if step is None:
        raise Http404
    step = page.look.extended(step)
    form = StepForm(step, typed(request))
    attached, faults = posting.uploaded(
        request, DISPOSITION, page.subject, step, by=page.scope, at=page.at
    )
    try:
        with transaction.atomic():
            take_step(
                flow=DISPOSITION, subject=page.subject, verb=verb, said=form.said,
                attached=attached, by=page.scope, at=page.at, seen=posting.seen(request),
                key=request.POST.get("key", "")[:100],
            )  # fmt: skip
            posting.refuse_any(faults)
    except Refused as refusal:
        page.subject.refresh_from_db()
        page.chosen, page.form = verb, form
        page.typed = {"grounds": request.POST.getlist("ground")}
        found = form.show((*faults, *(one for one in refusal.findings if one not in faults)))
        response = refused(request, Refused(*found), template, context(page))
        setattr(response, KEEPS, bool(attached))
        return response
    said = _("已办“{step}”。").format(step=step.label)
    return done(request, reverse(back, args=[page.subject.public_id]), said)


def typed(request: HttpRequest) -> Any:
    """What was posted; grounds that were ticked stand as one word of the step."""
    data = request.POST.copy()
    ticked = data.getlist("ground")
    if ticked:
        data["said-grounds"] = ",".join(ticked)
    return data


def tick(request: HttpRequest, page: CasePage) -> None:
    """One local step, under the name it has here today. Raises: Refused."""
    phase, text = request.POST.get("phase", ""), request.POST.get("position", "")
    position = int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0
    names = checklist.names_for(page.subject.org_path, page.look.on)
    actions.tick_step(
        case=page.subject, phase=phase, position=position, label=names.get((phase, position), ""),
        on=read(request.POST.get("on", "")), by=page.scope, at=page.at,
    )  # fmt: skip

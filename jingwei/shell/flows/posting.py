"""What came with a step that was posted? Files, what was uploaded before, the version seen."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import content, papers
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.parts import Step


def uploaded(
    request: HttpRequest, flow: Flow, subject: Any, step: Step, *, by: Scope, at: datetime
) -> tuple[list[Any], list[Finding]]:
    """Papers for this step: uploaded before and still ticked, and those that came just now."""
    attached: list[Any] = list(request.POST.getlist("kept"))
    faults: list[Finding] = []
    for slot in step.attaches:
        for file in request.FILES.getlist(f"paper-{slot.name}"):
            try:
                too_large = (file.size or 0) > content.MOST_BYTES
                refuse_any([content.too_large(slot.label)] if too_large else [])
                row = papers.attach_paper(
                    flow=flow, subject=subject, slot=slot.name, name=file.name or "",
                    data=file.read(), by=by, at=at,
                )  # fmt: skip
                attached.append(row.public_id)
            except Refused as refusal:
                faults += refusal.findings
    return attached, faults


def refuse_any(faults: list[Finding]) -> None:
    """Raises: Refused where there are any."""
    if faults:
        raise Refused(*faults)


def seen(request: HttpRequest) -> int | None:
    """How many steps had been taken when the page was drawn."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None

"""The own case by the API: what is on file, who looked, what only the member says."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema

from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.dispositions import CaseLookOut, DispositionWhole, look_told, whole
from jingwei.api.flows import StepTaking
from jingwei.api.me import router
from jingwei.api.schemas import Code
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.parts import Who
from jingwei.shell.me.ownership import as_oneself
from jingwei.systems.competence.disposition import queries
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.own_part import on_own_case, page_of_own

OWN_STEPS = {step.verb for step in DISPOSITION.steps if step.duty is Who.ONESELF}


class OwnCaseOut(Schema):
    id: str
    code: str
    state: str
    opened_on: date
    closed_on: date | None


class OwnCaseWhole(DispositionWhole):
    """What is on file about oneself, who looked, and the steps that one may take oneself."""

    looks: list[CaseLookOut]
    own_steps: list[str]


def _told(by: Any, row: Any) -> dict[str, Any]:
    page = page_of_own(by, row, now())
    return whole(page) | {
        "looks": [look_told(one) for one in page.looks],
        "own_steps": [one.step.verb for one in page.mine if one.is_possible],
    }


@router.get("/dispositions", response={200: list[OwnCaseOut], **SAYS_NO})
def own_dispositions(request: HttpRequest) -> Any:
    """Cases that concern oneself, the last first."""
    with as_oneself(request) as oneself:
        return [
            {"id": str(one.public_id), "code": one.code, "state": one.state,
             "opened_on": one.opened_on, "closed_on": one.closed_on}
            for one in queries.own_cases(oneself)
        ]  # fmt: skip


@router.get("/dispositions/{disposition_id}", response={200: OwnCaseWhole, **SAYS_NO})
def own_disposition(request: HttpRequest, disposition_id: UUID) -> Any:
    """The own case: facts, answers, rights and everybody who looked."""
    with as_oneself(request) as oneself, on_own_case(oneself, disposition_id) as (by, row):
        return _told(by, row)


@router.post("/dispositions/{disposition_id}/steps/{verb}", response={200: OwnCaseWhole, **SAYS_NO})
@once
def take_own_disposition_step(
    request: HttpRequest, disposition_id: UUID, verb: Code, said: StepTaking
) -> Any:
    """What only the member does: say something, name a witness, ask for time, appeal."""
    if verb not in OWN_STEPS:
        raise Http404
    with as_oneself(request) as oneself, on_own_case(oneself, disposition_id) as (by, row):
        begin_case(flow=DISPOSITION, subject=row, by=by, at=now())
        take_step(
            flow=DISPOSITION, subject=row, verb=verb, said=said.said, attached=said.papers, by=by,
            at=now(),
        )  # fmt: skip
        row.refresh_from_db()
        return _told(by, row)

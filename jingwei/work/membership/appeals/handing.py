"""Which appeals has an organisation to answer that is split, merged or converted, and who goes on?

Each is assigned by a person, as everything on a worksheet.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Thing
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.kinds import ENDS
from jingwei.work.membership.appeals.models import Appeal

IN_PLACE = ("appeal", "flow_case", "flow_clock")


def appeals(org_ids: Collection[int], on: date) -> list[Thing]:
    """Open appeals that these organisations have to answer, by day; one query."""
    rows = Appeal.everything.filter(host__in=org_ids).exclude(state__in=ENDS)
    return [
        Thing(row.pk, row.host_id, row.name, str(row.get_state_display()))
        for row in rows.order_by("asked_on", "pk")
    ]


def hand_over(things: list[int], target: Organisation | None, done: Any) -> None:
    """The target has to answer from now on; the limits run on."""
    assert target is not None  # noqa: S101 - an appeal does not end with who has to answer it
    for row in Appeal.everything.select_for_update(of=("self",)).filter(pk__in=things):
        cases = Case.everything.filter(flow=APPEAL.code, subject=row.public_id)
        clocks = Clock.everything.filter(case__in=cases)
        done.keep("appeal", [row.pk])
        done.keep("flow_case", list(cases.values_list("pk", flat=True)))
        done.keep("flow_clock", list(clocks.values_list("pk", flat=True)))
        to = {"host": target, "host_path": target.path}
        if row.org_id == row.host_id:  # else the first addressed stays where it is
            to |= {"org": target, "org_path": target.path}
            clocks.update(org=target, org_path=target.path)
        Appeal.everything.filter(pk=row.pk).update(**to, host_name=str(target))
        cases.update(**to)

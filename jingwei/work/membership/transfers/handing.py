"""Which transfers are under way at an organisation that is split, merged or converted?

Those that leave and those that come are assigned by a person, each side for itself. The letter
stays what it is; who has to act next is the organisation that goes on.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Thing
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.kinds import ENDS, Direction
from jingwei.work.membership.transfers.models import Transfer

HOUSE = "本系统规则"
IN_PLACE = ("transfer", "flow_case", "flow_clock")


def leaving(org_ids: Collection[int], on: date) -> list[Thing]:
    """Transfers for which these organisations answer: out of them, or from outside the city."""
    rows = Transfer.everything.filter(org__in=org_ids).exclude(state__in=ENDS)
    return [Thing(row.pk, row.org_id, row.name, _words(row)) for row in rows.order_by("name", "pk")]


def coming(org_ids: Collection[int], on: date) -> list[Thing]:
    """Transfers that these organisations are to accept."""
    rows = Transfer.everything.filter(host__in=org_ids).exclude(state__in=ENDS)
    return [
        Thing(row.pk, row.host_id, row.name, _words(row)) for row in rows.order_by("name", "pk")
    ]


def _words(row: Transfer) -> str:
    return f"{row.get_state_display()} {row.from_name} → {row.to_name}"


def hand_over_leaving(things: list[int], target: Organisation | None, done: Any) -> None:
    """The target answers for them. Raises: Refused where a member goes elsewhere, or nowhere."""
    assert target is not None  # noqa: S101 - a transfer cannot end with its branch
    rows = _kept(things, done)
    found = [_same(row) for row in rows if row.host_id == target.pk]
    found += [
        Finding(
            "transfer.apart", "“{name}”的转接要跟本人到同一个组织，请改分配。", HOUSE,
            {"name": row.name},
        )
        for row in rows
        if row.direction != Direction.IN and row.person and row.person.org_id != target.pk
    ]  # fmt: skip
    if found:
        raise Refused(*found)
    for row in rows:
        row.org_id, row.org_path = target.pk, target.path
        name = "to_name" if row.direction == Direction.IN else "from_name"
        setattr(row, name, target.name[:120])
        row.save(update_fields=["org", "org_path", name])
    where = {"org_id": target.pk, "org_path": target.path}
    cases = _cases(rows)
    Clock.everything.filter(case__in=cases).update(**where)
    Case.everything.filter(pk__in=cases).update(**where)


def hand_over_coming(things: list[int], target: Organisation | None, done: Any) -> None:
    """The target is to accept them. Raises: Refused where both ends would be the same."""
    assert target is not None  # noqa: S101 - see above
    rows = _kept(things, done)
    if found := [_same(row) for row in rows if row.org_id == target.pk]:
        raise Refused(*found)
    for row in rows:
        row.host_id, row.host_path, row.to_name = target.pk, target.path, target.name[:120]
        row.save(update_fields=["host", "host_path", "to_name"])
    Case.everything.filter(pk__in=_cases(rows)).update(host_id=target.pk, host_path=target.path)


def _kept(things: list[int], done: Any) -> list[Transfer]:
    """The rows, locked, and how they and their cases stood."""
    rows = list(
        Transfer.everything.select_for_update(of=("self",)).filter(pk__in=things)
        .select_related("person").order_by("pk")
    )  # fmt: skip
    cases = _cases(rows)
    done.keep("transfer", [row.pk for row in rows])
    done.keep("flow_case", cases)
    done.keep("flow_clock", Clock.everything.filter(case__in=cases).values_list("pk", flat=True))
    return rows


def _cases(rows: list[Transfer]) -> list[int]:
    found = Case.everything.filter(flow=TRANSFER.code, subject__in=[row.public_id for row in rows])
    return list(found.values_list("pk", flat=True))


def _same(row: Transfer) -> Finding:
    return Finding(
        "transfer.same_ends", "“{name}”的转接两头会是同一个组织，请先办完或撤回。", HOUSE,
        {"name": row.name},
    )  # fmt: skip

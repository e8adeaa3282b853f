"""Has somebody said the same of the same place lately? A suggestion; a person links them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.matters import queries
from jingwei.work.matters.actions import require_hands
from jingwei.work.matters.models import Matter

HOUSE = "本系统规则"
COMPARED, SHOWN = 300, 5
ENOUGH = 0.5
"""Share of pairs of signs that two titles have in common; below it they are not shown."""


def pairs(text: str) -> frozenset[str]:
    """Neighbouring signs of a text, without blanks and points."""
    plain = "".join(sign for sign in text.lower() if sign.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def overlap(one: str, other: str) -> float:
    """0 for nothing in common, 1 for the same words (Dice)."""
    left, right = pairs(one), pairs(other)
    both = len(left) + len(right)
    return 2 * len(left & right) / both if both else 0.0


def closest(title: str, rows: Iterable[Matter]) -> list[Matter]:
    """Those that say nearly the same, the nearest first."""
    judged = [(overlap(title, row.title), row) for row in rows]
    judged = [one for one in judged if one[0] >= ENOUGH]
    judged.sort(key=lambda one: (-one[0], -one[1].pk))
    return [row for _share, row in judged[:SHOWN]]


def alike(scope: Scope, row: Matter) -> list[Matter]:
    """Matters of the same place within the days of the rulebook that say nearly the same."""
    if row.place_id is None or row.same_as_id is not None:
        return []
    days = int(value_of("service.alike.days", row.received_on))
    near = timedelta(days=days)
    rows = queries.in_sight(scope).filter(
        place_id=row.place_id, same_as=None, received_on__gte=row.received_on - near,
        received_on__lte=row.received_on + near,
    ).exclude(pk=row.pk)  # fmt: skip
    return closest(row.title, rows.order_by("-received_at")[:COMPARED])


def same_as(scope: Scope, row: Matter) -> Matter | None:
    """The matter that this one was linked to, where it is in sight."""
    if row.same_as_id is None:
        return None
    found: Matter | None = queries.in_sight(scope).filter(pk=row.same_as_id).first()
    return found


def link_findings(
    *, reason: str, is_chosen: bool, has_other: bool, is_same: bool, is_linked: bool,
    leads_on: bool,
) -> list[Finding]:  # fmt: skip
    found = []
    if not is_chosen:
        found.append(Finding("alike.choose", "还没有选是和哪一件一回事。", HOUSE))
    elif not has_other:
        found.append(Finding("alike.other", "没有这件诉求，或者不在您的范围里。", HOUSE))
    if is_same:
        found.append(Finding("alike.self", "不能和自己连，请选另一件。", HOUSE))
    if is_linked:
        found.append(Finding("alike.linked", "已经连到另一件，不用再连。", HOUSE))
    if leads_on:
        found.append(Finding("alike.chain", "那一件自己也连着别的，请连到最先的一件。", HOUSE))
    if len(reason.strip()) < 2:
        found.append(Finding("alike.reason", "请写为什么是一回事，台账要记。", HOUSE))
    return found


def number(text: str) -> UUID | None:
    """The public id that somebody sent, None for anything else."""
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def link(*, matter: Matter, to: UUID | None, reason: str, by: Scope, at: datetime) -> Matter:
    """Say that a matter is the same as an earlier one. Both stay, each with its own promise and
    its own asker. Raises: Refused."""
    require_hands(matter, by)
    row: Matter = Matter.everything.select_for_update(of=("self",)).get(pk=matter.pk)
    other = queries.matter(by, to) if to else None
    found = link_findings(
        reason=reason, is_chosen=to is not None, has_other=other is not None,
        is_same=other is not None and other.pk == row.pk,
        is_linked=row.same_as_id is not None,
        leads_on=other is not None and other.same_as_id is not None,
    )  # fmt: skip
    if found or other is None:
        raise Refused(*found)
    row.same_as = other
    row.save(update_fields=["same_as"])
    write_line(
        verb="matters.matter.link", by=by, at=at, org=row.org, subject=("matter", row.public_id),
        facts={"to": str(other.public_id), "reason": reason.strip()},
    )  # fmt: skip
    return row

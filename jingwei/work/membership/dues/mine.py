"""What does a member read of the own dues in 我的信息? The own rows, opened for nobody else."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import years_before
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.dues import queries
from jingwei.work.membership.dues.kinds import Group
from jingwei.work.membership.dues.models import Fixing, Relief
from jingwei.work.membership.dues.money import said, yuan

YEARS = 2


def shown(_oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """The fixed amount, the periods of two years, decisions on hardship; None without any."""
    rows = list(queries.own_rows(person, years_before(day, YEARS)))
    fixed = _fixed(person, day)
    reliefs = list(Relief.everything.filter(person=person).order_by("-since")[:10])
    if not rows and fixed is None and not reliefs:
        return None
    return {"rows": rows, "fixed": fixed, "reliefs": reliefs}


def told(_oneself: Scope, person: Person, day: date) -> object:
    """The same as plain values."""
    fixed = _fixed(person, day)
    return {
        "monthly": str(yuan(fixed["cents"])) if fixed else None,
        "group": fixed["group"] if fixed else None,
        "periods": [
            {
                "period": sheet.period, "branch": str(sheet.org),
                "due": None if one.due is None else str(yuan(one.due)), "paid": str(yuan(one.paid)),
            }
            for sheet, one in queries.own_rows(person, date(2000, 1, 1))
        ],
        "reliefs": [
            {"since": one.since, "until": one.until, "state": one.state,
             "monthly": None if one.cents is None else said(one.cents)}
            for one in Relief.everything.filter(person=person).order_by("-since")
        ],
    }  # fmt: skip


def _fixed(person: Person, day: date) -> dict[str, Any] | None:
    orgs = Membership.everything.filter(person=person).values_list("org_id", flat=True)
    for row in Fixing.everything.filter(org__in=set(orgs), year=day.year):
        line = queries.fixed_in(row.fixed, day.month).get(person.pk)
        if line is not None:
            return {"cents": line.cents, "group": str(Group(line.group).label)}
    return None

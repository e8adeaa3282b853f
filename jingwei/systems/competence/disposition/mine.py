"""What stands about the own case in 我的信息? That there is one, and how far it is."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.systems.competence.disposition import queries


def shown(oneself: Scope, person: Any, day: date) -> dict[str, object] | None:
    """Own cases, read under ``jw_self``; None where there is none."""
    rows = [
        {
            "code": one.code, "url": address("disposition:own", one.public_id),
            "state": one.get_state_display(), "opened_on": one.opened_on,
            "closed": one.closed_on is not None,
        }
        for one in queries.own_cases(oneself)
    ]  # fmt: skip
    return {"rows": rows} if rows else None


def told(oneself: Scope, person: Any, day: date) -> object:
    """The same for the download of the own data."""
    return [
        {
            "id": str(one.public_id), "code": one.code, "state": one.state, "form": one.form,
            "opened_on": one.opened_on, "informed_on": one.informed_on,
            "served_on": one.served_on, "outcome": one.outcome, "final_on": one.final_on,
            "barred_until": one.barred_until, "closed_on": one.closed_on,
        }
        for one in queries.own_cases(oneself)
    ]  # fmt: skip

"""What else changes with a step of an appeal? It goes to the next organisation above."""

from typing import Any

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import crossing
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.appeals import rules

REASON = "申诉转上一级"


def has_above(look: Look) -> list[Finding]:
    return rules.top_findings(is_top=not paths.parent(look.subject.host_path))


def other_hand(look: Look) -> list[Finding]:
    """The accounts that took the decision, or answered the appeal against it before."""
    return rules.hand_findings(same_hand=look.by.account_id == look.subject.decided_by_id)


def pass_on(look: Look) -> dict[str, Any]:
    """The next one above has to answer now; whoever had it goes on seeing it."""
    row, case = look.subject, look.case
    above = paths.parent(row.host_path)
    with crossing(look.by, [above], REASON):
        to = Organisation.everything.get(path=above)
        row.host, row.host_path, row.host_name = to, to.path, to.name
        row.save(update_fields=["host", "host_path", "host_name"])
        case.host, case.host_path = to, to.path
        case.save(update_fields=["host", "host_path"])
    return {"to": to.code}

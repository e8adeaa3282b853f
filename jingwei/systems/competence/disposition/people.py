"""Whom may a case name? Members of the branch, and posts of the committees above it."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.access.models import Grant
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.disposition.models import Disposition

DECIDERS = tuple(key for key, role in ROLES.items() if Duty.MEMBERS_CONFIRM in role)


@dataclass(frozen=True)
class Above:
    """One post of a committee above, by name."""

    id: str
    grant_id: int
    account_id: int
    name: str
    post: str
    depth: int


def above(case: Disposition, by: Scope, on: date) -> list[Above]:
    """Who decides at the committees above the branch, the nearest first.

    A crossing act: of the offices above one sees the names of those who decide, and nothing else.
    """
    levels = paths.ancestors(case.org_path)
    if not levels:
        return []
    with crossing(by, [case.org_path, levels[0]], "写明案上的上级"):
        rows = list(
            Grant.everything.filter(
                org_path__in=levels, role__in=DECIDERS, held__contains=on,
                account__is_active=True,
            ).select_related("account", "org")
        )  # fmt: skip
        found = [
            Above(str(row.public_id), row.pk, row.account_id, row.account.name,
                  f"{row.org} {ROLES[row.role].title}", paths.depth(row.org_path))
            for row in rows
        ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.depth, one.name))


def of_branch(case: Disposition) -> list[Person]:
    """Members of the branch other than the member, by name."""
    rows = Person.everything.filter(org_id=case.org_id, is_gone=False, merged_into=None)
    return list(rows.exclude(pk=case.person_id).order_by("name_sort", "id"))

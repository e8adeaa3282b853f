"""Under which organisations are lists measured? Counties, towns and branches, and who looks."""

import os
import sys
from datetime import date, datetime
from typing import Any

COUNTIES, TOWNS = 10, 12
SINCE = date(2000, 1, 1)
LOOKERS = (("bench-city", "officer"), ("bench-county", "officer"), ("bench-town", "clerk"),
           ("bench-branch", "secretary"))  # fmt: skip
"""Accounts with their role, from the top down: each looks at the first place of its level."""


def main(count: str) -> None:
    """Ten counties of twelve towns with ``count`` branches B00000 ... dealt out among them."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.utils import timezone

    from jingwei.kernel.access import founding
    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.orgs.models import Organisation
    from jingwei.ops.bench import place

    place.refuse_other_databases(os.environ.get(place.NAME, ""))
    at = timezone.now()  # noqa: TID251 - a program of its own
    founding.found_city(name="测量市委", code="BENCH", at=at)
    with transaction.atomic(), system_scope("测量"):
        root = Organisation.everything.get(code="BENCH")
        firsts = [root, *_grow(root, int(count))]
        for (login, role), org in zip(LOOKERS, firsts, strict=True):
            _account(login, role, org, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _grow(root: object, count: int) -> list[object]:
    """The first county, town and branch of what is written here."""
    counties = _below([root], COUNTIES, "C", "county", "local_committee")
    towns = _below(counties, COUNTIES * TOWNS, "T", "town", "party_committee")
    branches = _below(towns, count, "B", "branch", "party_branch")
    return [counties[0], towns[0], branches[0]]


def _below(above: list[object], count: int, letter: str, name: str, kind: str) -> list[object]:
    """``count`` organisations dealt out evenly below ``above``, with their state and their edge."""
    from jingwei.kernel.access import paths
    from jingwei.kernel.orgs.models import Edge, Organisation, OrganisationState
    from jingwei.kernel.ranges import held

    made: list[Any] = []
    tops: list[Any] = above
    for at in range(count):
        top = tops[at * len(tops) // count]
        path = top.path + paths.label(at)
        made.append(Organisation(code=f"{letter}{at:05d}", path=path, kind=kind, held=held(SINCE),
                                 name=f"测量{name}{at:05d}", is_demo=True))  # fmt: skip
    made = Organisation.everything.bulk_create(made, batch_size=2000)
    OrganisationState.everything.bulk_create(
        [OrganisationState(org=one, org_path=one.path, held=held(SINCE), name=one.name, kind=kind)
         for one in made], batch_size=2000,
    )  # fmt: skip
    by_path = {one.path: one for one in tops}
    Edge.everything.bulk_create(
        [Edge(org=one, org_path=one.path, kind="leads", host=by_path[paths.parent(one.path)],
              host_path=paths.parent(one.path), held=held(SINCE)) for one in made],
        batch_size=2000,
    )  # fmt: skip
    return made


def _account(login: str, role: str, org: Any, at: datetime) -> None:
    from jingwei.kernel.access.models import Account, Grant
    from jingwei.kernel.access.posts import grant_mac
    from jingwei.kernel.ranges import held

    place = org
    account = Account(login=login, name=login, org=place, org_path=place.path, opened_at=at)
    account.set_unusable_password()
    account.save(force_insert=True)
    grant = Grant(account=account, role=role, org=place, org_path=place.path, held=held(SINCE),
                  given_at=at)  # fmt: skip
    grant.mac = grant_mac(grant)
    grant.save(force_insert=True)


if __name__ == "__main__":
    main(sys.argv[1])

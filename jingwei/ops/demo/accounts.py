"""How are the demo city's sign-ins written? Accounts with grants, linked to their own files."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import grant_mac
from jingwei.kernel.ranges import held
from jingwei.ops.demo.city import City
from jingwei.ops.demo.signins import SIGN_INS, SignIn, password
from jingwei.ops.demo.writing import Writer

TERM = timedelta(days=3 * 365)


def write(city: City, writer: Writer) -> dict[str, int]:
    """One account for each sign-in, opened for the organisation of its first post."""
    secret = make_password(password())
    grants = []
    for one in SIGN_INS:
        account = _account(city, writer, one, secret)
        grants += [_grant(city, writer, account, role, key) for role, key in one.posts]
    Grant.everything.bulk_create(grants)
    return {"accounts": len(SIGN_INS), "grants": len(grants)}


def _account(city: City, writer: Writer, one: SignIn, secret: str) -> Account:
    member = city.cast[one.person] if one.person else None
    home = None if member is None else int(city.persons().home[member])
    place = _place(city, writer, city.marks[one.posts[0][1]] if one.posts else home or 0)
    account = Account(
        login=one.login, name=one.name, password=secret, is_demo=True, opened_at=writer.at,
        person_id=None if member is None else int(writer.person_ids[member]), **place,
    )  # fmt: skip
    account.save(force_insert=True)
    return account


def _grant(city: City, writer: Writer, account: Account, role: str, key: str) -> Grant:
    grant = Grant(
        account=account, role=role, held=held(city.opened, city.today + TERM), basis="示范城市",
        given_at=writer.at, **_place(city, writer, city.marks[key]),
    )  # fmt: skip
    grant.mac = grant_mac(grant)
    return grant


def _place(city: City, writer: Writer, at: int) -> dict[str, Any]:
    return {"org_id": writer.org_ids[at], "org_path": city.orgs[at].path}

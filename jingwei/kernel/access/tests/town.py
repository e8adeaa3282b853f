"""Who are Lin, Gu and New, and what do their towns look like? The world of the tests.

::

    市 CITY ── 县 COUNTY ── 东镇 EAST (Lin, clerk) ── 东一支部 EAST-1, 东二支部 EAST-2
                        └─ 西镇 WEST (Gu, clerk) ── 西一支部 WEST-1
    别县 OTHER

East branch one has three members, east branch two one, west branch one two.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jingwei.kernel import names
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import grant_mac, scope_as_oneself, scope_of
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.orgs.actions import found_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Began, Category, Title
from jingwei.kernel.people.models import Membership, Person, Position, Post
from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held

FOUNDED = date(2010, 1, 1)
PASSWORD = "a long enough password"
# Fictional: no division has the code 990000.
ID_NUMBERS = {
    "东甲": "990000198001010012",
    "东乙": "990000199002020022",
    "东丙": "990000195503030036",
    "东丁": "990000200004040049",
    "西甲": "990000197505050056",
    "西乙": "990000198806060068",
}


@dataclass
class Town:
    """What a test may name: organisations, people, accounts, their scopes, and the day."""

    at: datetime
    on: date
    orgs: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """``town.lin`` an account, ``town.lin_scope`` its scope, ``town.east`` an organisation."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("_scope"):
            return self.scopes[name.removesuffix("_scope")]
        for group in (self.accounts, self.orgs):
            if name in group:
                return group[name]
        raise AttributeError(name)

    def member(self, name: str, branch: Organisation, **more: Any) -> Person:
        """A further member, full since 2020 unless said otherwise. Writes as the current role."""
        return add_member(self, name, branch, **more)

    def account(self, login: str, role: str, org: Organisation) -> Account:
        """A further account with one grant."""
        return add_account(self, login, role, org)


def check_digit(first17: str) -> str:
    """GB 11643-1999, for numbers made in tests."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first17, weights, strict=True))
    return "10X98765432"[total % 11]


def id_number(birth: date, serial: int) -> str:
    """A fictional ID number with a right check digit."""
    first17 = f"990000{birth:%Y%m%d}{serial:03d}"
    return first17 + check_digit(first17)


def build_town(*, at: datetime, on: date) -> Town:
    """Build it as the owner of the tables; the caller holds that role."""
    town = Town(at=at, on=on)
    with system_scope("测试数据") as everywhere:
        for key, parent, code, name, kind in (
            ("city", None, "CITY", "示例市委", "local_committee"),
            ("county", "city", "COUNTY", "示例县委", "local_committee"),
            ("other", "city", "OTHER", "别县县委", "local_committee"),
            ("east", "county", "EAST", "东镇党委", "party_committee"),
            ("west", "county", "WEST", "西镇党委", "party_committee"),
            ("east_one", "east", "EAST-1", "东镇第一党支部", "party_branch"),
            ("east_two", "east", "EAST-2", "东镇第二党支部", "party_branch"),
            ("west_one", "west", "WEST-1", "西镇第一党支部", "party_branch"),
        ):
            town.orgs[key] = found_organisation(
                parent=town.orgs[parent] if parent else None, code=code, name=name, kind=kind,
                founded_on=FOUNDED, by=everywhere, at=at,
            )  # fmt: skip
        for name, branch in (
            ("东甲", "east_one"), ("东乙", "east_one"), ("东丙", "east_one"), ("东丁", "east_two"),
            ("西甲", "west_one"), ("西乙", "west_one"),
        ):  # fmt: skip
            add_member(town, name, town.orgs[branch], number=ID_NUMBERS[name])
        for login, role, org in (
            ("officer", "officer", "city"),
            ("lin", "clerk", "east"),
            ("gu", "clerk", "west"),
            ("branch", "secretary", "east_one"),
            ("sysadmin", "system_admin", "city"),
            ("secadmin", "security_admin", "city"),
            ("auditor", "auditor", "city"),
        ):
            add_account(town, login, role, town.orgs[org])
        town.accounts["new"] = _account(town, "new", town.orgs["east"])
        town.scopes["new"] = scope_as_oneself(town.accounts["new"])
        member = _account(town, "member", town.orgs["east_one"], person=town.people["东甲"])
        town.accounts["member"] = member
        town.scopes["member"] = scope_as_oneself(member)
    return town


def add_member(
    town: Town, name: str, branch: Organisation, *, number: str = "",
    joined_on: date = date(2019, 7, 1), category: str = Category.FULL, **more: Any,
) -> Person:  # fmt: skip
    number = number or id_number(date(1985, 5, 5), 100 + len(town.people))
    person = Person(
        org=branch, org_path=branch.path, name=name, name_sort=names.sort_key(name),
        pinyin=names.pinyin(name), initials=names.initials(name),
        sex="1" if int(number[16]) % 2 else "2",
        birth_on=date(int(number[6:10]), int(number[10:12]), int(number[12:14])),
        joined_on=joined_on,
        full_on=joined_on.replace(year=joined_on.year + 1) if category == Category.FULL else None,
        id_tail=number[-4:], phone_tail="0000", **more,
    )  # fmt: skip
    person.id_number = sealing.seal(number, column="person.id_number", row=person.public_id)
    person.id_index = sealing.index(number, column="person.id_number")
    person.phone = sealing.seal("13900000000", column="person.phone", row=person.public_id)
    person.phone_index = sealing.index("13900000000", column="person.phone")
    person.save(force_insert=True)
    Membership.everything.create(
        person=person, org=branch, org_path=branch.path, category=category,
        held=held(joined_on), began=Began.ADMITTED,
    )  # fmt: skip
    town.people[name] = person
    return person


def add_account(town: Town, login: str, role: str, org: Organisation) -> Account:
    account = _account(town, login, org)
    grant = Grant(
        account=account, role=role, org=org, org_path=org.path, held=held(FOUNDED),
        given_at=town.at,
    )  # fmt: skip
    grant.mac = grant_mac(grant)
    grant.save(force_insert=True)
    town.accounts[login], town.grants[login] = account, grant
    town.scopes[login] = scope_of(account, grant)
    return account


def add_secretary(town: Town, person: Person, org: Organisation) -> Position:
    """``person`` as secretary of ``org`` since 2020."""
    post = Post.everything.create(
        org=org, org_path=org.path, title=Title.SECRETARY, held=held(FOUNDED)
    )
    position: Position = Position.everything.create(
        org=org, org_path=org.path, post=post, person=person, name=person.name,
        held=held(date(2020, 1, 1)),
    )  # fmt: skip
    return position


def _account(town: Town, login: str, org: Organisation, **more: Any) -> Account:
    account = Account(
        login=login, name=login.title(), org=org, org_path=org.path, opened_at=town.at, **more
    )
    account.set_password(PASSWORD)
    account.save(force_insert=True)
    return account

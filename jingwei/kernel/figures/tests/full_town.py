"""What does a town look like in which every indicator has something to count?"""

from datetime import date
from typing import Any

from conftest import AT
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.orgs.actions import found_organisation
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Membership, Person, Position, Post
from jingwei.kernel.ranges import held


def build_full_town(town: Any) -> Any:
    """Add to Lin's and Gu's world; the caller holds the owner's role."""
    with system_scope("测试数据"):
        _organisations(town)
        _members(town)
        _offices(town)
    return town


def _organisations(town: Any) -> None:
    with system_scope("测试数据") as everywhere:
        for key, parent, kind, due_on in (
            ("general", "east", "general_branch", date(2026, 12, 20)),
            ("joint", "general", "joint_branch", date(2026, 3, 1)),
            ("large", "west", "party_branch", None),
            ("empty", "west", "party_branch", None),
            ("park", "other", "park_committee", date(2026, 11, 23)),
            ("group", "east_one", "party_group", None),
            ("sector", "other", "sector_committee", None),
            ("shops", "other", "district_committee", None),
            ("street", "other", "working_committee", None),
            ("organ", "other", "leading_group", None),
            ("office", "other", "department", None),
            ("for_now", "street", "temporary_branch", None),
            ("away", "street", "floating_branch", None),
            ("hobby", "street", "functional_org", None),
        ):
            town.orgs[key] = found_organisation(
                parent=town.orgs[parent], code=key.upper(), name=f"示例{key}", kind=kind,
                founded_on=date(2015, 1, 1), by=everywhere, at=AT, due_on=due_on,
            )  # fmt: skip
        for number in range(6):
            Unit.everything.create(
                org=town.joint, org_path=town.joint.path, name=f"示例公司{number}",
                kind="private_firm", held=held(date(2015, 1, 1)),
            )  # fmt: skip


def _members(town: Any) -> None:
    levels = ("11", "21", "31", "41", "61", "71", "")
    for number in range(60):
        town.member(
            f"大甲{number}", town.large, education=levels[number % len(levels)],
            number=id_number(date(1950 + number, 5, 5), number),
            floating_to="外省" if number % 9 == 0 else "",
            lost_since=date(2026, 1, 1) if number % 13 == 0 else None,
        )  # fmt: skip
    town.member("联甲", town.joint, category="probationary", joined_on=date(2026, 11, 3))
    nobody = town.member("联乙", town.joint)
    Person.everything.filter(pk=nobody.pk).update(
        id_number=None, id_index=None, birth_on=None, sex="0"
    )
    stretches = {row.person_id: row for row in Membership.everything.filter(org=town.large)}
    rows = [stretches[town.people[f"大甲{number}"].pk] for number in range(6)]
    for row, ended in zip(rows, ("died", "left", "transferred_out"), strict=False):
        Membership.everything.filter(pk=row.pk).update(
            held=held(row.held.lower, date(2026, 11, 5)), ended=ended
        )
    Membership.everything.filter(pk=rows[3].pk).update(state="suspended")
    for row, began, here in ((rows[1], "restored", town.large), (rows[4], "moved", town.joint)):
        if began == "moved":
            Membership.everything.filter(pk=row.pk).update(
                held=held(row.held.lower, date(2026, 11, 9)), ended="moved"
            )
            Person.everything.filter(pk=row.person_id).update(org=here, org_path=here.path)
        Membership.everything.create(
            person_id=row.person_id, org=here, org_path=here.path, category="full",
            held=held(date(2026, 11, 9)), began=began,
        )  # fmt: skip


def _offices(town: Any) -> None:
    """Secretaries of every age and education, whose files lie where they are secretary."""
    holders = {
        "large": "大甲14", "general": "东乙", "east": "东甲", "west": "西甲", "other": "大甲15",
        "park": None, "county": "联乙", "city": "大甲23", "shops": "大甲31", "street": "大甲47",
        "sector": "大甲48", "east_two": None,
    }  # fmt: skip
    for key, name in holders.items():
        post = _post(town.orgs[key], "secretary")
        if name:
            Position.everything.create(
                org=post.org, org_path=post.org_path, post=post, person=town.people[name],
                name=name, held=held(date(2024, 1, 1)),
            )  # fmt: skip
    for key, title in (
        ("large", "organisation"), ("general", "deputy"), ("general", "organisation"),
        ("general", "contact"), ("joint", "organisation"),
    ):  # fmt: skip
        _post(town.orgs[key], title)


def _post(org: Any, title: str) -> Any:
    return Post.everything.create(
        org=org, org_path=org.path, title=title, held=held(date(2015, 1, 1))
    )

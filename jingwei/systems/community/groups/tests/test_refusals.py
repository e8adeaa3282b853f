"""Is what cannot be of a group said in words, with nothing kept, and is the neighbour shut out?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.community.groups import actions
from jingwei.systems.community.groups.actions import Plate
from jingwei.systems.community.groups.models import GroupDeed, GroupMember, ServiceGroup
from jingwei.systems.community.groups.tests.conftest import begun, serves

ROOT = "/community/groups"


def kept(team: Any) -> tuple[int, ...]:
    """How much of groups there is, with lines of the ledger."""
    with acting(team.officer_scope):
        rows = (ServiceGroup, GroupMember, GroupDeed)
        lines = Entry.everything.filter(verb__startswith="groups.").count()
        return (*(one.everything.count() for one in rows), lines)


def test_a_group_that_is_over_takes_nothing_more(team: Any, browser: Any) -> None:
    member, lin, row = serves(team, team.group), team.lin_scope, team.group
    with acting(lin):
        actions.end_group(group=row, by=lin, at=AT)
    before = kept(team)
    plate = Plate(name="新名", sort=row.sort)
    for act in (
        lambda: actions.end_group(group=row, by=lin, at=AT),
        lambda: actions.change_group(group=row, plate=plate, by=lin, at=AT),
        lambda: actions.serve(
            group=row, person=team.people["东乙"], since=TODAY, by=lin, at=AT
        ),
        lambda: actions.note_deed(
            group=row, title="巡楼", on=TODAY, served=[member], by=lin, at=AT
        ),
    ):  # fmt: skip
        with acting(lin), pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == {"group.over"}
    assert browser("lin").post(f"{ROOT}/{row.public_id}/end/").status_code == 422
    assert kept(team) == before


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("new", {"name": "老干部理事会"}), ("new", {"name": " "}), ("new", {"name": "长" * 61}),
        ("new", {"name": "队", "others": "-1"}), ("new", {"name": "队", "others": "许多"}),
        ("new", {"name": "队", "phone": "12"}), ("new", {"name": "队", "sort": "1"}),
        ("members/new", {"name": "没有此人", "since": "2026-11-01"}),
        ("members/new", {"name": "东乙", "since": "2026-11-24"}),
        ("members/new", {"name": "东乙", "since": "明天"}),
        ("members/new", {"name": "东乙", "since": "2026-11-02", "until": "2026-11-01"}),
        ("deeds/new", {"title": "巡楼", "on": "2026-11-24"}),
        ("deeds/new", {"title": "巡楼", "on": "2026-11-20", "record": "sitting:1"}),
        ("deeds/new", {"title": "长" * 81, "on": "2026-11-20"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_kept(
    team: Any, browser: Any, part: str, said: dict[str, str]
) -> None:
    where = f"{ROOT}/{team.group.public_id}/{part}/"
    if part == "new":
        where = f"/community/communities/{team.community.public_id}/groups/new/"
        said = {"sort": str(team.group.sort.public_id), **said}
    before = kept(team)
    page = browser("lin").post(where, said)
    assert page.status_code == 422
    typed = said.get("title") or said["name"]
    assert typed.strip() in page.content.decode(), "what was typed is still there"
    assert browser("gu").post(where, said).status_code == 404
    assert kept(team) == before


def test_two_who_change_a_group_at_once_do_not_overwrite_each_other(
    team: Any, browser: Any
) -> None:
    url, lin = f"{ROOT}/{team.group.public_id}/change/", browser("lin")
    form = lin.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert lin.post(url, {**sent, "about": "周三议事"}).status_code == 302
    page = lin.post(url, {**sent, "about": "周五议事"})
    assert page.status_code == 409
    assert "刚被别人改过" in page.content.decode()
    with acting(team.lin_scope):
        assert ServiceGroup.everything.get().about == "周三议事"


def test_who_served_before_stays_readable_and_comes_again(team: Any) -> None:
    member, lin = serves(team, team.group), team.lin_scope
    with acting(lin):
        actions.stop_serving(member=member, on=date(2026, 11, 23), by=lin, at=AT)
        with pytest.raises(Refused) as refused:
            actions.stop_serving(member=member, on=date(2026, 11, 23), by=lin, at=AT)
        assert refused.value.codes == {"grids.over"}
    serves(team, team.group)


@pytest.mark.parametrize("typed", ["%00无", "长" * 200, "%25", "' OR 1=1 --"])
def test_whatever_is_looked_for_is_only_looked_for(team: Any, browser: Any, typed: str) -> None:
    begun(team, "腰鼓队")
    page = browser("lin").get(f"{ROOT}/?q={typed}&sort={typed}&community={typed}")
    assert page.status_code == 200
    assert "腰鼓队" not in page.content.decode()
    assert "腰鼓队" in browser("lin").get(f"{ROOT}/?q=腰").content.decode()

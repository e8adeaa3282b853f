"""Do groups stand on kinds of the county, name only members, and do deeds stand on records?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.findings import Refused
from jingwei.systems.community.groups import actions, queries
from jingwei.systems.community.groups.indicators import INDICATORS
from jingwei.systems.community.groups.models import GroupDeed, GroupMember, ServiceGroup
from jingwei.systems.community.groups.tests.conftest import begun, serves
from jingwei.systems.community.sittings.models import Sitting
from jingwei.systems.community.sittings.tests.conftest import recorded

MONTH = date(2026, 11, 1)


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def pair(town: Any, code: str) -> tuple[Any, Any]:
    with acting(town.officer_scope):
        one = figures.in_month([town.city.pk], MONTH, codes=[code])[town.city.pk, code]
    return one.n, one.d


def test_the_kinds_of_the_county_hold_in_the_community(team):
    with acting(team.lin_scope):
        titles = [one.title for one in queries.sorts(team.community.org_path, TODAY)]
        assert titles[0] == "老干部理事会"
    with acting(team.officer_scope):
        actions.set_sorts(org=team.county, sorts=[("合唱团", "")], by=team.officer_scope, at=AT)
    with acting(team.lin_scope):
        assert [one.title for one in queries.sorts(team.community.org_path, TODAY)] == ["合唱团"]
        assert ServiceGroup.everything.get().sort_title == "老干部理事会"


def test_only_members_are_named_and_once(team):
    serves(team, team.group)
    lin = team.lin_scope
    with acting(lin):
        for person, code in ((team.people["东甲"], "group.already"), (None, "group.person")):
            with pytest.raises(Refused) as refused:
                actions.serve(group=team.group, person=person, since=TODAY, by=lin, at=AT)
            assert refused.value.codes == {code}


def test_a_term_is_over_with_its_last_day(team):
    lin = team.lin_scope
    with acting(lin):
        actions.serve(
            group=team.group, person=team.people["东乙"], since=date(2026, 1, 1),
            until=date(2026, 11, 22), by=lin, at=AT,
        )  # fmt: skip
        assert queries.members(team.group, date(2026, 11, 22))
        assert not queries.members(team.group, TODAY)
        assert [one.name for one in queries.former(team.group, TODAY)] == ["东乙"]


def test_a_deed_stands_on_a_record_of_the_same_community(team):
    row, lin = recorded(team), team.lin_scope
    member = serves(team, team.group)
    with acting(lin):
        assert [key for key, _ in queries.records(team.group, lin, TODAY, matters=True)] == [
            f"sitting:{row.public_id}"
        ]
        actions.note_deed(
            group=team.group, title="参谋停车", on=TODAY, tie="sitting",
            record=Sitting.everything.get(), served=[member], by=lin, at=AT,
        )  # fmt: skip
        (done,) = queries.deeds(team.group)
        assert (done.deed.sitting_id, done.names) == (row.pk, ("东甲",))
        with pytest.raises(Refused) as refused:
            actions.note_deed(
                group=team.group, title="", on=None, tie="matter", record=None, by=lin, at=AT
            )
        assert refused.value.codes == {
            "deed.title", "deed.on", "deed.tie", "deed.served"
        }  # fmt: skip


def test_pages_keep_name_and_note_and_the_neighbour_finds_nothing(team, browser):
    lin = browser("lin")
    url = f"/community/communities/{team.community.public_id}/groups/new/"
    with acting(team.lin_scope):
        sort = queries.sorts(team.community.org_path, TODAY)[1]
    page = lin.post(url, {"name": "腰鼓队", "sort": "", "phone": "12"})
    assert page.status_code == 422
    assert "腰鼓队" in page.content.decode()
    assert lin.post(url, {"name": "腰鼓队", "sort": str(sort.public_id)}).status_code == 302
    assert "腰鼓队" in lin.get("/community/groups/").content.decode()
    one = f"/community/groups/{team.group.public_id}/"
    assert (
        lin.post(f"{one}members/new/", {"name": "东甲", "since": "2026-11-01"}).status_code == 302
    )
    with acting(team.lin_scope):
        member = GroupMember.everything.get()
    recorded(team)
    with acting(team.lin_scope):
        sitting = Sitting.everything.get()
    said = {
        "title": "参谋停车", "on": "2026-11-23", "record": f"sitting:{sitting.public_id}",
        "served": [str(member.public_id)],
    }  # fmt: skip
    assert lin.post(f"{one}deeds/new/", said).status_code == 302
    text = lin.get(one).content.decode()
    assert "停车怎么划线" in text
    assert "东甲" in text
    assert browser("gu").get(one).status_code == 404
    assert "老干部理事会" in browser("member").get("/me/").content.decode()
    assert lin.post(f"/community/groups/members/{member.public_id}/end/",
                    {"on": "2026-11-23"}).status_code == 302  # fmt: skip
    assert lin.post(f"{one}end/").status_code == 302


def test_figures_none_zero_all_and_late(team):
    fill()
    assert pair(team, "groups.open") == (1, None)
    assert pair(team, "groups.with_members") == (0, 1)
    assert not pair(team, "groups.members")[0]
    member, lin = serves(team, team.group), team.lin_scope
    fill()
    assert pair(team, "groups.with_members") == (1, 1)
    assert pair(team, "groups.active") == (0, 1)
    recorded(team)
    with acting(lin):
        for tie, record in (("none", None), ("sitting", Sitting.everything.get())):
            actions.note_deed(
                group=team.group, title="巡楼", on=TODAY, tie=tie, record=record,
                served=[member], by=lin, at=AT,
            )  # fmt: skip
        assert GroupDeed.everything.count() == 2
    fill()
    assert pair(team, "groups.active") == (1, 1)
    with acting(team.officer_scope):
        asked = Asked(team.city, Period(MONTH, figures.standing(MONTH).on), filled=True)
        for one in INDICATORS:
            found = figures.in_month([team.city.pk], MONTH, codes=[one.code])
            n = int(found[team.city.pk, one.code].n or 0)
            seen = evidence(indicator(one.code), asked, team.officer_scope, part="n")
            assert seen.count() == n, one.code


def test_the_list_costs_the_same_for_many(team, browser):
    def count():
        with CaptureQueriesContext(connection) as seen:
            assert browser("lin").get("/community/groups/").status_code == 200
        return len(seen)

    count()
    first = count()
    for number in range(6):
        serves(team, begun(team, f"团队{number}"))
    assert count() == first

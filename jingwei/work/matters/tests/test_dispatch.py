"""Does a matter go where the first rule that fits sends it, with the reason, and not otherwise?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.matters import actions, dispatch, dispatch_rules
from jingwei.work.matters.dispatch import RuleTold
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import DispatchRule, Matter
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import text

TOLD = RuleTold(
    position=10, to="EAST-2", why="楼道灯归二支部的物业", reason="试一个月", since=TODAY
)


def rule(position=10, path="0001.", **more):
    plain = {"kind": "", "category": "", "place_id": None, "days": "", "begins": None, "ends": None}
    return SimpleNamespace(position=position, org_path=path, pk=position, **(plain | more))


def asked(**more):
    plain: dict[str, Any] = {
        "path": "0001.0001.", "kind": "service", "category": "", "place": 7,
        "moment": datetime(2026, 7, 2, 20, 0, tzinfo=UTC), "is_workday": True,
    }  # fmt: skip
    return dispatch_rules.Asked(**(plain | more))


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({}, True), ({"kind": "service"}, True), ({"kind": "labour"}, False),
        ({"place_id": 7}, True), ({"place_id": 8}, False), ({"category": "errand"}, False),
        ({"days": "working"}, True), ({"days": "off"}, False),
        ({"begins": time(17, 30), "ends": time(8, 30)}, True),
        ({"begins": time(8, 30), "ends": time(17, 30)}, False),
        ({"begins": time(20, 0), "ends": time(21, 0)}, True),
        ({"begins": time(19, 0), "ends": time(20, 0)}, False),
    ],
)  # fmt: skip
def test_every_condition_is_asked(wanted, fits):
    assert dispatch_rules.fits(rule(**wanted), asked()) is fits


def test_the_nearest_organisation_comes_first_then_the_order():
    near, far, later = rule(9, "0001.0001."), rule(1), rule(99, "0001.0001.")
    assert dispatch_rules.first_that_fits([far, later, near], asked()) is near
    assert dispatch_rules.first_that_fits([rule(1, "0002.")], asked()) is None


def take(streets, who, **more):
    told = actions.Told(asked="楼道灯不亮了", place=streets.people["east_place"], **more)
    return actions.receive_matter(
        org=streets.east_one, told=told, channel=Channel.WINDOW, by=who, at=AT
    )[0]


def test_a_matter_goes_to_the_rules_organisation_and_says_why(streets):
    with acting(streets.lin_scope) as who:
        made = dispatch.add_rule(org=streets.east, told=TOLD, by=who, at=AT)
        row = take(streets, who)
        row = Matter.everything.get(pk=row.pk)
        assert (row.org_id, row.host_id, row.rule_id, row.why) == (
            streets.east_one.pk, streets.east_two.pk, made.pk, TOLD.why,
        )  # fmt: skip
        assert Case.everything.get(subject=row.public_id).host_id == streets.east_two.pk


def test_without_a_rule_it_stays_with_the_first_taker(streets):
    with acting(streets.lin_scope) as who:
        row = take(streets, who)
    assert (row.host_id, row.rule_id, row.why) == (streets.east_one.pk, None, "")


def test_a_rule_for_a_category_decides_when_the_category_is_said(streets):
    with acting(streets.lin_scope) as who:
        dispatch.add_rule(org=streets.east, told=replace(TOLD, category="errand"), by=who, at=AT)
        row = take(streets, who)
        assert row.rule_id is None
        said = {"title": "楼道灯", "category": "errand", "reply": "今天去修"}
        take_step(flow=MATTER, subject=row, verb="accept", said=said, by=who, at=AT)
        row = Matter.everything.get(pk=row.pk)
        assert (row.host_id, row.category, row.why) == (streets.east_two.pk, "errand", TOLD.why)
        assert Case.everything.get(subject=row.public_id).host_id == streets.east_two.pk


def test_a_rule_of_tomorrow_and_an_ended_one_do_not_decide(streets):
    with acting(streets.lin_scope) as who:
        dispatch.add_rule(
            org=streets.east, told=replace(TOLD, since=TODAY + timedelta(days=1)), by=who, at=AT
        )
        ended = dispatch.add_rule(org=streets.east, told=TOLD, by=who, at=AT)
        sent = take(streets, who)
        dispatch.end_rule(rule=ended, reason="不合用", by=who, at=AT)
        assert take(streets, who).rule_id is None
        assert Matter.everything.get(pk=sent.pk).why == TOLD.why
        with pytest.raises(Refused):
            dispatch.end_rule(rule=ended, reason="再停", by=who, at=AT)
        assert Entry.everything.filter(verb__startswith="matters.rule.").count() == 3


def test_all_that_is_wrong_is_said_at_once(streets):
    told = RuleTold(
        position=0, to="WEST-1", why="", reason="", since=TODAY - timedelta(days=1),
        place="西苑社区",
        begins=time(8), ends=None,
    )  # fmt: skip
    with acting(streets.lin_scope) as who, pytest.raises(Refused) as refusal:
        dispatch.add_rule(org=streets.east, told=told, by=who, at=AT)
    assert set(refusal.value.codes) == {
        "rule.position", "rule.place", "rule.hours", "rule.target", "rule.why", "rule.since",
        "rule.reason",
    }  # fmt: skip


def test_who_stands_below_reads_a_rule_and_cannot_change_it(streets):
    with acting(streets.lin_scope) as who:
        made = dispatch.add_rule(org=streets.east, told=TOLD, by=who, at=AT)
    agent = streets.agent_scope
    with acting(agent) as who:
        assert take(streets, who).host_id == streets.east_two.pk
        assert DispatchRule.everything.filter(pk=made.pk).update(position=1) == 0
        with pytest.raises(Refused):
            dispatch.end_rule(rule=made, reason="不要", by=who, at=AT)
    with acting(streets.gu_scope):
        assert not DispatchRule.everything.filter(pk=made.pk).exists()


def test_last_month_is_tried_and_nothing_is_written(streets):
    with as_owner():
        rows = [make_matter(streets) for _ in range(3)]
        first = TODAY.replace(day=1)
        for row in rows[:2]:
            Matter.everything.filter(pk=row.pk).update(
                received_on=first - timedelta(days=3), received_at=AT - timedelta(days=31),
                place=streets.people["east_place"],
            )  # fmt: skip
    with acting(streets.lin_scope) as who:
        dispatch.add_rule(org=streets.east, told=replace(TOLD, kind="labour"), by=who, at=AT)
        lines, hosts = Entry.everything.count(), set(Matter.everything.values_list("host_id"))
        found = dispatch.try_rules(org=streets.east, by=who, at=AT)
        assert (found.count, [one.count for one in found.shares]) == (2, [0, 2])
        more = dispatch.draft(org=streets.east, told=replace(TOLD, position=20), by=who, at=AT)
        found = dispatch.try_rules(org=streets.east, by=who, at=AT, more=[more])
        assert [one.count for one in found.shares] == [0, 2, 0]
        assert DispatchRule.everything.count() == 1
        assert (Entry.everything.count(), set(Matter.everything.values_list("host_id"))) == (
            lines, hosts,
        )  # fmt: skip


DRAFTS: tuple[dict[str, Any], ...] = (
    {"kind": "service", "begins": time(17, 30), "ends": time(8, 30)}, {"days": "working"},
    {"category": "errand", "begins": time(9), "ends": time(12)}, {"days": "off", "kind": "labour"},
    {"to": "EAST-1"},
)  # fmt: skip


def test_matters_are_told_apart_as_far_as_the_rules_look(streets):
    """Counted by sorts, each rule gets what it gets when they are asked one by one."""
    since = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    noon = datetime.combine(since, time(12), tzinfo=timezone.get_current_timezone())
    hours, sorts = (0, 8.5, 9, 11.99, 12, 17.5, 24), (("service", "errand"), ("labour", ""))
    with as_owner():
        for at in range(14):
            kind, category = sorts[at % 2]
            row = make_matter(streets)
            Matter.everything.filter(pk=row.pk).update(
                kind=kind, category=category, received_on=since,
                received_at=noon + timedelta(days=at // 2, hours=hours[at // 2] - 12),
            )  # fmt: skip
    with acting(streets.lin_scope) as who:
        more = [
            dispatch.draft(org=streets.east, told=replace(TOLD, position=10 + at, **one), by=who,
                           at=AT)
            for at, one in enumerate(DRAFTS)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as said:
            found = dispatch.try_rules(org=streets.east, by=who, at=AT, more=more)
        counted = [one["sql"] for one in said.captured_queries if '"matter"' in one["sql"]]
        known, ordered, singly = days(), dispatch_rules.in_order(more), Counter[int]()
        for row in Matter.everything.filter(received_on=since):
            seen = dispatch_rules.Asked(
                row.org_path,
                row.kind,
                row.category,
                row.place_id,
                (moment := timezone.localtime(row.received_at)),
                known.is_working(moment.date()),
            )
            rule = dispatch_rules.first_that_fits(ordered, seen)
            singly[ordered.index(rule) if rule else -1] += 1
    assert [one.count for one in found.shares] == [singly[at] for at in (*range(5), -1)]
    assert found.count == 14
    assert len([one for one in found.shares if one.count]) >= 4
    assert len(counted) == 1
    assert " GROUP BY " in counted[0]
    assert "place_id" not in counted[0]  # no rule looks at it


SAID = {
    "position": "10", "to": "EAST-2", "why": "楼道灯归二支部", "reason": "试一个月",
    "since": TODAY.isoformat(), "place": "东苑社区",
}  # fmt: skip


def test_a_rule_is_tried_kept_and_ended_on_the_pages(streets, browser):
    lin = browser("lin")
    said = text(lin.post("/matters/rules/new/", {**SAID, "to_do": "try"}))
    assert "只是试算" in said
    with as_owner():
        assert not DispatchRule.everything.exists()
    answer = lin.post("/matters/rules/new/", {**SAID, "to": "NOWHERE", "to_do": "keep"})
    assert answer.status_code == 422
    assert "楼道灯归二支部" in text(answer)
    assert lin.post("/matters/rules/new/", {**SAID, "to_do": "keep"}).status_code == 302
    said = text(lin.get("/matters/rules/"))
    assert "楼道灯归二支部" in said
    assert "东苑社区" in said
    with as_owner():
        made = DispatchRule.everything.get()
    assert "楼道灯归二支部" in text(browser("agent").get("/matters/rules/"))
    address = f"/matters/rules/{made.public_id}/end/"
    assert browser("gu").get(address).status_code == 404
    assert lin.post(address, {"reason": ""}).status_code == 422
    assert lin.post(address, {"reason": "不合用"}).status_code == 302
    assert "已停用" in text(lin.get("/matters/rules/"))


def test_the_matter_says_why_it_is_here(streets, browser):
    with acting(streets.lin_scope) as who:
        dispatch.add_rule(org=streets.east, told=TOLD, by=who, at=AT)
        row = take(streets, who)
    assert TOLD.why in text(browser("lin").get(f"/matters/{row.public_id}/"))


def test_the_database_itself_refuses_a_rule_for_others(streets):
    with (
        acting(streets.agent_scope),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(), connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute(
            "INSERT INTO matter_rule (public_id, org_id, org_path, host_id, host_path, position,"
            " kind, category, days, why, held, is_demo) VALUES (gen_random_uuid(), %s, %s, %s, %s,"
            " 1, '', '', '', '', '[2026-01-01,)', false)",
            [streets.west.pk, streets.west.path, streets.west.pk, streets.west.path],
        )

"""Does an office's own checklist reach its own cases, from its day on, and take nothing away?"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import checklist_queries, papers, queries, saying, written
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.checklist_actions import end_checklist, set_checklist
from jingwei.kernel.flows.checklists import Item, may_carry
from jingwei.kernel.flows.models import Checklist, FlowPaper
from jingwei.kernel.flows.tests.conftest import make_plea
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.papers.paper import Table
from jingwei.kernel.privacy import sealing
from tests.example_flow.flows import PLEA

DAY = timedelta(days=1)
LATER = AT + 3 * DAY
ITEMS = (
    Item("听过户主意见"), Item("谁核对了原件？", answer=True),
    Item("要不要双语材料", required=False),
)  # fmt: skip


def office(town: Any, org: Any) -> Any:
    """Who keeps the rules of one organisation."""
    return replace(town.officer_scope, org_id=org.pk, path=org.path, hi=upper(org.path))


def put(town: Any, org: Any, *, at: Any = AT, **changes: Any) -> Checklist:
    by = office(town, org)
    said = {
        "flow": PLEA, "verb": "ask", "title": "上门核对", "source": "街道会议纪要第三条",
        "items": ITEMS, "from_on": at.date() + DAY, "reason": "去年漏过两件",
    }  # fmt: skip
    with acting(by):
        return set_checklist(**(said | changes), by=by, at=at)


def ask(town: Any, plea: Any, *, at: Any = LATER, **said: Any) -> Any:
    with acting(town.branch_scope):
        return take_step(flow=PLEA, subject=plea, verb="ask", said=said, by=town.branch_scope,
                         at=at)  # fmt: skip


def plea_of(town: Any, org: Any = None, **more: Any) -> Any:
    with system_scope("测试"):
        return make_plea(town, org=org, **more)


def names(town: Any, plea: Any, at: Any = LATER) -> list[str]:
    """The local questions of the step, by name."""
    with acting(town.branch_scope):
        case = queries.case_of(PLEA, plea)
        look = queries.look_at(PLEA, plea, case, by=town.branch_scope, at=at)
        step = next(one.step for one in queries.offers(look) if one.step.verb == "ask")
    return [word.name for word in step.says if word.asked_by]


def found(refusal: Any) -> list[str]:
    return [one.code for one in refusal.value.findings]


def test_what_must_be_answered_is_refused_with_office_and_source_and_then_kept(town: Any) -> None:
    row = put(town, town.east)
    plea = plea_of(town)
    tick, note, answer, advice, _note = names(town, plea)
    with pytest.raises(Refused) as refusal:
        ask(town, plea)
    assert found(refusal) == ["flow.local", "flow.local"]
    first = refusal.value.findings[0]
    assert first.source == "街道会议纪要第三条"
    assert first.params["office"] == town.east.name
    taken = ask(town, plea, **{tick: "on", note: "王同志在场", answer: "李某"})
    with acting(town.branch_scope):
        assert saying.opened(taken) == {
            tick: True, note: "王同志在场", answer: "李某", advice: False,
        }  # fmt: skip
        paper = FlowPaper.objects.get(step=taken, slot="local_checklist")
        text = sealing.unseal(paper.sealed, column=papers.COLUMN, row=paper.public_id)
        (table,) = [one for one in written.paper_of(text).blocks if isinstance(one, Table)]
        look = queries.look_at(
            PLEA, plea, queries.case_of(PLEA, plea), by=town.branch_scope, at=LATER
        )
        assert str(look.local_word(answer).label) == "谁核对了原件？"
    assert table.rows == (
        ("听过户主意见", "已核对（王同志在场）"), ("谁核对了原件？", "李某"),
        ("要不要双语材料", "没有核对"),
    )  # fmt: skip
    with system_scope("测试"):
        line = Entry.everything.get(verb="example.plea.ask")
    payload = json.loads(line.payload)
    assert str(row.public_id) in str(payload)
    assert "李某" not in line.payload


def test_a_list_of_the_west_does_not_reach_the_east_and_one_of_the_city_reaches_both(
    town: Any,
) -> None:
    put(town, town.west)
    east = plea_of(town)
    assert names(town, east) == []
    assert ask(town, east).verb == "ask"
    put(town, town.city)
    assert len(names(town, plea_of(town))) == 5


def test_lists_of_two_levels_are_asked_one_after_the_other(town: Any) -> None:
    put(town, town.east, items=[Item("街道要看的")])
    put(town, town.city, items=[Item("市里要看的")])
    plea = plea_of(town)
    with pytest.raises(Refused) as refusal:
        ask(town, plea)
    assert [one.params["what"] for one in refusal.value.findings] == ["市里要看的", "街道要看的"]


def test_a_case_keeps_the_version_of_the_day_on_which_it_began(town: Any) -> None:
    before, under = plea_of(town), plea_of(town, title="二")
    with acting(town.branch_scope):
        begin_case(flow=PLEA, subject=before, by=town.branch_scope, at=AT)
    put(town, town.east)
    with acting(town.branch_scope):
        begin_case(flow=PLEA, subject=under, by=town.branch_scope, at=LATER)
    put(town, town.east, at=LATER, items=[Item("新的一条")])
    far = LATER + 9 * DAY
    assert names(town, before, far) == []
    assert len(names(town, under, far)) == 5
    assert len(names(town, plea_of(town, title="三"), far)) == 2
    assert ask(town, before, at=far).verb == "ask"


def test_an_ended_list_asks_nothing_of_what_begins_later(town: Any) -> None:
    row = put(town, town.east)
    by = office(town, town.east)
    with acting(by):
        end_checklist(checklist=row, last_on=TODAY + 2 * DAY, reason="改由街道统一核", by=by, at=AT)
        with pytest.raises(Refused):
            end_checklist(checklist=row, last_on=TODAY + 5 * DAY, reason="再", by=by, at=AT)
        (kept,) = checklist_queries.versions(row)
    assert kept.held.upper == TODAY + 3 * DAY
    assert names(town, plea_of(town), AT + 2 * DAY) != []
    assert names(town, plea_of(town), AT + 3 * DAY) == []


@pytest.mark.parametrize(("changes", "codes"), [
    ({"verb": "nothing"}, {"checklist.step"}),
    ({"flow": None}, {"checklist.step"}),
    ({"verb": "file"}, {"checklist.step"}),
    ({"verb": "give_up"}, {"checklist.step"}),
    ({"title": " ", "source": "", "reason": ""}, {"checklist.said"}),
    ({"title": "长" * 61}, {"checklist.long"}),
    ({"items": []}, {"checklist.items"}),
    ({"items": [Item(str(n)) for n in range(21)]}, {"checklist.items"}),
    ({"items": [Item("同一条"), Item("同一条")]}, {"checklist.twice"}),
    ({"items": [Item("长" * 61)]}, {"checklist.item"}),
    ({"from_on": TODAY}, {"checklist.day"}),
    ({"from_on": TODAY, "items": [], "title": ""},
     {"checklist.day", "checklist.items", "checklist.said"}),
])  # fmt: skip
def test_wrong_input_is_refused_with_every_reason_at_once(
    town: Any, changes: dict[str, Any], codes: set[str]
) -> None:
    with pytest.raises(Refused) as refusal:
        put(town, town.east, **changes)
    assert set(found(refusal)) == codes
    with system_scope("测试"):
        assert not Checklist.everything.exists()
        assert not Entry.everything.filter(verb__startswith="flows.checklist").exists()


def test_a_new_version_begins_after_the_one_that_holds_and_after_what_was_seen(town: Any) -> None:
    first = put(town, town.east)
    with pytest.raises(Refused) as refusal:
        put(town, town.east)
    assert found(refusal) == ["checklist.later"]
    second = put(town, town.east, from_on=TODAY + 9 * DAY, changes=first)
    with pytest.raises(Refused) as refusal:
        put(town, town.east, from_on=TODAY + 20 * DAY, changes=first)
    assert found(refusal) == ["version.changed"]
    with acting(office(town, town.east)):
        assert [row.pk for row in checklist_queries.versions(first)] == [second.pk, first.pk]


def test_a_list_takes_no_condition_of_the_flow_away(town: Any) -> None:
    put(town, town.east, items=[Item("看过")])
    plea = plea_of(town, title="")
    tick = names(town, plea)[0]
    with pytest.raises(Refused) as refusal:
        ask(town, plea, **{tick: "on"})
    assert "flow.local" not in found(refusal)
    assert found(refusal)


def test_only_who_keeps_the_rules_of_an_office_sets_its_list(town: Any) -> None:
    with acting(town.branch_scope), pytest.raises(Refused) as refusal:
        set_checklist(
            flow=PLEA, verb="ask", title="一", source="二", items=ITEMS, from_on=TODAY + DAY,
            reason="三", by=town.branch_scope, at=AT,
        )  # fmt: skip
    assert found(refusal) == ["access.duty"]


def test_a_branch_cannot_write_the_list_of_the_office_above_it(town: Any) -> None:
    row = put(town, town.east)
    with acting(town.branch_scope):
        seen = Checklist.everything.get(pk=row.pk)
        assert Checklist.everything.filter(pk=row.pk).update(title="改") == 0
        assert seen.title == "上门核对"


def test_steps_of_the_program_and_first_steps_carry_no_list() -> None:
    carried = {step.verb for step in PLEA.steps if may_carry(step)}
    assert "ask" in carried
    assert not {"file", "give_up"} & carried


def test_a_list_costs_no_further_statement(town: Any) -> None:
    plea = plea_of(town)
    with acting(town.branch_scope):
        begin_case(flow=PLEA, subject=plea, by=town.branch_scope, at=LATER)

    def looked() -> tuple[int, int]:
        with acting(town.branch_scope), CaptureQueriesContext(connection) as asked:
            case = queries.case_of(PLEA, plea)
            look = queries.look_at(PLEA, plea, case, by=town.branch_scope, at=LATER)
            words = sum(len(one.step.says) for one in queries.offers(look))
        return len(asked), words

    before = looked()
    for org in (town.east, town.city):
        put(town, org)
    after = looked()
    assert after[0] == before[0] == 3
    assert after[1] > before[1]

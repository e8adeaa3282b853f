"""Is everything handed over by a person's word alone, and taken back exactly?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, RowImage
from jingwei.kernel.orgs import edge_actions, queries
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.worksheets import actions, executing
from jingwei.kernel.worksheets.models import End, Item, Worksheet
from jingwei.kernel.worksheets.tests.standing import snapshot, whole

ON = date(2026, 11, 1)


@pytest.fixture
def second(town: Any) -> Any:
    """Another clerk of the east, who executes what Lin drafted."""
    with as_owner():
        town.account("second", "clerk", town.east)
        add_secretary(town, town.people["东甲"], town.east_one)
    return town.scopes["second"]


def draft(town: Any, kind: str = "split", **more: Any) -> Worksheet:
    told: dict[str, Any] = {
        "above": town.east, "sources": [town.east_one], "targets": [town.east_one],
        "fresh": [actions.Fresh("东镇第三党支部", "EAST-3", "party_branch")], "on": ON,
        "basis": "东委〔2026〕9号", "by": town.lin_scope, "at": AT,
    }  # fmt: skip
    return actions.begin_worksheet(kind=kind, **(told | more))


def by(town: Any) -> dict[str, Any]:
    return {"by": town.lin_scope, "at": AT}


def end_of(sheet: Worksheet, code: str) -> End:
    found: End = next(
        end for end in End.everything.filter(worksheet=sheet).select_related("body")
        if code in (end.code, end.body.code if end.body else "") and end.is_target
    )  # fmt: skip
    return found


def say(town: Any, sheet: Worksheet, code: str, **which: Any) -> None:
    items = list(Item.everything.filter(worksheet=sheet, **which).values_list("pk", flat=True))
    actions.assign_items(sheet=sheet, items=items, target=end_of(sheet, code), **by(town))


def test_a_draft_lists_everything_and_assigns_nothing(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        kinds = list(Item.everything.filter(worksheet=sheet).values_list("kind", flat=True))
        assert sorted(kinds) == ["member"] * 3 + ["position"]
        assert not Item.everything.exclude(target=None).exists()
        with pytest.raises(Refused) as refused:
            actions.submit_worksheet(sheet=sheet, **by(town))
        assert "党员还有3项没有分配" in str(refused.value)
        assert "任职还有1项没有分配" in str(refused.value)


def test_a_branch_is_split_as_people_said(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        say(town, sheet, "EAST-1")
        moved = Membership.everything.get(person=town.people["东乙"])
        say(town, sheet, "EAST-3", kind="member", thing=moved.pk)
        actions.submit_worksheet(sheet=sheet, **by(town))
    with acting(second):
        lines = Entry.everything.count()
        done = executing.execute_worksheet(sheet=sheet, by=second, at=AT)
        assert Entry.everything.count() == lines + 1
        assert RowImage.objects.filter(entry=done.line).exists()
        new = Organisation.everything.get(code="EAST-3")
        home = Membership.everything.get(person=town.people["东乙"], held__endswith=None)
        assert (home.org, home.held.lower, home.basis) == (new, ON, "东委〔2026〕9号")
        assert Person.everything.get(pk=town.people["东乙"].pk).org == new
        assert Person.everything.get(pk=town.people["东甲"].pk).org == town.east_one
        assert [(tie.kind, tie.code) for tie in queries.ties(new)] == [
            ("leads", "EAST"), ("turned_into", "EAST-1")
        ]  # fmt: skip
        assert ("turned_into", "EAST-3") in [
            (tie.kind, tie.code) for tie in queries.ties(town.east_one)
        ]
        whole()


def test_who_drafted_does_not_execute(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        say(town, sheet, "EAST-1")
        actions.submit_worksheet(sheet=sheet, **by(town))
        with pytest.raises(Refused) as refused:
            executing.execute_worksheet(sheet=sheet, **by(town))
        assert refused.value.codes == {"sheet.two_people"}


def test_two_branches_merge_and_the_merger_is_taken_back_exactly(town, second):
    with acting(town.lin_scope):
        edge_actions.tie_organisations(
            org=town.east_one, host=town.east_two, kind="joined_with", on=date(2026, 1, 1),
            basis="联建协议", **by(town),
        )  # fmt: skip
        sheet = draft(
            town, "merge", sources=[town.east_one, town.east_two], targets=[],
            fresh=[actions.Fresh("东镇联合党支部", "EAST-9", "joint_branch")],
        )  # fmt: skip
        say(town, sheet, "EAST-9")
        actions.submit_worksheet(sheet=sheet, **by(town))
        before = snapshot()
    with acting(second):
        done = executing.execute_worksheet(sheet=sheet, by=second, at=AT)
        new = Organisation.everything.get(code="EAST-9")
        assert Membership.everything.filter(org=new, held__endswith=None).count() == 4
        assert Position.everything.get(held__endswith=None).org == new
        assert not Organisation.everything.get(code="EAST-1").is_open
        whole()
        assert snapshot() != before
        executing.undo_worksheet(sheet=done, reason="批复撤回", by=second, at=AT)
        assert snapshot() == before
        assert not Organisation.everything.filter(code="EAST-9").exists()
        line = Entry.everything.order_by("-id").first()
        assert (line.verb, line.corrects) == ("worksheets.worksheet.undo", done.line)
        whole()


def test_an_execution_is_not_taken_back_over_later_work(town, second):
    from jingwei.kernel.people import belonging_actions

    with acting(town.lin_scope):
        sheet = draft(town)
        say(town, sheet, "EAST-3")
        actions.submit_worksheet(sheet=sheet, **by(town))
    with acting(second):
        done = executing.execute_worksheet(sheet=sheet, by=second, at=AT)
        belonging_actions.move_member(
            person=Person.everything.get(pk=town.people["东乙"].pk), to=town.east_two, on=TODAY,
            by=second, at=AT,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            executing.undo_worksheet(sheet=done, reason="写错", by=second, at=AT)
        assert refused.value.codes == {"sheet.later"}


def test_who_came_after_the_draft_is_not_forgotten(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        say(town, sheet, "EAST-1")
    with as_owner():
        town.member("东戊", town.east_one)
    with acting(town.lin_scope):
        with pytest.raises(Refused) as refused:
            actions.submit_worksheet(sheet=sheet, **by(town))
        assert refused.value.codes == {"sheet.came"}
        sheet = actions.refresh_items(sheet=sheet, **by(town))
        assert Item.everything.filter(worksheet=sheet, target=None).count() == 1


def test_two_people_on_one_list_the_second_is_told(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        shown = sheet.version
        say(town, sheet, "EAST-1")
    with acting(second), pytest.raises(Refused) as refused:
        actions.drop_worksheet(sheet=sheet, by=second, at=AT, version=shown)
    assert refused.value.status == 409


def test_a_worksheet_of_the_east_is_unknown_in_the_west(town, second):
    with acting(town.lin_scope):
        draft(town)
    with acting(town.gu_scope):
        assert not Worksheet.everything.exists()
        assert not Item.everything.exists()


def test_a_member_cannot_simply_end(town, second):
    with acting(town.lin_scope):
        sheet = draft(town)
        items = list(Item.everything.values_list("pk", flat=True))
        with pytest.raises(Refused) as refused:
            actions.assign_items(sheet=sheet, items=items, target=None, ends=True, **by(town))
        assert refused.value.codes == {"sheet.cannot_end"}

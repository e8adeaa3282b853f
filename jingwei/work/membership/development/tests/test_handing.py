"""Do cases and transfers go along when branches are split and merged, and come back exactly?"""

from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.models import Case
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership
from jingwei.kernel.worksheets import actions, executing
from jingwei.kernel.worksheets.models import Item, Worksheet
from jingwei.kernel.worksheets.tests.test_worksheets import by, draft, say, second
from jingwei.work.membership.development.handing import after_a_worksheet
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.tests.conftest import make
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import make as make_transfer

__all__ = ["second"]


def listed(sheet: Worksheet) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in Item.everything.filter(worksheet=sheet).values_list("kind", flat=True):
        found[kind] = found.get(kind, 0) + 1
    return found


def members() -> int:
    return int(Membership.everything.filter(held__endswith=None).count())


def merged(town: Any) -> Worksheet:
    sheet = draft(
        town, "merge", sources=[town.east_one, town.east_two], targets=[],
        fresh=[actions.Fresh("东镇联合党支部", "EAST-9", "joint_branch")],
    )  # fmt: skip
    say(town, sheet, "EAST-9")
    actions.submit_worksheet(sheet=sheet, **by(town))
    return sheet


def test_cases_and_transfers_go_with_a_merger_and_come_back(town: Any, second: Any) -> None:
    with acting(town.lin_scope) as lin:
        applicant = make(town, "activist")
        member = make(town, "probationary")
        away = make_transfer(town, "requested", host="west_one")
        with acting(town.gu_scope):
            coming = make_transfer(town, "sent", org="west_one", host="east_two")
    with acting(town.lin_scope) as lin:
        sheet = merged(town)
        assert listed(sheet)["development"] == 2
        assert (listed(sheet)["transfer_out"], listed(sheet)["transfer_in"]) == (1, 1)
        before = members()
    with acting(second) as hand:
        done = executing.execute_worksheet(sheet=sheet, by=hand, at=town.at)
        new = Organisation.everything.get(code="EAST-9")
        for row in (applicant, member):
            row.refresh_from_db()
            assert row.org_id == new.pk
        away.refresh_from_db()
        coming.refresh_from_db()
        assert (away.org_id, away.from_name) == (new.pk, "东镇联合党支部")
        assert (coming.host_id, coming.to_name) == (new.pk, "东镇联合党支部")
        cases = Case.everything.filter(subject__in=[applicant.public_id, member.public_id])
        assert {one.org_id for one in cases} <= {new.pk}
        assert members() == before
        executing.undo_worksheet(sheet=done, reason="批复撤回", by=hand, at=town.at)
        rows: tuple[Any, ...] = (applicant, member, away)
        for row in rows:
            row.refresh_from_db()
            assert row.org_id == town.east_one.pk
        coming.refresh_from_db()
        assert coming.host_id == town.east_two.pk
        assert members() == before
    assert lin.path


def test_nothing_is_assigned_by_itself(town: Any, second: Any) -> None:
    with acting(town.lin_scope):
        make(town, "activist")
        make_transfer(town, "requested", host="west_one")
        sheet = draft(town)
        with pytest.raises(Refused) as refused:
            actions.submit_worksheet(sheet=sheet, **by(town))
        assert "入党过程还有1项没有分配" in str(refused.value)
        assert "转出的转接还有1项没有分配" in str(refused.value)


def test_a_case_goes_where_its_member_goes(town: Any, second: Any) -> None:
    with acting(town.lin_scope):
        row = make(town, "probationary")
        sheet = draft(town)
        say(town, sheet, "EAST-1")
        say(town, sheet, "EAST-3", kind="development", thing=row.pk)
        actions.submit_worksheet(sheet=sheet, **by(town))
    with acting(second) as hand:
        with pytest.raises(Refused) as refused:
            executing.execute_worksheet(sheet=sheet, by=hand, at=town.at)
        assert "development.apart" in refused.value.codes
    with acting(town.lin_scope):
        assert Development.everything.get(pk=row.pk).org_id == town.east_one.pk


def test_a_case_that_nobody_moved_follows_its_member(town: Any, second: Any) -> None:
    with acting(town.lin_scope):
        row = make(town, "probationary")
        sheet = draft(town)
        say(town, sheet, "EAST-1")
        home = Membership.everything.get(person=row.person_id, kind="home", held__endswith=None)
        say(town, sheet, "EAST-3", kind="member", thing=home.pk)
        actions.submit_worksheet(sheet=sheet, **by(town))
    with acting(second) as hand:
        executing.execute_worksheet(sheet=sheet, by=hand, at=town.at)
        after_a_worksheet(None, by=hand, at=town.at)
        row.refresh_from_db()
        assert row.org.code == "EAST-3"


def test_a_transfer_between_what_becomes_one_is_refused(town: Any, second: Any) -> None:
    with acting(town.lin_scope):
        make_transfer(town, "requested", host="east_two")
        sheet = merged(town)
    with acting(second) as hand:
        with pytest.raises(Refused) as refused:
            executing.execute_worksheet(sheet=sheet, by=hand, at=town.at)
        assert "transfer.same_ends" in refused.value.codes
        assert Transfer.everything.filter(state="requested").count() == 1

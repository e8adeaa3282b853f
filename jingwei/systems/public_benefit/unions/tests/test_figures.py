"""Do the figures of unions say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta
from decimal import Decimal

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.systems.public_benefit.unions.indicators import INDICATORS
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)

MONTH = date(2026, 11, 1)
OURS = [one.code for one in INDICATORS]


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town, code, org="county"):
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[code])[pk, code]


def agree(town, org="east", **more):
    where = {"org": town.orgs[org], "org_path": town.orgs[org].path}
    row = CrossAreaUnion.everything.create(
        **where, **{"title": "联建", "basis": "文件", "proposed_on": date(2026, 1, 5),
                    "begins_on": date(2026, 1, 9), "begun_on": date(2026, 1, 9),
                    "ends_on": date(2027, 12, 31), "state": "running", **more},
    )  # fmt: skip
    UnionParty.everything.create(**where, union=row, name="一方")
    return row


def project(row, **more):
    return JointProject.everything.create(
        org=row.org, org_path=row.org_path, union=row, org_name="一方", kind="land",
        **{"title": "流转", "due_on": date(2026, 9, 1), **more},
    )  # fmt: skip


def goal(row, **more):
    return UnionGoal.everything.create(
        org=row.org, org_path=row.org_path, union=row, title="收入", unit="万元",
        target=Decimal(50), **more,
    )  # fmt: skip


def test_without_records_there_is_no_data(town):
    fill()
    for code in OURS:
        assert not figure(town, code).n, code


def test_a_union_counts_where_it_is_led_while_it_is_in_force(town):
    with as_owner():
        agree(town)
        agree(town, kind="urban_rural")
        agree(town, "west", state="ended", ended_on=date(2026, 10, 1))
        agree(town, begun_on=None, state="proposed")
        agree(town, ends_on=date(2026, 11, 1))
    fill()
    assert figure(town, "unions.running").n == 1
    assert figure(town, "unions.agreements").n == 1
    assert not figure(town, "unions.running", "west").n


def test_a_project_counts_with_its_result_and_late_ones_heal(town):
    with as_owner():
        row = agree(town)
        project(row)
        project(row, state="dropped", result="没人")
        project(row, due_on=date(2027, 9, 1))
    fill()
    done, worked = "unions.projects_done", "unions.worked"
    assert (figure(town, done).n, figure(town, done).d) == (0, 1)
    assert (figure(town, worked).n, figure(town, worked).d) == (0, 1)
    with as_owner():
        JointProject.everything.filter(state="planned", due_on=date(2026, 9, 1)).update(
            state="done", done_on=date(2026, 8, 30), result="40户"
        )  # fmt: skip
    fill()
    assert (figure(town, done).n, figure(town, done).d) == (1, 1)
    assert figure(town, worked).n == 1


def test_a_goal_counts_once_measured(town):
    with as_owner():
        row = agree(town)
        goal(row)
        goal(row, reached=Decimal(49), measured_on=date(2026, 11, 2))
        goal(row, reached=Decimal(50), measured_on=date(2026, 11, 2))
    fill()
    one = figure(town, "unions.goals_reached")
    assert (one.n, one.d) == (1, 2)


def test_evidence_is_the_figure(town):
    with as_owner():
        row = agree(town)
        agree(town, kind="department")
        project(row, state="done", done_on=date(2026, 8, 30), result="40户")
        goal(row, reached=Decimal(50), measured_on=date(2026, 11, 2))
    fill()
    with acting(town.officer_scope):
        asked = Asked(town.county, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            found = figure(town, code)
            count = evidence(indicator(code), asked, town.officer_scope, part="n").count()
            assert count == int(found.n or 0) == 1, code

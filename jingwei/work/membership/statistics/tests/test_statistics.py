"""Do the annual tables add up, open to their records, and stay as they were frozen?"""

import json
import re
from dataclasses import asdict
from datetime import date
from functools import partial
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.work.membership.appraisal.models import Appraisal, Round
from jingwei.work.membership.statistics import actions, queries, rules
from jingwei.work.membership.statistics.models import AnnualReport
from jingwei.work.membership.statistics.registered import tables
from jingwei.work.membership.statistics.sources import HELD, HELD_BEFORE

YEAR = 2025


def text(answer) -> str:
    return str(answer.content.decode())


def counted(town, who, org):
    with acting(town.scopes[who]):
        return queries.counted(org, YEAR)


def test_a_move_inside_is_nothing_to_who_stands_above_both(two_years):
    town = two_years
    branch = counted(town, "lin", town.east_one)["compared"]
    assert {key: branch[key]["all"] for key in branch} == {
        "before": 5, "opened": 0, "came": 1, "admitted": 1, "transferred_in": 0, "restored": 0,
        "with_org_in": 0, "corrected_in": 0, "went": 2, "transferred_out": 1, "died": 1, "left": 0,
        "with_org_out": 0, "corrected_out": 0, "now": 4,
    }  # fmt: skip
    above = counted(town, "lin", town.east)["compared"]
    assert [above[key]["all"] for key in ("before", "came", "went", "now")] == [6, 1, 1, 6]


def test_who_only_lives_here_is_not_counted_here(two_years):
    town = two_years
    assert counted(town, "lin", town.east_one)["members"]["all"]["all"] == 4
    assert counted(town, "gu", town.west_one)["members"]["all"]["all"] == 2


def test_a_branch_that_sees_no_file_any_more_counts_who_left(two_years):
    """动一 is at home in east two now, out of sight of east one."""
    town = two_years
    assert counted(town, "branch", town.east_one)["compared"]["transferred_out"]["all"] == 1


def test_every_cell_counts_what_it_opens(two_years):
    town = two_years
    with acting(town.lin_scope) as scope:
        cells = queries.counted(town.east, YEAR)
        for table in tables():
            for row in table.rows:
                for column in table.columns:
                    found = queries.records(scope, table, row, column, town.east, YEAR)
                    assert len(found) == cells[table.code][row.key][column.key], (table.code, row)


def test_all_checks_are_met(two_years):
    with acting(two_years.lin_scope):
        cells = queries.counted(two_years.east, YEAR)
        assert rules.unmet(queries.checks_of(cells, two_years.east, YEAR)) == []


def test_not_held_is_an_answer(two_years):
    held = counted(two_years, "lin", two_years.east)["appraisal"]
    assert [held[key]["all"] for key in ("branches", "held", "not_held")] == [2, 0, 2]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, set()),
        ({"year": 2026}, {"statistics.early"}),
        ({"frozen": True}, {"statistics.frozen"}),
        ({"differences": 2}, {"statistics.unexplained"}),
        ({"differences": 2, "explained": "期初补录"}, set()),
    ],
)
def test_a_year_is_frozen_once_after_it_is_over(more, codes):
    said = {"year": 2025, "today": AT.date(), "frozen": False, "differences": 0, "explained": "",
            "founded": None, **more}  # fmt: skip
    assert {one.code for one in rules.freeze_findings(**said)} == codes


def test_frozen_stays_as_it_was_and_says_what_changed(two_years):
    town = two_years
    with acting(town.lin_scope) as by:
        row = actions.freeze_report(org=town.east, year=YEAR, explained="", by=by, at=AT)
        line = Entry.everything.get(verb="statistics.report.freeze")
        assert json.loads(line.payload)["sha256"] == row.digest == queries.digest_of(row.cells)
        with pytest.raises(Refused) as refusal:
            actions.freeze_report(org=town.east, year=YEAR, explained="", by=by, at=AT)
        assert refusal.value.codes == {"statistics.frozen"}
    with as_owner():
        Membership.everything.filter(person=town.people["新一"]).update(category="full")
    with acting(town.lin_scope):
        now = queries.counted(town.east, YEAR)
        kept = AnnualReport.everything.get()
        assert queries.digest_of(kept.cells) == kept.digest
        moved = {(t, r, c): (was, n) for t, r, c, was, n in queries.moved_since(kept.cells, now)}
        assert moved["compared", "now", "probationary"] == (1, 0)
        assert [asdict(c) for c in queries.checks_of(now, town.east, YEAR + 1)]


def test_a_late_record_shows_as_a_difference_to_last_year(two_years):
    town = two_years
    with acting(town.lin_scope) as by:
        actions.freeze_report(org=town.east, year=YEAR - 1, explained="", by=by, at=AT)
    with as_owner():
        Membership.everything.filter(person=town.people["东丁"]).delete()
    with acting(town.lin_scope) as by:
        cells = queries.counted(town.east, YEAR)
        off = {one.code: one.difference for one in
               rules.unmet(queries.checks_of(cells, town.east, YEAR))}  # fmt: skip
        assert off == {"frozen_before": -1}


def test_pages_show_open_freeze_and_take_away(two_years, browser):
    lin, home = browser("lin"), f"/statistics/EAST/{YEAR}/"
    said = text(lin.get(home))
    for words in ("2025年党内统计年报", "两年党员数比较", "都对得上", "还没有定稿", "没有数据"):
        assert words in said
    opened = text(lin.get(f"{home}compared/admitted/all/"))
    assert "新一" in opened
    assert lin.get(f"{home}compared/admitted/king/").status_code == 404
    with as_owner():
        assert lin.post(f"{home}freeze/", {"explained": ""}).status_code == 302
    assert "已定稿" in text(lin.get(home))
    again = lin.post(f"{home}freeze/", {"explained": "再来"})
    assert again.status_code == 422
    assert "这一年已经定稿，不能再定一次。" in text(again)
    book = openpyxl.load_workbook(BytesIO(lin.get(f"{home}workbook/").content))
    assert book.worksheets[0]["A1"].value == "两年党员数比较"
    assert [cell.value for cell in book.worksheets[0][4]][:2] == ["上年末党员", 6]


def test_the_neighbour_finds_nothing_and_a_branch_does_not_freeze(two_years, browser):
    assert browser("gu").get(f"/statistics/EAST/{YEAR}/").status_code == 404
    branch = browser("branch")
    assert branch.get(f"/statistics/EAST-1/{YEAR}/").status_code == 200
    assert branch.post(f"/statistics/EAST-1/{YEAR}/freeze/").status_code == 403


def test_every_cell_opens_as_a_page_that_leads_to_its_records(two_years, browser):
    town, lin = two_years, browser("lin")
    with as_owner():
        for kind in ("street", "village", "community", "private_firm", "social_org"):
            Unit.everything.create(
                org=town.east_one, org_path=town.east_one.path, name=f"某{kind}", kind=kind,
                held=held(date(2019, 7, 1)),
            )  # fmt: skip
    linked = set()
    for table in tables():
        for row in table.rows:
            for column in table.columns:
                url = f"/statistics/EAST/{YEAR}/{table.code}/{row.key}/{column.key}/"
                said = text(lin.get(url))
                linked |= {part for part in ("/members/", "/units/", "/orgs/EAST-1/")
                           if f'<th scope="row"><a href="{part}' in said}  # fmt: skip
    assert linked == {"/members/", "/units/", "/orgs/EAST-1/"}


def test_students_and_grades_have_tables_of_their_own(two_years):
    town = two_years
    with as_owner():
        Person.everything.filter(pk=town.people["新一"].pk).update(work_post="大学生")
        round_ = Round.everything.create(
            org=town.east_one, org_path=town.east_one.path, year=YEAR, state="told",
            held_on=date(YEAR, 2, 1),
        )  # fmt: skip
        for name, grade, skipped in (
            ("东甲", "excellent", ""), ("东乙", "qualified", ""), ("新一", "", "probationary"),
            ("东丙", "", ""),
        ):  # fmt: skip
            Appraisal.everything.create(
                org=town.east_one, org_path=town.east_one.path, round=round_,
                person=town.people[name], name=name, name_sort=name, grade=grade, skipped=skipped,
            )  # fmt: skip
    cells = counted(town, "lin", town.east)
    students = {row: cells["students"][row]["all"] for row in cells["students"]}
    assert students == {"all": 1, "full": 0, "probationary": 1, "admitted": 1}
    grades = {row: n["all"] for row, n in cells["grades"].items()}
    assert grades == {
        "all": 4, "excellent": 1, "qualified": 1, "basic": 0, "unqualified": 0, "skipped": 1,
        "waiting": 1,
    }  # fmt: skip
    assert {table.number for table in tables()} >= {"7", "8", "9", "12"}


def test_no_record_is_asked_twice_what_it_is(two_years):
    """Whatever the number of cells: a city has half a million records and tables of a hundred."""
    with acting(two_years.officer_scope), CaptureQueriesContext(connection) as said:
        queries.counted(two_years.county, 2025)
    asked = [one["sql"] for one in said.captured_queries if "GROUP BY k0" in one["sql"]]
    assert len(asked) == len({table.records for table in tables()}) < len(tables())
    assert sum(sql.partition(" FROM (\n")[0].count("FILTER") for sql in asked) == sum(
        len(table.rows) * len(table.columns) for table in tables()
    )
    for sql in asked:
        kinds = sql.partition(" FROM (\n")[2].partition("count(*) AS n")[0]
        conditions = re.findall(r"\((.+)\) AS k\d+", kinds.replace(", (", ",\n("))
        assert "FILTER" not in kinds
        assert len(conditions) == len(set(conditions))


@pytest.mark.parametrize("day", ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"])
def test_who_is_held_on_a_day_is_said_by_both_ends(two_years, day):
    ranges = [
        "[2025-01-01,2025-12-31)", "[2025-01-01,2026-01-01)", "[2025-12-31,)", "(,2025-01-01)",
        "(,)", "empty",
    ]  # fmt: skip
    with as_owner(), connection.cursor() as cursor:
        for one in ranges:
            cursor.execute(
                f"SELECT {HELD}, m.held @> %(on)s::date FROM (SELECT %(one)s::daterange) m (held)",
                {"on": day, "one": one},
            )
            said = cursor.fetchone()
            assert said[0] == said[1], (one, day)
            cursor.execute(
                f"SELECT {HELD_BEFORE}, m.held @> (%(since)s::date - 1)"
                " FROM (SELECT %(one)s::daterange) m (held)", {"since": day, "one": one},
            )  # fmt: skip
            said = cursor.fetchone()
            assert said[0] == said[1], (one, day)


def test_records_are_sought_in_pieces_and_all_found(two_years, monkeypatch):
    """Of a city the first two hundred are near; none may be lost between two pieces."""
    table = tables()[0]
    row, column = table.row("now"), table.column("all")
    with acting(two_years.lin_scope) as scope:
        asked = partial(queries.records, scope, table, row, column, two_years.east, YEAR)
        with CaptureQueriesContext(connection) as said:
            whole = asked()
        assert " c.id <= " in said.captured_queries[-3]["sql"]
        # Found before their names, so that no plan looks for all once for each organisation.
        found, names = said.captured_queries[-3]["sql"].split(") r\n")
        assert "ORDER BY c.id LIMIT" in found
        assert "organisation" in names
        first = whole[0].id
        monkeypatch.setattr(queries, "WINDOWS", (first, 1, 2, None))
        assert asked() == whole
        monkeypatch.setattr(queries, "MOST", 1)
        monkeypatch.setattr(queries, "WINDOWS", (1_000_000, None))
        with CaptureQueriesContext(connection) as said:
            assert asked(after=first - 1) == whole[:2]
        pieces = [one for one in said.captured_queries if "ORDER BY r.id" in one["sql"]]
        assert len(pieces) == 1  # both were in the first

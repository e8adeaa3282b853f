"""Do the rosters say what they should, and does the reader find all faults and no other?"""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from conftest import TODAY
from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.load import draw_city
from jingwei.ops.demo.roster_rough import DATES, rough, rough_day
from jingwei.ops.demo.roster_rows import Record, inside_of
from jingwei.ops.demo.roster_sheets import PLANTED
from jingwei.ops.demo.rosters import EVERY, write_rosters
from jingwei.ops.demo.tree import give_paths
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.imports.issue_codes import CODES, Severity
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.rules import attendance
from jingwei.ops.imports.table import check_records
from jingwei.ops.imports.tests.made import opened
from jingwei.ops.imports.titles import of_slots
from jingwei.ops.words import Stopped

OF_RECORDS = ("term.long", "credit.legacy", "id.missing", "position.vacant")
"""Warnings that a clean roster bears too: some have no number, some posts are vacant."""


@cache
def records(kind: str) -> list[Record]:
    city = draw_city(size="small", today=TODAY)
    give_paths(city)
    return list(EVERY[kind](city, inside_of(city, city.orgs[0])))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rosters")
    write_rosters(place, today=TODAY)
    return place


def test_every_kind_that_can_be_brought_in_can_be_practised():
    assert set(EVERY) == set(PLANTED) == set(KINDS)


def test_the_sheet_of_the_readme_is_written_whatever_packages_are_there(folder):
    """The old .xls can be written with those of the tests only."""
    for name in ("README.md", "README.zh-CN.md"):
        assert "rosters/messy/4-members-2.xlsx" in (REPOSITORY / name).read_text()
    assert (folder / "messy" / "4-members-2.xlsx").exists()


def test_the_letter_says_as_whom_orders_of_the_hotline_are_taken(folder):
    lines = (folder / "README.txt").read_text().splitlines()
    (hotline,) = [line for line in lines if "import hotline" in line]
    assert hotline.endswith(" --as demo-officer")
    assert not any("--as" in line for line in lines if line != hotline)


@pytest.mark.parametrize("kind", EVERY)
def test_every_planted_code_is_one_of_the_manual(kind):
    assert {fault.code for fault in PLANTED[kind]} <= set(CODES)
    assert {fault.field for fault in PLANTED[kind]} <= set(KINDS[kind].by_key)


@pytest.mark.slow
@pytest.mark.parametrize("kind", EVERY)
def test_clean_records_have_no_error(kind):
    table = check_records(kind, records(kind), today=TODAY)
    assert [issue for issue in table.issues if issue.severity is Severity.ERROR] == []
    assert {issue.code for issue in table.issues} <= set(OF_RECORDS)


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2026, 12, 1), date(2027, 1, 31), date(2028, 2, 29)])
def test_every_kind_is_written_on_whichever_day(today, tmp_path):
    write_rosters(tmp_path, today=today)
    assert {place.stem.partition("-")[2] for place in (tmp_path / "clean").iterdir()} == set(KINDS)
    city = draw_city(size="small", today=today)
    give_paths(city)
    for kind, rows in EVERY.items():
        table = check_records(kind, list(rows(city, inside_of(city, city.orgs[0]))), today=today)
        assert table.good.all(), kind


@pytest.mark.slow
def test_clean_files_hold_every_organisation_and_member(folder):
    from jingwei.ops.imports.table import check_workbook

    for place in sorted((folder / "clean").iterdir()):
        kind = place.stem.partition("-")[2]
        table = check_workbook(opened(place.read_bytes(), place.name), kind, today=TODAY)
        assert len(table) == len(records(kind))
        assert table.good.all()
    assert len(records("organisations")) == 47  # all but the uppermost
    assert len(records("members")) == 1_000


@pytest.mark.slow
def test_the_reader_finds_every_planted_fault_and_no_other_error(folder):
    from jingwei.ops.imports.table import check_workbook

    key = json.loads((folder / "messy" / "key.json").read_text())
    files = sorted(place for place in (folder / "messy").iterdir() if place.suffix != ".json")
    assert {place.suffix for place in files} == {".xlsx", ".xls", ".ods", ".csv"}
    for place in files:
        kind = key_kind = next(one["kind"] for one in key if one["file"] == place.name)
        table = check_workbook(opened(place.read_bytes(), place.name), key_kind, today=TODAY)
        planted = {
            (one["row"], one["field"], one["code"]) for one in key
            if one["file"] == place.name and not one["on_file"]
        }  # fmt: skip
        found = {(issue.row, issue.column_key, issue.code): issue for issue in table.issues}
        errors = {at for at, issue in found.items() if issue.severity is Severity.ERROR}
        assert planted <= set(found), (place.name, sorted(planted - set(found)))
        assert errors <= planted, (place.name, sorted(errors - planted))
        letters = {column.key: column.letter for column in table.mapping.columns}
        meetings = of_slots(table, TODAY)
        for one in key:
            if one["file"] == place.name:
                field = one["field"]
                assert one["cell"] == f"{letters[field]}{one['row']}"
                called = meetings.get(field) or KINDS[kind].by_key[field].title
                assert one["column"] == called, "as page, API and command call it"


@pytest.mark.slow
def test_every_fault_of_every_kind_is_planted_somewhere(folder):
    key = json.loads((folder / "messy" / "key.json").read_text())
    planted = {(one["kind"], one["field"], one["code"]) for one in key}
    wanted = {(kind, one.field, one.code) for kind, faults in PLANTED.items() for one in faults}
    assert planted == wanted


@pytest.mark.slow
@pytest.mark.parametrize("kind", EVERY)
def test_a_hurried_hand_means_the_same(kind):
    """What ``rough`` writes is read as what the clean record says."""
    draw = chance("test")
    for record in records(kind)[:150]:
        hurried = {}
        for key, text in record.items():
            value = rough(key, text, draw)
            # Typed cells (days, numbers) are the files' business; texts must be understood.
            hurried[key] = value if isinstance(value, str) else text
        clean = check_records(kind, [record], today=TODAY)
        messy = check_records(kind, [hurried], today=TODAY)
        said = {key: meant(key, v) for key, v in clean.values(0).items() if v is not None}
        assert {key: meant(key, messy.values(0).get(key)) for key in said} == said, hurried


def meant(key, value):
    """Names whatever stands between them, a mark whatever the reason."""
    if key == "present":
        return attendance.names(value)
    return str(value).partition(":")[0] if key.startswith("m0") else value


@pytest.mark.parametrize("text", ["1990-05-01", "1990-10-10", "2001-01-31", "1985-07", "1985-10",
                                  "1985-01", "1978"])  # fmt: skip
def test_a_date_is_never_written_more_precisely_than_it_is_known(text):
    from jingwei.ops.imports.cells.dates import Dated, read_day
    from jingwei.ops.imports.cells.values import Context

    draw = chance("dates")
    context = Context(TODAY, two_digit_months=True)
    for _ in range(60):
        value = rough_day(text, draw)
        assert isinstance(value, str | float | date)
        read = read_day(value, context)
        assert isinstance(read, Dated), value
        assert read.text == text
    assert "joined_on" in DATES


def test_one_town_can_be_written_alone(tmp_path):
    write_rosters(tmp_path, org="DEMO-0201-0001", today=TODAY)
    names = {place.name for place in (tmp_path / "clean").iterdir()}
    assert "4-members.xlsx" in names
    assert (tmp_path / "README.txt").read_text().count("DEMO-0201-0001") == 1


def test_a_code_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(Stopped, match="没有代码是"):
        write_rosters(tmp_path, org="NOBODY", today=TODAY)


def test_only_an_earlier_set_is_written_over(tmp_path):
    letter = tmp_path / "README.txt"
    letter.write_text("mine")
    with pytest.raises(Stopped, match="放着别的文件"):
        write_rosters(tmp_path, org="DEMO-0201-0001", today=TODAY)
    assert letter.read_text() == "mine"
    letter.unlink()
    for _time in range(2):
        write_rosters(tmp_path, org="DEMO-0201-0001", today=TODAY)


def test_the_key_is_the_same_every_time(tmp_path, folder):
    write_rosters(tmp_path, today=date(TODAY.year, TODAY.month, TODAY.day))
    assert (tmp_path / "messy" / "key.json").read_text() == (
        folder / "messy" / "key.json"
    ).read_text()

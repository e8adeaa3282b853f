"""Do DuckDB and Spark say what the city's own database says, and does nothing sensitive leave?"""

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.models import Fact
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.tests.full_town import build_full_town
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.actions import move_organisation
from jingwei.ops import cli
from jingwei.ops.analysis import cities, compute, declared, engines, portable, snapshot
from jingwei.ops.analysis.columns import tables
from jingwei.ops.analysis.wanting import spark_is_wanting
from jingwei.ops.commands import figures
from jingwei.ops.words import Stopped
from jingwei.work.meetings.models import Meeting

pytestmark = pytest.mark.slow
MONTHS = months_back(TODAY, 2)


@pytest.fixture
def written(town: Any, tmp_path: Path) -> tuple[Any, Path]:
    """A town in which every figure counts something and a branch moved, and its snapshot."""
    with as_owner():
        build_full_town(town)
        gather(town)
    with acting(town.officer_scope):
        move_organisation(
            org=town.orgs["large"], parent=town.other, on=date(2026, 11, 2),
            by=town.officer_scope, at=AT,
        )  # fmt: skip
    place = tmp_path / "snapshot"
    with as_role("jw_worker"):
        fill_months(MONTHS, at=AT)
        snapshot.write_snapshot(place=place, months=MONTHS, at=AT)
    return town, place


def gather(town: Any) -> None:
    """Two meetings that were closed: their lists of people are lists in the files, too."""
    with system_scope("测试"):
        members = [town.people["东甲"].pk, town.people["东乙"].pk, town.people["东丁"].pk]
        for day, here in ((3, members), (9, members[:2])):
            Meeting.everything.create(
                org=town.east_one, org_path=town.east_one.path, kinds=["member_meeting"],
                state="closed", on=date(2026, 11, day), topic="测试", present=here, closed_at=AT,
                closed_by=town.accounts["lin"],
                absent=[one for one in members if one not in here],
            )  # fmt: skip


def kept() -> dict[tuple[Any, ...], tuple[int, ...]]:
    with system_scope("测试"):
        return {
            (row.records, row.month, row.org_id): tuple(row.total)
            for row in Fact.objects.filter(known_to=None)
        }


def counted(engine: engines.Engine, place: Path, **more: Any) -> dict[Any, tuple[int, ...]]:
    return {
        (fact.records, fact.month, fact.org_id): fact.total
        for fact in compute.work_out(engine, cities.alone(place), **more)
    }


def test_duckdb_says_what_the_facts_say_for_every_organisation_and_figure(written: Any) -> None:
    _town, place = written
    facts = kept()
    assert counted(engines.DuckDB(), place) == facts
    ours = {code for code in registered().records if code.startswith(("orgs.", "people."))}
    assert {records for records, _month, _org in facts} >= ours | {"meetings.gatherings"}


@pytest.mark.spark
def test_two_executors_of_spark_say_what_the_facts_say(written: Any) -> None:
    if wanting := spark_is_wanting():
        pytest.skip(wanting)
    _town, place = written
    month = cities.opened(place).periods[-1]
    facts = {key: total for key, total in kept().items() if key[1] == month.month}
    with engines.spark() as engine:
        executors = engine.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
        assert counted(engine, place, only=month) == facts
        assert executors == 2


def test_no_sensitive_value_and_no_name_of_a_person_leaves(written: Any) -> None:
    _town, place = written
    hidden = {
        (table.name, column.name)
        for table in tables().values()
        for column in table.columns.values()
        if column.is_hidden
    }
    duckdb = engines.DuckDB()
    seen = []
    for file in sorted(place.glob("*.parquet")):
        for row in duckdb.rows(f"DESCRIBE SELECT * FROM read_parquet('{file}')"):
            assert (file.stem, row[0]) not in hidden
            seen.append((file.stem, row[0]))
        said = str(duckdb.rows(f"SELECT * FROM read_parquet('{file}')"))
        assert "东甲" not in said
    assert ("person", "has_id_index") in seen
    assert not {"id_number", "phone", "name"} & {name for table, name in seen if table == "person"}
    assert oct(place.stat().st_mode)[-3:] == "700"
    assert not list(place.glob(".*.csv"))


def test_writing_a_snapshot_stands_in_the_ledger(written: Any) -> None:
    with system_scope("测试"):
        line = Entry.everything.get(verb="figures.snapshot.write")
    assert any(name.startswith("figure_") for name in json.loads(line.payload)["tables"])


def test_a_folder_with_other_things_stays_as_it_is(written: Any, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("x")
    with as_role("jw_worker"), pytest.raises(Stopped):
        snapshot.write_snapshot(place=tmp_path / "theirs", months=MONTHS, at=AT)
    assert [one.name for one in (tmp_path / "theirs").iterdir()] == ["letter.txt"]


def test_a_snapshot_of_other_declarations_is_refused(
    written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "fingerprint", lambda: "another")
    with pytest.raises(Stopped):
        cities.opened(written[1])


@pytest.mark.parametrize("sql", [
    "SELECT m.id FROM membership m WHERE m.held && daterange('2026-01-01', '2026-02-01')",
    "SELECT p.id FROM person p WHERE p.id_index = '\\x00'",
])  # fmt: skip
def test_what_only_postgresql_understands_or_must_not_leave_is_refused(sql: str) -> None:
    with pytest.raises(portable.Unportable):
        portable.translated(sql, "duckdb")


def test_the_command_says_from_a_snapshot_what_it_says_from_the_database(
    written: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def here(role: str) -> Any:
        yield

    monkeypatch.setattr(figures, "use_database", here)

    def told(*typed: str) -> Any:
        assert figures.run(cli.parse(["figures", "--json", *typed])) == 0
        return json.loads(capsys.readouterr().out)

    with time_machine.travel(AT, tick=False), as_role("jw_worker"):
        kept_facts = told("--org", "EAST")
        from_files = told("--org", "EAST", "--snapshot", str(written[1]))
        october = told("--org", "EAST", "--snapshot", str(written[1]), "--as-of", "2026-10-31")
    assert from_files["figures"] == kept_facts["figures"]
    assert (from_files["as_of"], october["as_of"]) == ("2026-11-23", "2026-10-31")
    with pytest.raises(Stopped):
        told("--snapshot", str(written[1]), "--as-of", "2020-01-31")
    with pytest.raises(Stopped):
        told("--snapshot", str(written[1]), "--org", "NOWHERE")

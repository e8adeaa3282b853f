"""Does every kind say beforehand what it writes, go back whole, and take its own workbook back?"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
import pytest

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.ops.imports import annotate
from jingwei.ops.imports.headers import SOURCE_ROW
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.queries import LAYOUTS, NAMING
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.staging.stages import STAGES
from jingwei.ops.imports.tests import (
    made,
    test_attendance,
    test_benefit_rosters,
    test_border_rosters,
    test_centre_rosters,
    test_community_rosters,
    test_development,
    test_hotline,
    test_kinds_path,
    test_member_path,
    test_past_work,
    test_shut_rosters,
    test_training,
)
from jingwei.ops.imports.tests.test_kinds_path import counts, problems
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.ops.imports.writing.meanwhile import _QUERIES
from jingwei.systems.community.grids.tests.conftest import community_of
from jingwei.systems.competence.careers import actions as careers

AS_OF = date(2026, 11, 1)


@dataclass(frozen=True)
class Sample:
    """Rows without a fault, and what must be there before them; ``spoilt`` is the header of the
    column that a hurried hand leaves empty or writes wrong in the first row."""

    rows: tuple[tuple[Any, ...], ...]
    spoilt: str
    before: Callable[[Any], Any] = lambda town: None
    who: str = "lin"
    merge: tuple[str, ...] = ()
    lines: int = 1  # of the header


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text)) if row)


def posts(town: Any) -> None:
    bring(town, "positions")


def graded(town: Any) -> None:
    posts(town)
    careers.set_grade_rule(
        org=town.east, title="示例办法", basis="示例发〔2022〕3号", since=date(2022, 6, 1),
        grades=(("一级", "满一年"), ("二级", "满三年")), by=town.lin_scope, at=town.at,
    )  # fmt: skip


def centres(town: Any) -> None:
    test_centre_rosters.keys(town)
    bring(town, "centres")


def place(town: Any) -> None:
    with as_owner():
        Unit.everything.create(
            org=town.east, org_path=town.east.path, name="东苑社区", kind="community",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip


def staffed(town: Any) -> None:
    place(town)
    bring(town, "stations")


def received(town: Any) -> None:
    place(town)
    bring(town, "studios")


MEMBERS = "\n".join((
    test_member_path.HEADER,
    test_member_path.FRESH.format(number=test_member_path.number(11)),
))  # fmt: skip
SAMPLES = {
    "divisions": Sample(rows_of(test_kinds_path.DIVISIONS), "名称", who="officer"),
    "units": Sample(rows_of(test_kinds_path.UNITS), "单位名称"),
    "organisations": Sample(rows_of(test_kinds_path.ORGANISATIONS), "党组织名称"),
    "members": Sample(rows_of(MEMBERS), "所在支部"),
    "positions": Sample(rows_of(test_kinds_path.POSITIONS), "党内职务"),
    "dues": Sample(rows_of(test_kinds_path.DUES), "姓名"),
    "attendance": Sample(rows_of(test_attendance.SHEET), "会议日期"),
    "meeting_marks": Sample(
        test_past_work.CROSSED, "姓名", merge=test_past_work.MERGED, lines=3
    ),
    "development": Sample(
        rows_of(test_development.LIST), "姓名", test_development.probationary
    ),
    "training": Sample(rows_of(test_training.SHEET), "培训班名称", test_training.applicant),
    "courses": Sample(rows_of(test_past_work.CATALOGUE), "课程名称"),
    "problems": Sample(rows_of(test_past_work.LIST), "存在问题", posts),
    "grades": Sample(rows_of(test_past_work.GRADES), "等级", graded),
    "borders": Sample(
        rows_of(test_border_rosters.BORDERS), "社区", test_border_rosters.two_communities
    ),
    "buildings": Sample(rows_of(test_community_rosters.BUILDINGS), "社区", community_of),
    "grids": Sample(rows_of(test_community_rosters.GRIDS), "网格名称", community_of),
    "contacts": Sample(rows_of(test_community_rosters.CONTACTS), "姓名", community_of),
    "centres": Sample(rows_of(test_centre_rosters.CENTRES), "中心名称"),
    "offerings": Sample(rows_of(test_centre_rosters.OFFERINGS), "服务事项", centres),
    "centre_shut": Sample(rows_of(test_shut_rosters.CENTRES), "中心名称", centres),
    "stations": Sample(rows_of(test_benefit_rosters.STATIONS), "站点名称", place),
    "staff": Sample(rows_of(test_benefit_rosters.STAFF), "站点名称", staffed),
    "station_shut": Sample(rows_of(test_shut_rosters.STATIONS), "站点名称", staffed),
    "providers": Sample(rows_of(test_benefit_rosters.PROVIDERS), "协议"),
    "agents": Sample(rows_of(test_benefit_rosters.AGENTS), "代办员", place),
    "studios": Sample(rows_of(test_benefit_rosters.STUDIOS), "工作室名称", place),
    "delegates": Sample(rows_of(test_benefit_rosters.DELEGATES), "代表", received),
    "hotline": Sample(rows_of(test_hotline.SHEET), "诉求内容", test_hotline.named),
}  # fmt: skip


def table_of(kind: str, rows: Any) -> Any:
    return made.checked(made.xlsx(rows, merge=SAMPLES[kind].merge), kind)


def stage(town: Any, kind: str) -> Batch:
    """The sample as a batch, read here so that the test costs no process."""
    scope = town.scopes[SAMPLES[kind].who]
    batch = Batch.everything.create(
        org_id=scope.org_id, org_path=scope.path, kind=kind, file_name="表.xlsx", file_digest="x",
        file_size=1, as_of=AS_OF, account_id=scope.account_id, uploaded_at=town.at,
        state=Batch.State.CHECKING,
    )  # fmt: skip
    STAGES[kind](batch, table_of(kind, SAMPLES[kind].rows), scope, finder(scope), {})
    return batch


def bring(town: Any, kind: str) -> None:
    write_batch(batch=stage(town, kind), by=town.scopes[SAMPLES[kind].who], at=town.at)


def test_every_kind_has_a_sample_and_stands_in_every_register() -> None:
    for register in (SAMPLES, STAGES, LAYOUTS, NAMING, _QUERIES):
        assert set(register) == set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAMPLES)
def test_what_is_said_beforehand_is_what_is_written_and_goes_back(kind: str, town: Any) -> None:
    sample = SAMPLES[kind]
    scope = town.scopes[sample.who]
    with acting(scope):
        sample.before(town)
        batch = stage(town, kind)
        said = counts(batch)
        assert said[0] + said[1] > 0, problems(batch)
        assert said[3] == 0, problems(batch)
        written = write_batch(batch=batch, by=scope, at=town.at)
        assert (written.new, written.changed) == said[:2]
        assert counts(stage(town, kind))[:2] == (0, 0), "twice is once"
        undone = undo_batch(batch=batch, by=scope, at=town.at)
        assert undone.removed + undone.restored > 0  # a vacant seat is no row of its own
        assert counts(stage(town, kind)) == said, "as if it had never come"


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_workbook_of_faulty_rows_comes_back_mended(kind: str) -> None:
    sample = SAMPLES[kind]
    rows = [list(row) for row in sample.rows]
    column = next(row for row in rows if sample.spoilt in row).index(sample.spoilt)
    right, rows[sample.lines][column] = rows[sample.lines][column], "???"
    if table_of(kind, rows).good.all():
        rows[sample.lines][column] = None
    bad = table_of(kind, rows)
    assert not bad.good.all()
    book = openpyxl.load_workbook(io.BytesIO(annotate.faulty_rows(bad)))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert head[0] == SOURCE_ROW
    (line,) = [row for row in sheet.iter_rows(min_row=2) if row[0].value == str(sample.lines + 1)]
    key = next(one.key for one in bad.mapping.columns if one.index == column)
    line[head.index(KINDS[kind].by_key[key].title)].value = right
    again = made.checked(made.saved(book), kind)
    whole = table_of(kind, sample.rows)
    assert again.good.all(), made.said(again)
    at = again.source_rows.tolist().index(sample.lines + 1)
    filled = {key: text for key, text in whole.texts(0).items() if text}
    assert {key: again.texts(at).get(key) for key in filled} == filled

"""Do sheets of past meetings come in as records, twice without effect, and go back?"""

from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.ops.imports.rules import attendance as rules
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.work.meetings.models import Meeting

SHEET = """党支部,会议日期,会议类型,议题,地点,主持人,记录人,参会人员,请假人员及原因,缺席人员,内容
东镇第一党支部,2026-03-12,党员大会、党课,学文件,活动室,东甲,东乙,东甲、东乙、李教授,东丙（出差）,,学了新文件
EAST-1,2026年4月5日,主题党日,清理楼道,,东甲,,东甲 东乙 东丙,,,
"""


def test_a_sheet_becomes_closed_records_and_goes_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "attendance", SHEET)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        first = Meeting.everything.get(on=date(2026, 3, 12))
        ids = {name: town.people[name].pk for name in ("东甲", "东乙", "东丙")}
        assert first.kinds == ["member_meeting", "lecture"]
        assert (first.state, first.topic, first.guests) == ("closed", "学文件", "李教授")
        assert first.present == [ids["东甲"], ids["东乙"]]
        assert first.excuses == {str(ids["东丙"]): "work"}
        assert (first.chair_id, first.recorder_id) == (ids["东甲"], ids["东乙"])
        assert (first.entitled, first.entitled_present) == (3, 2)
        assert Meeting.everything.get(on=date(2026, 4, 5)).absent == []
        assert counts(stage(town, "lin", "attendance", SHEET)) == (0, 0, 2, 0)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Meeting.everything.exists()


def test_a_row_that_cannot_be_a_meeting_says_why(town: Any) -> None:
    head = SHEET.splitlines()[0]
    text = "\n".join((
        head,
        "东镇第一党支部,2026-03-12,聚餐,,,,,东甲,,,",
        "东镇第一党支部,2026-03,党课,,,,,东甲,,,",
        "东镇第一党支部,2026-03-13,党课,,,,,西甲、某人,,,",
        "西镇第一党支部,2026-03-13,党课,,,,,西甲,,,",
        "东镇第一党支部,2031-03-13,党课,,,,,东甲,,,",
    ))  # fmt: skip
    with acting(town.lin_scope):
        batch = stage(town, "lin", "attendance", text + "\n")
        assert counts(batch) == (0, 0, 0, 5), problems(batch)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东甲、东乙，东丙", [("东甲", ""), ("东乙", ""), ("东丙", "")]),
        ("东甲（在外地）、东乙(值班)", [("东甲", "在外地"), ("东乙", "值班")]),
        ("", []), (None, []),
    ],
)  # fmt: skip
def test_names_are_read_with_their_reasons(text, names):
    assert rules.names(text) == names


def test_an_illness_is_not_kept():
    assert rules.excuse("住院手术") == "other"

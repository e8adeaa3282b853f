"""Can a clerk mend a roster step by step, and does nothing typed get lost?"""

from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.ops.imports import actions, restaging
from jingwei.ops.imports.models import Batch, RememberedMapping, StagedRow, Verdict
from jingwei.ops.imports.table import check_workbook
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster
from jingwei.ops.imports.writing.batch import write_batch


def bring(town: Any, content: bytes, kind: str = "members", **more: Any) -> Batch:
    lin = town.lin_scope
    batch = actions.open_batch(
        kind=kind, name="花名册.csv", content=content, as_of=None, by=lin, at=town.at, **more
    )
    return actions.read_batch(batch=batch, by=lin, at=town.at)


def rows(batch: Batch) -> dict[int, StagedRow]:
    return {row.row_no: row for row in StagedRow.everything.filter(batch=batch)}


def test_a_wrong_cell_is_mended_in_place_and_the_row_goes_in(town: Any) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(wrong, FRESH.format(number=number(13))))
        assert (batch.rejected, batch.new) == (1, 1)
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="joined_on", text="2011-12", by=lin, at=town.at
        )
        assert (batch.rejected, batch.new) == (0, 2)
        write_batch(batch=batch, by=lin, at=town.at)
        joined = set(
            Person.objects.within(lin).filter(name="东新").values_list("joined_on", flat=True)
        )
    assert joined == {date(2011, 12, 1), date(2011, 7, 1)}


def test_a_mended_id_number_is_kept_sealed(town: Any) -> None:
    wrong = FRESH.format(number=number(11)[:-1] + "0")
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(wrong))
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="id_number", text=number(11), by=lin, at=town.at
        )
        assert batch.new == 1
        from jingwei.ops.imports.models import Repair

        assert number(11).encode() not in bytes(Repair.objects.get().sealed)


def test_a_doubtful_branch_is_confirmed_once_for_all_rows(town: Any) -> None:
    content = roster(*(FRESH.format(number=number(n)).replace("东镇第一党支部", "一支部")
                       for n in (11, 13, 15)))  # fmt: skip
    with acting(town.lin_scope) as lin:
        batch = bring(town, content)
        assert batch.rejected == 3
        batch = actions.accept_suggestions(
            batch=batch, column="branch", code="org.doubtful", by=lin, at=town.at
        )
        assert (batch.rejected, batch.new) == (0, 3)


def test_what_a_text_means_is_remembered_for_the_next_file(town: Any) -> None:
    content = roster(FRESH.format(number=number(11)).replace("东镇第一党支部", "东镇党支部"))
    with acting(town.lin_scope) as lin:
        batch = bring(town, content)
        assert batch.rejected == 1
        batch = actions.say_meaning(
            batch=batch, column="branch", text="东镇党支部", org=town.east_two, by=lin, at=town.at
        )
        assert batch.new == 1
        assert bring(town, content).new == 1


def test_a_skipped_row_stays_out(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = bring(
            town, roster(FRESH.format(number=number(11)), FRESH.format(number=number(13)))
        )
        batch = actions.skip_row(batch=batch, row_no=3, by=lin, at=town.at)
        assert (batch.new, batch.skipped) == (1, 1)
        assert write_batch(batch=batch, by=lin, at=town.at).new == 1


def test_somebody_without_a_number_who_may_be_on_file_waits_for_a_word(town: Any) -> None:
    row = "东甲,男,,东镇第一党支部,正式党员,2011.07,,,"
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(row))
        (staged,) = rows(batch).values()
        (doubt,) = [one for one in staged.issues if one["code"] == "person.maybe_on_file"]
        same = actions.say_person(
            batch=batch, row_no=2, person_id=int(doubt["suggestion"]), by=lin, at=town.at
        )
        assert (same.new, same.changed) == (0, 1)
        new = actions.say_person(batch=batch, row_no=2, person_id=None, by=lin, at=town.at)
        assert (new.new, new.changed) == (1, 0)


def test_an_older_roster_does_not_overwrite_newer_work(town: Any) -> None:
    person = town.people["东甲"]
    row = "东甲,,990000198001010012,东镇第一党支部,,,13911111111,,"
    with acting(town.lin_scope) as lin:
        Person.everything.filter(pk=person.pk).update(updated_at=town.at)
        batch = actions.open_batch(
            kind="members", name="旧.csv", content=roster(row), as_of=date(2026, 5, 1), by=lin,
            at=town.at,
        )  # fmt: skip
        batch = actions.read_batch(batch=batch, by=lin, at=town.at)
        assert (batch.changed, batch.skipped) == (0, 1)
        assert rows(batch)[2].issues[-1]["code"] == "row.newer_work"
        batch = actions.use_row(batch=batch, row_no=2, by=lin, at=town.at)
        assert (batch.changed, batch.skipped) == (1, 0)


def test_columns_that_say_nothing_known_wait_for_the_clerk_and_are_remembered(town: Any) -> None:
    content = "张三列,李四列\n东新,东镇第一党支部\n东旧,东镇第一党支部\n".encode()
    with acting(town.lin_scope):
        batch = bring(town, content)
        assert batch.state in (Batch.State.MAPPING, Batch.State.FAILED)


def test_columns_chosen_once_are_read_so_again_and_all_is_checked_once(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = roster(FRESH.format(number=number(11)).replace("2011.07", "2011.13"))
    content = content.replace("姓名".encode(), "甲".encode())
    checked: list[str] = []

    def counted(book: Any, kind: str, **said: Any) -> Any:
        checked.append(kind)
        return check_workbook(book, kind, **said)

    with acting(town.lin_scope) as lin:
        batch = bring(town, content)
        assert batch.state == Batch.State.MAPPING
        batch = actions.choose_mapping(batch=batch, choices={"甲#1": "name"}, by=lin, at=town.at)
        assert (batch.state, batch.rejected) == (Batch.State.CHECKING, 1)
        monkeypatch.setattr(restaging, "check_workbook", counted)
        again = bring(town, content)
        assert "header.remembered" in {note["code"] for note in again.notes}
        again = actions.repair_cell(
            batch=again, row_no=2, column="joined_on", text="2011-12", by=lin, at=town.at
        )
        StagedRow.everything.all().delete()
        again = actions.read_batch(batch=again, by=lin, at=town.at)
        assert rows(again)[2].verdict == Verdict.NEW
    assert checked == ["members"] * 2  # of the two times that it was read


def test_rows_lost_with_the_server_are_judged_again_with_all_repairs(town: Any) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(wrong))
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="joined_on", text="2011-12", by=lin, at=town.at
        )
        StagedRow.everything.all().delete()
        batch = actions.read_batch(batch=batch, by=lin, at=town.at)
        assert rows(batch)[2].verdict == Verdict.NEW


def test_all_or_none_refuses_while_a_row_is_wrong(town: Any) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(wrong, FRESH.format(number=number(13))), only_good=False)
        with pytest.raises(Refused) as refused:
            write_batch(batch=batch, by=lin, at=town.at)
        assert refused.value.codes == {"import.rejected"}
        assert not Person.objects.within(lin).filter(name="东新").exists()


def test_a_cancelled_batch_keeps_neither_rows_nor_file(town: Any) -> None:
    from jingwei.ops.imports import files

    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(FRESH.format(number=number(11))))
        batch = actions.cancel_batch(batch=batch, by=lin, at=town.at)
        assert not rows(batch)
        with pytest.raises(files.Gone):
            files.open_copy(batch.public_id, batch.file_key)


def test_divisions_are_for_the_city_alone(town: Any) -> None:
    with acting(town.lin_scope), pytest.raises(Refused) as refused:
        bring(town, "代码,名称\n990000000000,示例省\n".encode(), "divisions")
    assert refused.value.codes == {"import.divisions"}


def test_a_file_without_a_known_column_says_so(town: Any) -> None:
    with acting(town.lin_scope):
        batch = bring(town, "甲,乙\n1,2\n3,4\n".encode())
    assert batch.state in (Batch.State.MAPPING, Batch.State.FAILED)
    assert not RememberedMapping.everything.exists()


def mended(town: Any, content: bytes, column: str, text: str, monkeypatch: Any) -> Batch:
    """A batch with row 2 mended, while nobody may read the file again."""
    from jingwei.ops.imports import restaging

    batch = bring(town, content)
    monkeypatch.setattr(restaging, "read_workbook", lambda *_, **__: pytest.fail("read again"))
    return actions.repair_cell(
        batch=batch, row_no=2, column=column, text=text, by=town.lin_scope, at=town.at
    )


def test_a_mended_row_is_judged_without_reading_the_file_again(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = FRESH.format(number=number(11)).replace("2011.07", "2011.13")
    with acting(town.lin_scope):
        content = roster(wrong, FRESH.format(number=number(13)))
        batch = mended(town, content, "joined_on", "2011-12", monkeypatch)
        assert (batch.rejected, batch.new, batch.rows) == (0, 2, 2)
        staged = rows(batch)
        assert staged[2].issues is None
        assert staged[3].verdict == Verdict.NEW


def test_another_fault_of_a_mended_row_stays_said(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = FRESH.format(number=number(11)[:-1] + "0").replace("2011.07", "2011.13")
    with acting(town.lin_scope):
        batch = mended(town, roster(wrong), "joined_on", "2011-12", monkeypatch)
        assert [one["code"] for one in rows(batch)[2].issues] == ["id.check"]


def test_a_number_mended_into_that_of_another_row_is_said_of_both(town: Any) -> None:
    wrong = FRESH.format(number=number(11)[:-1] + "0").replace("东街1号", "东街9号")
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(wrong, FRESH.format(number=number(13))))
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="id_number", text=number(13), by=lin, at=town.at
        )
        assert batch.rejected == 2
        assert {one["code"] for row in rows(batch).values() for one in row.issues} == {"id.twice"}


def test_a_number_that_the_sheet_kept_as_a_number_stays_refused(town: Any) -> None:
    """The kept row says that the cell was a number, not a text of the same digits."""
    from jingwei.ops.imports.tests.made import HEAD, row_of, xlsx

    row = list(row_of(branch="东镇第一党支部", joined_on="2005-13-01"))
    row[2] = 320612198005010000  # type: ignore[call-overload]
    with acting(town.lin_scope) as lin:
        batch = bring(town, xlsx([HEAD, row]))
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="joined_on", text="2005-07", by=lin, at=town.at
        )
        assert {one["code"] for one in rows(batch)[2].issues} >= {"id.became_number"}

"""Does a roster become members: judged, written, repeated without effect, and taken back?"""

from datetime import date
from typing import Any

import pytest
from django.db.models import F

from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Membership, Opening, Person
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.models import Batch, StagedRow, Verdict
from jingwei.ops.imports.staging import members
from jingwei.ops.imports.staging.incoming import summed
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.table import read_table
from jingwei.ops.imports.writing import members as writing
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

HEADER = "姓名,性别,身份证号,所在支部,人员类别,入党时间,手机,家庭住址,党费交至"
FRESH = "东新,男,{number},东镇第一党支部,正式党员,2011.07,13912345678,东街1号,2026-09"


def roster(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def number(serial: int) -> str:
    from jingwei.kernel.access.tests.town import id_number

    return id_number(date(1984, 4, 4), serial)


def staged(town: Any, who: str, content: bytes, as_of: date = date(2026, 11, 1)) -> Batch:
    """A batch of this roster in staging; the caller acts as ``who``."""
    scope = town.scopes[who]
    batch = Batch.everything.create(
        org_id=scope.org_id, org_path=scope.path, kind="members", file_name="花名册.csv",
        file_digest="x", file_size=len(content), as_of=as_of, account_id=scope.account_id,
        uploaded_at=town.at, state=Batch.State.CHECKING,
    )  # fmt: skip
    table = read_table(content, "members", today=town.on, name="花名册.csv")
    members.stage(batch, table, scope, finder(scope), {})
    return batch


def test_a_new_person_gets_a_file_a_home_branch_and_an_opening(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = staged(town, "lin", roster(FRESH.format(number=number(11))))
        assert summed(batch.pk)["new"] == 1
        written = write_batch(batch=batch, by=lin, at=town.at)
        person = Person.objects.within(lin).get(name="东新")
        home = Membership.objects.within(lin).get(person=person)
        opening = Opening.objects.within(lin).get(person=person)
    assert written.new == 1
    assert (person.org_id, person.sex, person.joined_on, person.joined_precision) == (
        town.east_one.pk, "1", date(2011, 7, 1), "m",
    )  # fmt: skip
    assert (
        sealing.unseal(person.address, column="person.address", row=person.public_id) == "东街1号"
    )
    assert (home.category, home.began, home.held.lower) == ("full", "opening", date(2026, 11, 1))
    assert (opening.kind, opening.value) == ("dues_paid_to", "2026-09")
    assert person.pinyin == "dongxin"


def test_the_same_file_twice_changes_nothing(town: Any) -> None:
    content = roster(FRESH.format(number=number(11)))
    with acting(town.lin_scope) as lin:
        write_batch(batch=staged(town, "lin", content), by=lin, at=town.at)
        again = staged(town, "lin", content)
        counts = summed(again.pk)
        assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 1), list(
            StagedRow.everything.filter(batch=again).values_list("differs", "issues")
        )


@pytest.mark.parametrize("most", [0, 20_000])
def test_a_changed_cell_changes_that_and_an_empty_one_erases_nothing(
    town: Any, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Found by their keys where few change, else with the whole table."""
    monkeypatch.setattr(writing, "MOST_SOUGHT", most)
    with acting(town.lin_scope) as lin:
        first = roster(FRESH.format(number=number(11)))
        write_batch(batch=staged(town, "lin", first), by=lin, at=town.at)
        second = roster(f"东新,,{number(11)},东镇第二党支部,,,13911111111,,")
        batch = staged(town, "lin", second, date(2026, 11, 20))
        row = StagedRow.everything.get(batch=batch)
        assert sorted(row.differs) == ["branch", "phone"]
        write_batch(batch=batch, by=lin, at=town.at)
        person = Person.objects.within(lin).get(name="东新")
        homes = list(Membership.objects.within(lin).filter(person=person).order_by("id"))
    assert person.org_id == town.east_two.pk
    assert person.joined_on == date(2011, 7, 1)
    assert sealing.unseal(person.phone, column="person.phone", row=person.public_id) == (
        "13911111111"
    )
    assert [(home.org_id, home.held.upper) for home in homes] == [
        (town.east_one.pk, date(2026, 11, 20)), (town.east_two.pk, None),
    ]  # fmt: skip


def test_a_batch_is_taken_back_to_the_letter(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        before = list(Person.objects.within(lin).order_by("id").values())
        homes = list(Membership.objects.within(lin).order_by("id").values())
        for row in homes:
            row.pop("known_from")  # what is put back is known from now on
        content = roster(
            FRESH.format(number=number(11)),
            "东甲,,990000198001010012,东镇第二党支部,,,13911111111,,2026-08",
        )
        batch = staged(town, "lin", content)
        written = write_batch(batch=batch, by=lin, at=town.at)
        assert (written.new, written.changed) == (1, 1)
        undone = undo_batch(batch=batch, by=lin, at=town.at)
        after = list(Person.objects.within(lin).order_by("id").values())
        assert (undone.removed, undone.restored >= 2) == (1, True)
        for row in (*before, *after):
            row.pop("version")
        assert after == before
        kept = list(Membership.objects.within(lin).order_by("id").values())
        for row in kept:
            row.pop("known_from")
        assert kept == homes
        assert not Opening.objects.within(lin).exists()
        with pytest.raises(Refused, match="已经撤销过了"):
            undo_batch(batch=batch, by=lin, at=town.at)


def test_a_row_used_since_then_keeps_the_whole_batch(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = staged(town, "lin", roster(FRESH.format(number=number(11))))
        write_batch(batch=batch, by=lin, at=town.at)
        Person.everything.filter(name="东新").update(version=2)
        with pytest.raises(Refused) as refused:
            undo_batch(batch=batch, by=lin, at=town.at)
        assert refused.value.codes == {"undo.version"}
        assert "东新" in str(refused.value.findings[0])


def test_somebody_on_file_elsewhere_is_not_brought_in_again(town: Any) -> None:
    row = "西甲,男,990000197505050056,东镇第一党支部,正式党员,2011.07,,,"
    with acting(town.lin_scope):
        batch = staged(town, "lin", roster(row))
        (staged_row,) = StagedRow.everything.filter(batch=batch)
    assert staged_row.verdict == Verdict.REJECTED
    assert [one["code"] for one in staged_row.issues] == ["person.elsewhere"]
    assert "西镇" not in str(staged_row.issues)


def test_branches_are_found_by_full_name_and_code_and_guessed_ones_wait(town: Any) -> None:
    rows = [
        f"东A,男,{number(13)},EAST-1,正式党员,2011.07,,,",
        f"东B,男,{number(15)},一支部,正式党员,2011.07,,,",
        f"东C,男,{number(17)},西镇第一党支部,正式党员,2011.07,,,",
        f"东D,男,{number(19)},东镇党支部,正式党员,2011.07,,,",
    ]
    with acting(town.lin_scope):
        batch = staged(town, "lin", roster(*rows))
        found = list(StagedRow.everything.filter(batch=batch).order_by("row_no"))
    codes = [
        [one["code"] for one in row.issues or [] if one["column"] == "branch"] for row in found
    ]
    assert found[0].org == town.east_one.pk
    assert codes == [[], ["org.doubtful"], ["org.unknown"], ["org.ambiguous"]]


def test_sensitive_values_stand_nowhere_in_the_clear(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        wrong = FRESH.format(number=number(11)[:-1] + "0").replace("13912345678", "139123")
        batch = staged(town, "lin", roster(FRESH.format(number=number(11)), wrong))
        write_batch(batch=batch, by=lin, at=town.at)
        rows = str(list(StagedRow.everything.filter(batch=batch).values()))
        people = str(list(Person.objects.within(lin).values()))
    for text in (number(11), "13912345678", "139123'", "东街1号"):
        assert text not in rows
        assert text not in people


def test_the_neighbour_cannot_see_or_write_the_batch(town: Any) -> None:
    with acting(town.lin_scope):
        batch = staged(town, "lin", roster(FRESH.format(number=number(11))))
    with acting(town.gu_scope) as gu:
        assert not StagedRow.everything.filter(batch_id=batch.pk).exists()
        with pytest.raises(Refused):
            write_batch(batch=batch, by=gu, at=town.at)


def test_a_day_that_is_not_known_has_no_precision_of_a_year(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        write_batch(
            batch=staged(town, "lin", roster(FRESH.format(number=number(11)))), by=lin, at=town.at
        )
        person = Person.objects.within(lin).get(name="东新")
    assert (person.full_on, person.full_precision) == (None, "d")
    assert (person.lost_since, person.lost_precision) == (None, "d")


def test_a_change_elsewhere_keeps_the_precision_of_a_day_on_file(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        row = FRESH.format(number=number(11))
        write_batch(batch=staged(town, "lin", roster(row)), by=lin, at=town.at)
        moved = row.replace("2011.07", "").replace("东街1号", "东街2号")
        write_batch(batch=staged(town, "lin", roster(moved)), by=lin, at=town.at)
        person = Person.objects.within(lin).get(name="东新")
    assert (person.joined_on, person.joined_precision) == (date(2011, 7, 1), "m")


def test_the_page_of_a_member_says_which_import_made_or_changed_the_file(town: Any) -> None:
    from jingwei.kernel.people import timeline

    with acting(town.lin_scope) as lin:
        row = FRESH.format(number=number(11))
        first = write_batch(batch=staged(town, "lin", roster(row)), by=lin, at=town.at)
        more = row.replace("东街1号", "东街2号")
        second = write_batch(batch=staged(town, "lin", roster(more)), by=lin, at=town.at)
        person = Person.objects.within(lin).get(name="东新")
        told = timeline.lines(lin, [person])
        assert [line.verb for line in told] == ["imports.members.write"] * 2
        assert (first.changed, second.changed) == (0, 1)
        assert timeline.lines(lin, [town.people["东甲"]]) == []


def test_batches_go_back_one_after_another_unless_a_page_changed_something(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        made = staged(town, "lin", roster(FRESH.format(number=number(11))))
        write_batch(batch=made, by=lin, at=town.at)
        later = FRESH.format(number=number(11)).replace("2011.07", "2012.07")
        for _time in range(2):
            changed = staged(town, "lin", roster(later))
            write_batch(batch=changed, by=lin, at=town.at)
            undo_batch(batch=changed, by=lin, at=town.at)
        Person.everything.filter(name="东新").update(native_place="示例", version=F("version") + 1)
        with pytest.raises(Refused) as refused:
            undo_batch(batch=made, by=lin, at=town.at)
        assert refused.value.codes == {"undo.version"}
        Person.everything.filter(name="东新").update(native_place="", version=F("version") + 1)
        undo_batch(batch=made, by=lin, at=town.at)
        assert not Person.objects.within(lin).filter(name="东新")

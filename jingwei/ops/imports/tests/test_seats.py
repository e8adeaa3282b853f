"""Does each holder of a roster find the right seat, in whatever order the rows stand?"""

from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Position, Post
from jingwei.ops.imports.models import StagedRow
from jingwei.ops.imports.staging.seats import Row, Seats, Stretch, Way, place
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

HEAD = "党组织,党内职务,姓名,身份证号,任职时间,离任时间,届满时间\n"
AS_OF = date(2026, 11, 1)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def sits(name: str, first: str = "2022-01-01", until: str = "", key: int = 1) -> Stretch:
    return Stretch(key, None, name, date.fromisoformat(first), day(until))


def rows(*said: tuple[str, str, str]) -> list[Row]:
    return [Row(at, name, None, day(a), day(b)) for at, (name, a, b) in enumerate(said)]


def ways(found: Any) -> list[tuple[str, int, str, str]]:
    return [
        (one.row.name, one.seat, str(one.way), one.find.code if one.find else "") for one in found
    ]


TWO = {1: sits("甲", key=1), 2: sits("乙", key=2)}


@pytest.mark.parametrize(
    ("seats", "said", "expected"),
    [
        (Seats(), [("甲", "", "")], [("甲", 1, "new", "")]),
        (
            Seats(open=TWO), [("乙", "", ""), ("甲", "", "")],
            [("乙", 2, "keep", ""), ("甲", 1, "keep", "")],
        ),
        (
            Seats(open=TWO), [("丙", "2026-01-01", ""), ("甲", "", "")],
            [("丙", 2, "replace", ""), ("甲", 1, "keep", "")],
        ),
        (Seats(open=TWO, free={3}), [("丙", "", "")], [("丙", 3, "new", "")]),
        (Seats(closed={1}), [("甲", "", "")], [("甲", 2, "new", "")]),
        (Seats(free={1}), [("", "", "")], [("", 1, "same", "")]),
        (Seats(), [("", "", "")], [("", 1, "new", "")]),
        (
            Seats(open=TWO), [("甲", "", ""), ("", "", "")],
            [("甲", 1, "keep", ""), ("", 2, "end", "")],
        ),
        (  # one leaves, the next one comes, in one file
            Seats(open={1: sits("甲")}),
            [("乙", "2025-07-01", ""), ("甲", "2022-01-01", "2025-07-01")],
            [("乙", 1, "new", ""), ("甲", 1, "keep", "")],
        ),
        (  # who is on file sat down when somebody else already sat there
            Seats(open={1: sits("甲", "2026-11-01")}), [("乙", "2024-03-01", "")],
            [("乙", 1, "correct", "")],
        ),
        (Seats(open={1: sits("甲", "2026-11-01")}), [("乙", "", "")], [("乙", 1, "correct", "")]),
        (
            Seats(open={1: sits("甲", "2026-11-20")}), [("乙", "", "")],
            [("乙", 1, "same", "row.newer_work")],
        ),
        (  # somebody of former days
            Seats(open={1: sits("甲")}), [("乙", "2019-01-01", "2022-01-01")],
            [("乙", 1, "new", "")],
        ),
        (
            Seats(free={1}, past={1: [sits("乙", "2019-01-01", "2022-01-01")]}),
            [("乙", "2019-01-01", "2022-01-01")], [("乙", 1, "same", "")],
        ),
        (
            Seats(free={1}, past={1: [sits("乙", "2019-01-01", "2022-01-01")]}),
            [("甲", "2021-01-01", "")], [("甲", 1, "new", "position.overlaps")],
        ),
        (
            Seats(open={1: sits("甲")}, past={1: [sits("乙", "2019-01-01", "2022-01-01")]}),
            [("甲", "2021-01-01", "")], [("甲", 1, "keep", "position.overlaps")],
        ),
        (
            Seats(open={1: sits("甲")}), [("甲", "", "2021-01-01")],
            [("甲", 1, "new", "position.needs_since")],
        ),
        (
            Seats(open={1: sits("甲")}), [("甲", "", "2026-01-01")],
            [("甲", 1, "keep", "")],
        ),
    ],
)  # fmt: skip
def test_a_row_finds_its_seat(seats: Seats, said: Any, expected: Any) -> None:
    assert ways(place(rows(*said), seats, AS_OF)) == expected


def test_a_faulty_row_keeps_its_seat_and_does_nothing() -> None:
    wrong = Row(0, "甲", None, None, None, is_good=False)
    found = place([Row(1, "丙", None, day("2026-01-01"), None), wrong], Seats(open=TWO), AS_OF)
    assert [(one.row.name, one.seat) for one in found] == [("丙", 2), ("甲", 1)]


def test_the_same_person_of_another_name_is_the_same_person() -> None:
    there = Seats(open={1: Stretch(1, 7, "甲", date(2022, 1, 1))})
    assert place([Row(0, "甲乙", 7, None, None)], there, AS_OF)[0].way == Way.KEEP
    assert place([Row(0, "甲", 8, date(2024, 1, 1), None)], there, AS_OF)[0].way == Way.REPLACE


def told(town: Any) -> list[tuple[str, int, str, date, date | None]]:
    held = Position.objects.within(town.lin_scope).filter(org=town.east_one)
    return sorted(
        (title, seat, name, days.lower, days.upper)
        for title, seat, name, days in held.values_list("post__title", "post__seat", "name", "held")
    )


def line(title: str, name: str, since: str = "", until: str = "") -> str:
    return f"东镇第一党支部,{title},{name},,{since},{until},\n"


def bring(town: Any, *lines: str) -> Any:
    batch = stage(town, "lin", "positions", HEAD + "".join(lines))
    write_batch(batch=batch, by=town.lin_scope, at=town.at)
    return batch


def test_rows_in_another_order_change_nothing(town: Any) -> None:
    with acting(town.lin_scope):
        lines = [line("委员", name, "2022-01-01") for name in ("东乙", "东丙", "外人")]
        bring(town, *lines)
        again = stage(town, "lin", "positions", HEAD + "".join(reversed(lines)))
        assert counts(again) == (0, 0, 3, 0), problems(again)


def test_a_secretary_known_by_name_only_is_put_right_by_the_roster_of_posts(town: Any) -> None:
    """The roster of organisations knows no day; the roster of posts knows better."""
    with acting(town.lin_scope):
        bring(town, line("书记", "示例人"))
        bring(town, line("书记", "东甲", "2024-03-01"))
        assert told(town) == [("secretary", 1, "东甲", date(2024, 3, 1), None)]


def test_a_batch_of_posts_goes_back_whole(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        bring(town, line("书记", "东甲", "2020-01-01"), line("委员", "东乙", "2020-01-01"))
        before, posts = told(town), Post.objects.within(lin).count()
        batch = bring(
            town, line("书记", "东丙", "2026-03-01"), line("委员", "东乙", "2020-01-01"),
            line("委员", "外人", "2021-01-01"), line("纪检委员", "东甲", "2021-01-01"),
        )  # fmt: skip
        assert len(told(town)) == len(before) + 3
        undone = undo_batch(batch=batch, by=lin, at=town.at)
        assert (undone.removed, undone.restored) == (3, 1)
        assert (told(town), Post.objects.within(lin).count()) == (before, posts)


def test_holders_of_former_days_come_in_once(town: Any) -> None:
    lines = (
        line("书记", "东甲", "2018-01-01", "2021-01-01"), line("书记", "东乙", "2021-01-01"),
    )  # fmt: skip
    with acting(town.lin_scope):
        bring(town, *lines)
        assert told(town) == [
            ("secretary", 1, "东乙", date(2021, 1, 1), None),
            ("secretary", 1, "东甲", date(2018, 1, 1), date(2021, 1, 1)),
        ]
        again = stage(town, "lin", "positions", HEAD + "".join(lines))
        assert counts(again) == (0, 0, 2, 0), problems(again)


def test_two_in_one_seat_at_once_are_told_before_anything_is_written(town: Any) -> None:
    with acting(town.lin_scope):
        bring(town, line("书记", "东甲", "2018-01-01", "2023-01-01"))
        batch = stage(town, "lin", "positions", HEAD + line("书记", "东乙", "2021-01-01"))
        assert counts(batch) == (0, 0, 0, 1)
        (row,) = StagedRow.everything.filter(batch=batch)
        assert [(one["code"], one["params"]) for one in row.issues] == [
            ("position.overlaps", {"name": "东甲"})
        ]  # fmt: skip


def test_batches_go_back_one_after_another(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        nothing = told(town)
        first = bring(town, line("书记", "东甲", "2020-01-01"), line("委员", "东乙"))
        between = told(town)
        second = bring(town, line("书记", "东丙", "2026-03-01"), line("委员", "东乙", "2019-01-01"))
        undo_batch(batch=second, by=lin, at=town.at)
        assert told(town) == between
        undo_batch(batch=first, by=lin, at=town.at)
        assert told(town) == nothing

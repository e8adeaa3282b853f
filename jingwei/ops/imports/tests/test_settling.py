"""Rows that say what the last roster said are unchanged only where their persons stand so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Membership, Opening, Person
from jingwei.ops.imports import actions
from jingwei.ops.imports.models import Batch, StagedRow, Verdict
from jingwei.ops.imports.staging import people, settling
from jingwei.ops.imports.tests.test_member_path import FRESH, HEADER, number, roster, staged
from jingwei.ops.imports.writing import members as writing
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

FIELDS = (
    "row_no", "verdict", "cells", "indexes", "tails", "target", "target_uuid", "org", "other",
    "digest", "differs", "issues", "originals",
)  # fmt: skip
DIGEST, DIFFERS = FIELDS.index("digest"), FIELDS.index("differs")
OTHER = "西新,女,{number},东镇第二党支部,预备党员,2026.03,13912345679,西街1号,2026-10"


def rows_of(batch: Batch) -> list[Any]:
    return list(StagedRow.everything.filter(batch=batch).order_by("row_no").values_list(*FIELDS))


def brought(town: Any, *rows: str) -> Batch:
    batch = staged(town, "lin", roster(*rows))
    write_batch(batch=batch, by=town.lin_scope, at=town.at)
    return batch


def both_ways(town: Any, monkeypatch: pytest.MonkeyPatch, *rows: str) -> tuple[Any, Any]:
    """Staged with the last roster at hand, and without."""
    quick = rows_of(staged(town, "lin", roster(*rows)))
    monkeypatch.setattr(settling, "last_of", lambda *_: None)
    return quick, rows_of(staged(town, "lin", roster(*rows)))


def test_what_is_settled_is_staged_as_if_it_had_been_compared(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (FRESH.format(number=number(11)), OTHER.format(number=number(12)))
    with acting(town.lin_scope):
        brought(town, *said)
        matched: list[int] = []
        found = people.on_file

        def on_file(scope: Any, layout: Any, wanted: Any) -> Any:
            matched.append(len(wanted))
            return found(scope, layout, wanted)

        monkeypatch.setattr(people, "on_file", on_file)
        quick, slow = both_ways(town, monkeypatch, *reversed(said))
    assert quick == slow
    assert [row[1] for row in quick] == [Verdict.UNCHANGED] * 2
    assert matched == [0, 2]


def test_one_row_that_changed_is_compared_and_the_other_is_not(town: Any) -> None:
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        brought(town, said, OTHER.format(number=number(12)))
        batch = staged(town, "lin", roster(said.replace("东街1号", "东街2号"),
                                           OTHER.format(number=number(12))))  # fmt: skip
        verdicts = [(row[1], row[DIFFERS]) for row in rows_of(batch)]
        written = write_batch(batch=batch, by=town.lin_scope, at=town.at)
        again = rows_of(staged(town, "lin", roster(said, OTHER.format(number=number(12)))))
    assert verdicts == [(Verdict.CHANGED, ["address"]), (Verdict.UNCHANGED, None)]
    assert written.changed == 1
    assert [row[1] for row in again] == [Verdict.CHANGED, Verdict.UNCHANGED]


def _at(model: Any, **said: Any) -> Callable[[Person], None]:
    key = "pk" if model is Person else "person_id"
    return lambda person: model.everything.filter(**{key: person.pk}).update(**said)


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (_at(Person, name="东旧"), ["name"]),
        (_at(Person, sex="2"), ["sex"]),
        (_at(Person, joined_on=date(2011, 8, 1)), ["joined_on"]),
        (_at(Person, phone_index=b"0" * 16), ["phone"]),
        (_at(Membership, category="probationary"), ["category"]),
        (_at(Opening, value="2026-10"), ["dues_paid_to"]),
        (lambda person: Opening.everything.filter(person_id=person.pk).delete(), ["dues_paid_to"]),
    ],
)  # fmt: skip
def test_whatever_changed_on_file_meanwhile_is_found(
    town: Any, monkeypatch: pytest.MonkeyPatch, change: Any, differs: list[str]
) -> None:
    """Changed without a word in version or moment: what is on file is what counts."""
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        brought(town, said)
        change(Person.objects.within(town.lin_scope).get(name="东新"))
        quick, slow = both_ways(town, monkeypatch, said)
    assert quick == slow
    assert [(row[1], row[DIFFERS]) for row in quick] == [(Verdict.CHANGED, differs)]


def test_a_branch_that_means_another_one_by_now_is_compared(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        brought(town, said)
        one, two = town.east_one, town.east_two
        one.name, two.name = two.name, one.name
        one.save(update_fields=["name"])
        two.save(update_fields=["name"])
        quick, slow = both_ways(town, monkeypatch, said)
    assert quick == slow
    assert quick[0][DIFFERS] == ["branch"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER, FRESH.format(number="")),  # nobody is known by less than a number
        (f"{HEADER},失联", f"{FRESH.format(number=number(11))},是"),  # since the roster's day
        (HEADER, FRESH.format(number=number(11)).replace("2011.07", "2001.07")),  # a warning
    ],
)
def test_what_is_not_plain_is_always_compared(town: Any, header: str, said: str) -> None:
    content = f"{header}\n{said}".encode()
    with acting(town.lin_scope):
        batch = staged(town, "lin", content)
        write_batch(batch=batch, by=town.lin_scope, at=town.at)
        assert [row[DIGEST] for row in rows_of(batch)] == [None]


def test_a_row_that_stands_twice_is_said_to_be_twice(town: Any) -> None:
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        brought(town, said)
        rows = rows_of(staged(town, "lin", roster(said, said)))
    assert [row[1] for row in rows] == [Verdict.UNCHANGED, Verdict.REJECTED]


def test_a_few_rows_are_not_looked_for_in_a_much_larger_roster(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        before = brought(town, said, OTHER.format(number=number(12)))
        Batch.everything.filter(pk=before.pk).update(rows=2)
        with monkeypatch.context() as larger:
            larger.setattr(settling, "MUCH_LARGER", 1)
            larger.setattr(settling, "settle", None)
            slow = rows_of(staged(town, "lin", roster(said)))
        batch = staged(town, "lin", roster(said))
        assert settling.worth_asking(batch, town.lin_scope, 1) == before
        assert rows_of(batch) == slow
    assert [row[1] for row in slow] == [Verdict.UNCHANGED]


def test_only_the_offices_own_last_written_roster_is_looked_at(town: Any) -> None:
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope) as lin:
        batch = brought(town, said)
        assert settling.last_of(batch, lin) == batch
        staged(town, "lin", roster(said))  # not confirmed
        assert settling.last_of(batch, lin) == batch
        undo_batch(batch=batch, by=lin, at=town.at)
        assert settling.last_of(batch, lin) is None
        assert [row[1] for row in rows_of(staged(town, "lin", roster(said)))] == [Verdict.NEW]
    with acting(town.gu_scope) as gu:
        assert settling.last_of(staged(town, "gu", roster(said)), gu) is None


def read(town: Any, content: bytes, name: str = "花名册.csv") -> Batch:
    batch = actions.open_batch(
        kind="members", name=name, content=content, as_of=date(2026, 11, 1), by=town.lin_scope,
        at=town.at,
    )  # fmt: skip
    return actions.read_batch(batch=batch, by=town.lin_scope, at=town.at)


@pytest.mark.parametrize(("large", "most"), [(0, 60_000), (10**9, 60_000), (10**9, 0)])
def test_what_holds_is_asked_while_a_large_file_is_read_and_else_afterwards(
    town: Any, monkeypatch: pytest.MonkeyPatch, large: int, most: int
) -> None:
    """Afterwards of few persons by their keys, and of more than ``most`` by a look at all."""
    asked: list[str] = []
    holding = settling._holding

    def noted(also: str = "", among: str | None = None) -> str:
        asked.append(also)
        assert not also or (among is None) == (not most)
        return holding(also, among)

    monkeypatch.setattr(settling, "LARGE", large)
    monkeypatch.setattr(settling, "_holding", noted)
    monkeypatch.setattr(writing, "MOST_SOUGHT", most)
    first, second = FRESH.format(number=number(11)), OTHER.format(number=number(12))
    with acting(town.lin_scope):
        brought(town, first, second, FRESH.format(number=number(13)).replace("东新", "东三"))
        rows = rows_of(read(town, roster(first.replace("东街1号", "东街2号"), second)))
        assert ("" in asked) == (not large)
        again = rows_of(read(town, roster(first, second)))
    assert [(row[1], row[DIFFERS]) for row in rows] == [
        (Verdict.CHANGED, ["address"]), (Verdict.UNCHANGED, None),
    ]  # fmt: skip
    assert [row[1] for row in again] == [Verdict.UNCHANGED] * 2


def test_a_file_that_cannot_be_read_leaves_nothing_asked(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "LARGE", 0)
    said = FRESH.format(number=number(11))
    with acting(town.lin_scope):
        brought(town, said)
        broken = read(town, b"PK\x03\x04" + b"x" * 500, "花名册.xlsx")
        assert broken.state == Batch.State.FAILED
        assert [row[1] for row in rows_of(read(town, roster(said)))] == [Verdict.UNCHANGED]

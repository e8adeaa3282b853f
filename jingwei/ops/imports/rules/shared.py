"""Which cells must be filled, which rows say the same thing twice?"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.rows import Cells, Rows

_NAMED: int = 3  # other rows named in one sentence


def required(rows: Rows) -> None:
    """Fields that must be filled are; a faulty cell is said to be faulty, not empty."""
    for field in rows.kind.fields:
        if not field.required or field.key not in rows.cells:
            continue
        empty = ~rows.known(field.key) & ~rows.found_fault(field.key)
        find = Find("cell.required", params={"title": field.title})
        rows.issues.add(field.key, [find], np.flatnonzero(empty))


def keys_once(rows: Rows) -> None:
    """The keys of the kind name each thing once."""
    for key in rows.kind.keys:
        title = "、".join(rows.kind.by_key[part].title for part in key.fields if rows.has(part))
        twice(rows, key.fields, key.code, {"title": title})


def twice(
    rows: Rows, keys: Sequence[str], code: str, params: dict[str, object] | None = None,
    only: NDArray[np.bool_] | None = None,
) -> None:  # fmt: skip
    """Rows that share the value of ``keys``: said of each, with the numbers of the others.

    A row that equals an earlier one in every cell is only told to be a repetition.
    """
    if not rows.has(keys[0]):
        return
    for group in _groups(rows, [key for key in keys if rows.has(key)], only):
        first, *others = group
        repeated = [at for at in others if _equal(rows, first, at)]
        for_each = [Find("row.repeated", params={"first": int(rows.numbers[first])})] * len(
            repeated
        )
        rows.say_each(keys[0], repeated, for_each)
        different = [at for at in group if at not in set(repeated)]
        if len(different) > 1:
            finds = [Find(code, params=_named(rows, different, at, params)) for at in different]
            rows.say_each(keys[0], different, finds)


def _groups(rows: Rows, keys: Sequence[str], only: NDArray[np.bool_] | None) -> list[list[int]]:
    counted = rows.known(keys[0]) if only is None else rows.known(keys[0]) & only
    where = np.flatnonzero(counted)
    mixed = np.zeros(len(where), np.int64)
    for key in keys:
        one = _canonical(rows.cells[key])[where]
        mixed = mixed * (int(one.max(initial=0)) + 1) + one
    order = np.argsort(mixed, kind="stable")
    ordered = mixed[order]
    shared = np.zeros(len(where), np.bool_)
    same = ordered[1:] == ordered[:-1]
    shared[1:] |= same
    shared[:-1] |= same
    groups: dict[int, list[int]] = defaultdict(list)
    for at in order[shared].tolist():
        groups[int(mixed[at])].append(int(where[at]))
    return list(groups.values())


def _canonical(cells: Cells) -> NDArray[np.int64]:
    """One number for equal values, whatever their codes."""
    seen: dict[object, int] = {}
    numbers = [seen.setdefault(value, at) for at, value in enumerate(cells.values)]
    return np.array(numbers, np.int64)[cells.codes]


def _equal(rows: Rows, one: int, other: int) -> bool:
    return all(
        cells.value(one) == cells.value(other)
        and (cells.value(one) is not None or cells.text(one) == cells.text(other))
        for cells in rows.cells.values()
    )


def _named(
    rows: Rows, group: Sequence[int], but: int, params: dict[str, object] | None
) -> dict[str, object]:
    others = [int(rows.numbers[at]) for at in group if at != but]
    named = "、".join(map(str, others[:_NAMED])) + ("等" if len(others) > _NAMED else "")
    return {**(params or {}), "rows": named}

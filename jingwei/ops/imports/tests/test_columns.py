"""Columns keep each different value once, and travel unchanged."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from jingwei.ops.imports.reading import columns as module
from jingwei.ops.imports.reading.columns import ColumnBuilder, from_serial, letter_of
from jingwei.ops.imports.reading.wire import Writer, read_header, read_values

cells = st.one_of(
    st.text(max_size=5), st.booleans(), st.dates(), st.datetimes(), st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False), st.none(), st.times(),
)  # fmt: skip


def plain(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int):
        return float(cell)
    return cell if isinstance(cell, (str, float, date)) else str(cell)


def built(rows, enough):
    builder = ColumnBuilder(0)
    before, module._ENOUGH = module._ENOUGH, enough
    try:
        for at in range(0, len(rows), 7):
            builder.extend(rows[at : at + 7])
    finally:
        module._ENOUGH = before
    return builder


@given(st.lists(cells, max_size=60), st.sampled_from([10_000, 10]))
def test_what_goes_into_a_column_comes_out_at_the_other_end(rows, enough):
    builder = built(rows, enough)
    out = Writer()
    place = out.add_values(builder.values())
    header, body = read_header(memoryview(b"".join(out.message({"place": place}))))
    values = read_values(body, header["place"])
    assert [values[code] for code in builder.codes] == [plain(cell) for cell in rows]


@given(st.lists(st.sampled_from(["", "甲", "乙"]), max_size=60), st.sampled_from([10_000, 10]))
def test_an_empty_cell_is_always_number_zero(rows, enough):
    builder = built(rows, enough)
    assert [code == 0 for code in builder.codes] == [cell == "" for cell in rows]


def test_true_and_one_stay_two_values():
    builder = ColumnBuilder(0)
    builder.extend([1.0, True, "1"])
    assert builder.values() == ["", 1.0, "TRUE", "1"]


def test_dates_shown_as_months_become_what_is_shown():
    builder = ColumnBuilder(0)
    builder.extend([date(1990, 5, 1), 32994.0, datetime(1990, 5, 1), "x", ""])  # noqa: DTZ001
    builder.replace(range(9), "month")
    values = builder.values()
    assert [values[code] for code in builder.codes] == ["1990年05月"] * 3 + ["x", ""]


def test_letters_of_columns():
    assert [letter_of(at) for at in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_serial_numbers_of_days():
    assert from_serial(32994.0) == date(1990, 5, 1)
    assert from_serial(60) is None
    assert from_serial("32994") is None


def test_branches_named_once_each_before_the_first_comes_again_stay_few_values():
    names = [f"第{at}支部" for at in range(25_000)]
    builder = ColumnBuilder(0)
    for _ in range(3):
        for at in range(0, len(names), 1_000):
            builder.extend(names[at : at + 1_000])
    assert builder.values() == ["", *names]

"""A large sheet that is read in stretches gives what it gives when it is read as a whole."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading import scan, stretches
from jingwei.ops.imports.reading.limits import DEFAULT, MB, Limits
from jingwei.ops.imports.reading.workbook import Workbook, read_workbook
from jingwei.ops.imports.tests.made import HEAD, changed_part, opened, row_of, xlsx

PART = "xl/worksheets/sheet1.xml"
ROWS = 400


@pytest.fixture
def small(monkeypatch):
    """Stretches of some hundred rows; a list of the sheets that were read so."""
    monkeypatch.setattr(stretches, "LARGE", 16_000)
    monkeypatch.setattr(stretches, "STRETCH", 6_000)
    monkeypatch.setattr(scan, "_PIECE", 1_500)
    monkeypatch.setattr(scan, "_LONGEST_CELL", 4_000)
    read, so = stretches.read_sheet, []

    def watched(*said: Any) -> Any:
        found = read(*said)
        so.append((said[1], found is not None))
        return found

    monkeypatch.setattr(stretches, "read_sheet", watched)
    return so


def made(*, shared: bool = False, rows: int = ROWS, **told: Any) -> bytes:
    """Gaps, a column that begins late, one that ends early, dates, months, a merge, formulas."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": not shared}) as book:
        sheet = book.add_worksheet(told.get("name", "名册"))
        month, day = (book.add_format({"num_format": f}) for f in ("yyyy.mm", "yyyy-mm-dd"))
        sheet.write_row(2, 1, HEAD)
        for at in range(rows):
            row = 3 + at + (at > 150) + 30 * (at > 200)
            sheet.write_row(row, 1, row_of(name=f"示{at % 7}")[:3])
            sheet.write_datetime(row, 4, date(1980, 5, 1 + at % 28), day)
            sheet.write_datetime(row, 5, date(2005, 7, 1), month if at % 3 else day)
            if at < 90:
                sheet.write(row, 0, at)
            if at > 300:
                sheet.write(row, 9, bool(at % 2))
            if at % 50 == 7:
                sheet.write_formula(row, 6, '="a"', None, "" if at > 200 else "a")
                sheet.write_formula(row, 7, "=1/0", None, "#DIV/0!")
        sheet.merge_range(row + 1, 1, row + 2, 4, "合计")
        for hidden in told.get("hidden", ()):
            more = book.add_worksheet(hidden)
            more.hide()
            for at in range(rows):
                more.write_row(at, 0, HEAD)
    return out.getvalue()


def plain(book: Workbook) -> Any:
    return [
        (one.name, one.height, one.merged, {c: f.tolist() for c, f in one.faults.items()},
         [(c.index, [c.values[code] for code in c.codes]) for c in one.columns])
        for one in book.sheets
    ]  # fmt: skip


def whole(data: bytes) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "large_sheets", lambda _: {})
        return plain(opened(data))


@pytest.mark.parametrize("shared", [False, True], ids=["texts in cells", "texts apart"])
def test_the_same_cells_come_either_way(small, shared):
    data = made(shared=shared)
    assert plain(opened(data)) == whole(data)
    assert small == [("名册", True)]


def test_a_hidden_sheet_is_scanned_but_not_read(small):
    data = made(hidden=("去年",))
    assert opened(data).hidden == ("去年",)
    assert small == [("名册", True)]
    end = b"</worksheet>"
    other = changed_part(data, "xl/worksheets/sheet2.xml", end, b"<!DOCTYPE x []>" + end)
    with pytest.raises(Refused) as refused:
        opened(other)
    assert refused.value.codes == {"file.unsafe"}


def turned(rows: list[bytes]) -> bytes:
    return b"".join([*rows[:100], *rows[300:], *rows[100:300]])


def unnumbered(rows: list[bytes]) -> bytes:
    return re.sub(rb' r="[A-Z]*\d+"', b"", b"".join(rows))


def changed(data: bytes, change: Any) -> bytes:
    """The workbook with the rows of its sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == PART:
                begun, rows, ended = re.split(rb"(?<=<sheetData>)|(?=</sheetData>)", content)
                content = begun + change(re.findall(rb"<row .*?</row>", rows)) + ended
            target.writestr(name, content)
    return out.getvalue()


UNUSUAL = {
    "rows in another order": turned,
    "rows without numbers": unnumbered,
    "a remark with a row in it": lambda rows: b"".join(
        [*rows[:300], b'<!-- <row r="3"></row> -->', *rows[300:]]
    ),
    "an instruction with a row in it": lambda rows: b"".join(
        [*rows[:300], b'<?x <row r="3"></row> ?>', *rows[300:]]
    ),
    "texts that may hold anything": lambda rows: b"".join(rows).replace(
        "示3".encode(), b'<![CDATA[<row r="3">]]>'
    ),
    "three hundred rows without cells": lambda rows: b"".join(
        [re.sub(rb"(<row r=\"\d+\").*", b"\\1 a='%s'/>" % (b"b" * 90), row) for row in rows[:300]]
        + rows[300:]
    ),
}


@pytest.mark.parametrize("change", UNUSUAL.values(), ids=UNUSUAL)
def test_what_is_not_plain_is_read_as_a_whole(small, change):
    data = changed(made(), change)
    assert plain(opened(data)) == whole(data)
    assert small == [("名册", False)]


def test_names_with_a_prefix_are_read_as_a_whole(small):
    data = made()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        content = source.read(PART)
    prefixed = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(b"xmlns=", b"xmlns:x=")
    data = changed_part(data, PART, content, prefixed)
    assert plain(opened(data)) == whole(data)
    assert small == [("名册", False)]


def test_a_stray_cell_far_to_the_right_is_read_as_a_whole(small):
    rows: list[Any] = [HEAD, *([row_of()] * 300)]
    rows[200] = [*row_of(), *[None] * 90, "x"]
    data = xlsx(rows)
    assert plain(opened(data)) == whole(data)
    assert small == [("名册", False)]


REFUSED = {
    "a declaration far down": (
        lambda rows: b"".join([*rows[:300], b"<!DOCTYPE x []>", *rows[300:]]), "file.unsafe"),
    "cut off in a cell": (lambda rows: b"".join(rows)[:-40], "file.damaged"),
    "a cell that is no cell": (
        lambda rows: b"".join(rows).replace(b'r="B333"', b'r="??"'), "file.damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_as_a_whole_is_refused_in_stretches(small, change, code):
    data = changed(made(), change)
    codes = set()
    for read in (opened, whole):
        with pytest.raises(Refused) as refused:
            read(data)
        codes |= refused.value.codes
    assert codes == {code}


def test_too_many_rows_are_refused_in_stretches_too(small):
    from jingwei.ops.imports.reading import child
    from jingwei.ops.imports.reading.guard import FileKind

    with pytest.raises(Refused) as refused:
        child._read(made(), FileKind.XLSX, None, Limits(rows=200))
    assert refused.value.codes == {"file.too_many_rows"}


def test_a_file_with_more_texts_than_rows_is_read_as_a_whole(small, monkeypatch):
    monkeypatch.setattr(stretches, "MOST", 9_000)
    data = made(shared=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert stretches.large_sheets(archive) == {}
    assert plain(opened(data)) == whole(data)
    assert small == []


def test_memory_that_gives_out_in_a_stretch_is_not_kept_silent(small, monkeypatch):
    def gone(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(stretches, "_read", gone)
    with pytest.raises(MemoryError):
        opened(made())


def test_a_sheet_of_usual_size_is_not_cut():
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert stretches.large_sheets(archive) == {}
    assert DEFAULT.unpacked > stretches.MOST > stretches.LARGE > stretches.STRETCH


@pytest.fixture(scope="module")
def city() -> bytes:
    """A sheet large enough as it is."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, HEAD)
        for at in range(1, 36_001):
            sheet.write_row(at, 0, row_of(name=f"示{at}", branch=f"示例第{at % 700}党支部"))
    return out.getvalue()


@pytest.mark.slow
def test_the_child_reads_a_large_sheet_in_stretches(city):
    with zipfile.ZipFile(io.BytesIO(city)) as archive:
        assert stretches.large_sheets(archive) == {"名册": PART}
    assert plain(read_workbook(city)) == whole(city)


@pytest.mark.slow
def test_a_child_whose_memory_gives_out_between_two_stretches_is_refused(city, monkeypatch):
    least = sizes.Cost(cpu=60, wall=60, memory=200 * MB)
    monkeypatch.setattr(sizes, "cost_of", lambda _: least)
    with pytest.raises(Refused) as refused:
        read_workbook(city)
    assert refused.value.codes <= {"file.too_large_inside", "file.damaged"}

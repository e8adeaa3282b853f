"""Files made to harm, or broken, or of other kinds: refused quickly, with one sentence."""

import io
import os
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
import xlwt

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading.csv_text import read_csv
from jingwei.ops.imports.reading.guard import kind_of
from jingwei.ops.imports.reading.launch import run_child
from jingwei.ops.imports.reading.limits import DEFAULT, MB, Limits
from jingwei.ops.imports.reading.workbook import read_workbook
from jingwei.ops.imports.tests.made import (
    HEAD,
    changed_part,
    csv_bytes,
    ods,
    opened,
    row_of,
    xls,
    xlsx,
)

GOOD = xlsx([HEAD, row_of()])
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return out.getvalue()


def with_sheet(content: bytes) -> bytes:
    """A whole workbook whose sheet is ``content``."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
        return archive(*((n, content if n == SHEET else source.read(n)) for n in source.namelist()))


def stream(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le") + bytes(512)


def locked_xls() -> bytes:
    """A BIFF8 stream that says FILEPASS right after its beginning."""
    data = xls([HEAD, row_of()])
    at = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600)) + 20
    return data[:at] + struct.pack("<HH", 0x002F, 2) + data[at + 4 :]


REFUSED = {
    "empty": (b"", "", "file.empty"),
    "blank": (b" \n\t\r\n", "", "file.empty"),
    "only a header mark": (b"\xef\xbb\xbf", "", "file.empty"),
    "archive": (archive(("名册.txt", b"1")), "", "file.archive"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(50), "", "file.archive"),
    "pdf": (b"%PDF-1.7\n", "名册.xlsx", "file.not_a_table"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "", "file.not_a_table"),
    "letter": (archive(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")), "",
               "file.not_a_table"),
    "binary workbook": (archive(("xl/workbook.bin", b"1")), "", "file.old_format"),
    "no workbook inside": (archive(("[Content_Types].xml", b"<a/>")), "", "file.damaged"),
    "cut off": (GOOD[: len(GOOD) // 2], "", "file.damaged"),
    "web page": (b"\r\n<html><body><table><tr><td>1</td></tr></table>", "a.xls", "file.html"),
    "table of a page": (b"<table border=1>", "a.xls", "file.html"),
    "mail page": (b"MIME-Version: 1.0\r\n", "a.xls", "file.html"),
    "old xml sheet": (b'<?xml version="1.0"?><Workbook>', "a.xls", "file.old_format"),
    "very old sheet": (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40), "", "file.old_format"),
    "locked": (stream("EncryptedPackage"), "a.xlsx", "file.encrypted"),
    "locked xls": (locked_xls(), "a.xls", "file.encrypted"),
    "wps": (stream("Data"), "名册.et", "file.old_et"),
    "word": (stream("WordDocument"), "a.doc", "file.not_a_table"),
    "broken container": (stream("Data"), "a.xls", "file.damaged"),
    "broken xls": (stream("Workbook"), "a.xls", "file.damaged"),
    "binary": (b"\x01\x02\x00\x03" * 50, "", "file.not_a_table"),
    "sheet that is no xml": (with_sheet(b"<worksheet><sheetData><row"), "", "file.damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_one_sentence(data, name, code):
    with pytest.raises(Refused) as refused:
        opened(data, name)
    assert refused.value.codes == {code}
    assert len(refused.value.findings) == 1
    assert "{" not in str(refused.value)


def bomb(size: int) -> bytes:
    return with_sheet(b"<worksheet>" + b"<row/>" * (size // 6) + b"</worksheet>")


@pytest.mark.slow
def test_a_bomb_of_106_megabytes_is_refused_within_a_second():
    data = bomb(106 * MB)
    assert len(data) < 600_000
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_workbook(data)
    assert refused.value.codes == {"file.too_large_inside"}
    assert time.monotonic() - began < 1


def test_many_parts_are_refused():
    members = [("xl/workbook.xml", b"1"), *((f"x{n}", b"") for n in range(2_100))]
    with pytest.raises(Refused) as refused:
        kind_of(archive(*members), limits=DEFAULT)
    assert refused.value.codes == {"file.too_many_parts"}


def test_a_directory_that_lies_about_its_length_is_not_followed():
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", 9, 9)
    data[at + 12 : at + 16] = struct.pack("<L", 200 * MB)
    with pytest.raises(Refused) as refused:
        kind_of(bytes(data), limits=DEFAULT)
    assert refused.value.codes == {"file.too_many_parts"}


def test_two_parts_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("xl/workbook.xml", b"1"), ("xl/workbook.xml", b"2"))
    with pytest.raises(Refused) as refused:
        kind_of(data, limits=DEFAULT)
    assert refused.value.codes == {"file.unsafe"}


def test_a_packed_file_over_the_limit_is_refused_unread():
    with pytest.raises(Refused, match="超过1MB"):
        read_workbook(os.urandom(2 * MB), limits=Limits(packed=MB))


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BODY = (
    b"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>&b;</t></is></c></row>"
    b"</sheetData></worksheet>"
)


@pytest.mark.parametrize("prolog", [LAUGHS, XXE], ids=["billion laughs", "outside entity"])
def test_declarations_of_entities_are_refused(prolog):
    with pytest.raises(Refused) as refused:
        opened(with_sheet(prolog + BODY))
    assert refused.value.codes == {"file.unsafe"}


def test_a_declaration_behind_a_long_comment_is_found():
    with pytest.raises(Refused) as refused:
        opened(with_sheet(b"<!--" + b"x" * 3 * MB + b"-->" + LAUGHS + BODY))
    assert refused.value.codes == {"file.unsafe"}


def test_a_declaration_hidden_in_utf_16_is_refused():
    with pytest.raises(Refused) as refused:
        opened(with_sheet((LAUGHS + BODY).decode().encode("utf-16")))
    assert refused.value.codes == {"file.unsafe"}


def test_a_declaration_in_an_ods_is_refused():
    data = ods([HEAD, row_of()])
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        content = source.read("content.xml")
    end = content.index(b"?>") + 2
    changed = changed_part(
        data, "content.xml", content[:end], content[:end] + b'<!DOCTYPE x [<!ENTITY a "b">]>'
    )
    with pytest.raises(Refused) as refused:
        opened(changed)
    assert refused.value.codes == {"file.unsafe"}


def test_repeats_in_an_ods_that_would_fill_the_memory_are_refused():
    data = ods([HEAD, row_of()])
    repeat = b'<table:table-cell table:number-columns-repeated="16000" office:value-type="string"'
    changed = changed_part(data, "content.xml", b"<table:table-row>",
                           b'<table:table-row table:number-rows-repeated="1000000">')  # fmt: skip
    changed = changed_part(
        changed, "content.xml", b'<table:table-cell office:value-type="string"', repeat
    )
    with pytest.raises(Refused) as refused:
        opened(changed)
    assert refused.value.codes == {"file.too_large_inside"}


@pytest.mark.slow
def test_a_cell_at_the_far_end_of_the_sheet_does_not_fill_the_memory():
    far = (
        b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>"
    )
    with pytest.raises(Refused) as refused:
        read_workbook(with_sheet(far))
    assert refused.value.codes == {"file.too_large_inside"}


def test_too_many_columns_are_refused_with_the_last_one():
    wide = [tuple(f"列{n}" for n in range(70)), tuple(range(70))]
    with pytest.raises(Refused, match="到BR"):
        opened(xlsx(wide))
    with pytest.raises(Refused, match="列太多"):
        opened(csv_bytes(wide))


def test_a_stray_column_far_out_does_no_harm():
    row: list[str | None] = [None] * 90
    row[0], row[89] = "姓名", "x"
    book = opened(xlsx([row]))
    assert [column.letter for column in book.sheets[0].columns] == ["A", "CL"]


def test_too_many_rows_are_refused():
    with pytest.raises(Refused) as refused:
        read_csv(b"a,b\n" * 11, limits=Limits(rows=10))
    assert refused.value.codes == {"file.too_many_rows"}


@pytest.mark.slow
def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(sizes, "cost_of", lambda _: sizes.Cost(cpu=60, wall=0, memory=2048 * MB))
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_workbook(GOOD)
    assert refused.value.codes == {"file.too_slow"}
    assert time.monotonic() - began < 2


@pytest.mark.slow
def test_a_child_that_asks_for_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(sizes, "cost_of", lambda _: sizes.Cost(cpu=60, wall=60, memory=64 * MB))
    rows = [HEAD, *(row_of(name=f"示{n}" * 20) for n in range(40_000))]
    with pytest.raises(Refused) as refused:
        read_workbook(csv_bytes(rows))
    assert refused.value.codes <= {"file.too_large_inside", "file.damaged"}


@pytest.mark.slow
def test_no_process_is_left_behind():
    for _ in range(3):
        with pytest.raises(Refused):
            read_workbook(b"%PDF-1.7")
    left = [
        process
        for process in Path("/proc").glob("[0-9]*/cmdline")
        if b"imports.reading.child" in process.read_bytes()
        and f"PPid:\t{os.getpid()}\n" in process.with_name("status").read_text()
    ]
    assert not left


@pytest.mark.slow
def test_the_child_knows_no_password_of_the_parent(monkeypatch):
    monkeypatch.setenv("JINGWEI_DATABASE_URL", "postgresql://jw_app:secret@localhost/x")
    from jingwei.ops.imports.reading.launch import _environment

    assert "secret" not in str(_environment())


@pytest.mark.slow
def test_the_child_answers_in_json_and_arrays_only():
    message = run_child(GOOD, {"task": "read", "name": "", "sheet": None})
    (length,) = struct.unpack_from("<Q", message)
    assert bytes(message[8:9]) == b"{"
    assert length < 2_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_workbook_with_bytes_changed_at_random_never_breaks_the_reader(seed):
    rnd = random.Random(seed)
    for data in (GOOD, xls([HEAD, row_of()]), ods([HEAD, row_of()])):
        for _ in range(10):
            broken = bytearray(data)
            for _ in range(rnd.randrange(1, 30)):
                broken[rnd.randrange(len(broken))] = rnd.randrange(256)
            assert survives(bytes(broken))


def survives(data: bytes) -> bool:
    """Whether reading ends in a workbook, a refusal, or what the child turns into one."""
    try:
        opened(data)
    except (Refused, ArithmeticError, LookupError, OSError, ValueError, zipfile.BadZipFile):
        return True
    except BaseException as wrong:
        return type(wrong).__name__ in ("PanicException", "error")
    return True


def test_an_xls_without_cells_is_empty():
    book = xlwt.Workbook()
    book.add_sheet("空")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused) as refused:
        opened(out.getvalue())
    assert refused.value.codes == {"file.empty"}

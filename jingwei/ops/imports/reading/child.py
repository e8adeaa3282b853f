"""What runs in the limited child process: open the file, hand its columns back, and be gone.

Started by ``launch``; imports neither Django nor numpy, so that it starts quickly and owns little.
Nothing it does can reach the parent but one message of JSON and arrays.
"""

import contextlib
import gc
import io
import json
import os
import resource
import struct
import sys
import threading
import zipfile
import zlib
from typing import Any

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.reading.guard import FileKind, kind_of, unpacked_size
from jingwei.ops.imports.reading.limits import Cost, Limits, cost_of
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.wire import Writer

MEMORY_GONE = 73
"""Exit status for: more memory was asked for than the size of the file allows."""

_TURN = 0.0005
"""Seconds after which a thread lets others in. By the usual ten times as many, those that read
stretches of a large sheet stood idle for a fifth of their time, waiting for the one that counts."""
_DEARER = 10  # reading and writing with openpyxl, against reading with calamine


def main() -> None:
    """Read the request from standard input, do it under limits, write the answer."""
    source, answer = int(sys.argv[1]), int(sys.argv[2])
    (length,) = struct.unpack("<Q", _read_exactly(0, 8))
    request = json.loads(_read_exactly(0, length))
    threading.Thread(target=_die_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold ID numbers
    limits = Limits(**request["limits"])
    try:
        pieces = _answer(_read_all(source), request, limits)
    except Refused as no:
        finding = no.findings[0]
        pieces = Writer().message({"refused": finding.code, "params": finding.params})
    except MemoryError:
        os._exit(MEMORY_GONE)
    except (ArithmeticError, LookupError, OSError, ValueError, zipfile.BadZipFile, zlib.error):
        pieces = Writer().message({"refused": "file.damaged", "params": {}})
    except BaseException as wrong:  # the reader's panics derive from it
        if type(wrong).__name__ != "PanicException":
            raise
        pieces = Writer().message({"refused": "file.damaged", "params": {}})
    with os.fdopen(answer, "wb") as out:
        out.writelines(pieces)
    os._exit(0)  # taking the columns apart one by one would cost half a second


def _answer(data: bytes, request: dict[str, Any], limits: Limits) -> list[bytes]:
    kind = kind_of(data, request["name"], limits=limits)
    size = unpacked_size(data, kind, limits=limits)
    if request["task"] == "annotate":
        _limit(cost_of(_DEARER * size))
        from jingwei.ops.imports.reading.annotate_child import annotate

        return [*Writer().message({}), annotate(data, kind, request)]
    _limit(cost_of(size))
    gc.disable()  # millions of plain cells hold no cycles; looking for them costs a second
    sys.setswitchinterval(_TURN)
    return _read(data, kind, request["sheet"], limits)


def _limit(cost: Cost) -> None:
    """Lower the limits that the parent set for the largest file to what this one may need."""
    for what, soft in ((resource.RLIMIT_AS, cost.memory), (resource.RLIMIT_CPU, cost.cpu)):
        _, hard = resource.getrlimit(what)
        lower = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(what, (lower, hard))


def _read(data: bytes, kind: FileKind, only: str | None, limits: Limits) -> list[bytes]:
    from jingwei.ops.imports.reading.csv_text import read_csv
    from jingwei.ops.imports.reading.sheets import read_book

    if kind is FileKind.CSV:
        return _message(read_csv(data, limits=limits))
    if kind is FileKind.GEOJSON:
        from jingwei.ops.imports.reading.geojson import read_geojson

        return _message(read_geojson(data, limits=limits))
    if kind is FileKind.XLS:
        return _message(read_book(data, kind, only=only, limits=limits))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        scanning = _Scanning(archive, kind, limits)
        try:
            book = read_book(data, kind, only=only, limits=limits, quicker=scanning.read_large)
        except Refused:
            scanning.wait()  # what it found says more than that the reader stumbled over it
            raise
        scanning.wait()
        scanning.apply_to(book)
    return _message(book)


class _Scanning:
    """The scan on the second core while the reader works; it ends the child if it must refuse.

    Large sheets are scanned while they are read in stretches, so that both cores read.
    """

    def __init__(self, archive: zipfile.ZipFile, kind: FileKind, limits: Limits) -> None:
        from jingwei.ops.imports.reading import scan, stretches

        scan.check_prologs(archive)
        self.archive, self.kind, self.limits = archive, kind, limits
        self.seen: dict[str, scan.Seen] = {}
        self.problem: BaseException | None = None
        self.large: dict[str, str] = {}
        if kind is FileKind.ODS:  # its repeats must be counted before the reader follows them
            self.seen = scan.scan(archive, kind, limits=limits)
        self.thread = threading.Thread(target=self._run, args=(scan.scan,), daemon=True)
        if kind is FileKind.XLSX:
            self.large = stretches.large_sheets(archive)
            self.thread.start()

    def _run(self, scan: Any) -> None:
        try:
            self.seen |= scan(self.archive, self.kind, limits=self.limits, but=self.large)
        except BaseException as problem:  # handed to the thread that can answer
            self.problem = problem

    def read_large(self, name: str) -> Any:
        """A large sheet, read and scanned; None for one that must be read as a whole."""
        from jingwei.ops.imports.reading import stretches

        if name not in self.large:
            return None
        found = stretches.read_sheet(self.archive, name, self.large[name], self.limits)
        if found is None:
            return None
        del self.large[name]
        sheet, self.seen[name] = found
        return sheet

    def wait(self) -> None:
        """Until the scan is through; raises what it had to refuse."""
        from jingwei.ops.imports.reading import scan

        if self.kind is FileKind.XLSX:
            self.thread.join()
        if isinstance(self.problem, Refused):
            raise self.problem
        if self.problem is not None:
            raise refused("file.damaged") from self.problem
        for name, part in self.large.items():  # left alone, or read as a whole
            self.seen[name] = scan.scan_sheet(self.archive, part)

    def apply_to(self, book: Any) -> None:
        for sheet in book.sheets:
            seen = self.seen.get(sheet.name)
            if seen is None:
                continue
            sheet.faults |= {
                code: cells
                for code, cells in (
                    ("cell.formula_no_value", seen.no_value),
                    ("cell.formula_error", seen.error),
                )
                if cells
            }
            for column in sheet.columns:
                for cells, shown in ((seen.months, "month"), (seen.years, "year")):
                    column.replace((row for row, at in cells if at == column.index), shown)


def _message(book: Any) -> list[bytes]:
    if not any(sheet.columns for sheet in book.sheets):
        raise refused("file.empty")
    out = Writer()
    sheets = [
        {
            "name": sheet.name,
            "height": sheet.height,
            "merged": sheet.merged,
            "faults": {code: out.add_cells(cells) for code, cells in sheet.faults.items()},
            "columns": [
                {
                    "index": column.index,
                    "values": out.add_values(column.values()),
                    "codes": out.add(column.codes.tobytes()),
                }
                for column in sheet.columns
            ],
        }
        for sheet in book.sheets
    ]
    header = {"kind": book.kind, "encoding": book.encoding, "hidden": book.hidden}
    return out.message({**header, "sheets": sheets})


def _read_exactly(source: int, length: int) -> bytes:
    got = b""
    while len(got) < length:
        piece = os.read(source, length - len(got))
        if not piece:
            os._exit(1)
        got += piece
    return got


def _read_all(source: int) -> bytes:
    with os.fdopen(source, "rb") as file:
        file.seek(0)
        return file.read()


def _die_with_parent() -> None:
    """The parent keeps our standard input open; when it ends, the parent is gone."""
    with contextlib.suppress(OSError):
        os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main()

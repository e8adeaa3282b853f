"""Is a ledger what it was when it was sealed? One file, the standard library only.

An outsider runs it on an export: ``python verifier.py ledger.jsonl [--heads heads.jsonl]``. The
product feeds its own rows to the same ``Checker``. README.md tells the form that is hashed.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
LINE = (
    "id", "xid", "recorded_at", "happened_at", "actor_name", "post", "request_id", "org_path_at",
    "subject", "subject_id", "verb", "payload", "corrects",
)  # fmt: skip
SEAL = (
    "no", "segment", "suite", "lo", "hi", "old_id", "count", "root", "prev", "sealed_at", "source",
    "why", "known",
)  # fmt: skip
"""What is hashed of a line and of a seal, in this order."""

NUMBERS = {"id", "xid", "corrects", "no", "segment", "lo", "hi", "old_id", "count"}
START = "0" * 64
SHOWN = 200
ODD = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)

WORDS = {
    "line.changed": ("记录 {line} 与封存时不同", "line {line} is not what was sealed"),
    "line.missing": ("记录 {line} 不见了", "line {line} is gone"),
    "line.added": ("记录 {line} 是封存以后插进来的", "line {line} was put in after the sealing"),
    "line.twice": ("记录 {line} 出现了两次", "line {line} stands there twice"),
    "seal.missing": ("第 {seal} 号封存不见了", "seal {seal} is gone"),
    "seal.changed": ("第 {seal} 号封存被改过", "seal {seal} was changed"),
    "seal.index": ("第 {seal} 号封存的目录被改过", "the index of seal {seal} was changed"),
    "seal.link": ("第 {seal} 号封存接不上前一号", "seal {seal} does not follow the one before"),
    "seal.range": ("第 {seal} 号封存的范围接不上", "the range of seal {seal} leaves a gap"),
    "seal.mark": ("第 {seal} 号封存不是本系统盖的", "seal {seal} was not made by this system"),
    "detail.changed": ("记录 {line} 背后的内容被换过", "values behind line {line} were changed"),
    "head.behind": ("外面留存到第 {seal} 号，这里没有", "seal {seal} is kept outside, not here"),
    "head.differs": ("第 {seal} 号与外面留存的不同", "seal {seal} is not the one kept outside"),
    "head.odd": ("留存文件第 {row} 行读不懂", "line {row} of the file of heads cannot be read"),
    "file.odd": ("文件第 {row} 行读不懂或被改过", "line {row} of the file is odd or was changed"),
    "file.short": ("文件在第 {row} 行以后被截断", "the file is cut off after line {row}"),
}
"""Each kind of fault in Chinese and English."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and its place. ``row`` counts the lines of the file."""

    kind: str
    seal: int | None = None
    line: int | None = None
    row: int | None = None

    def words(self, language: str = "zh") -> str:
        english = language.startswith("en")
        said = WORDS[self.kind][english].format(seal=self.seal, line=self.line, row=self.row)
        more = (" (seal {})" if english else "（第 {} 号封存）").format(self.seal)
        return said + more if self.line and self.seal else said


@dataclass
class Report:
    """What was found. ``pending`` lines are not sealed yet; ``wrong`` counts all the faults."""

    faults: list[Fault] = field(default_factory=list)
    wrong: int = 0
    seals: int = 0
    lines: int = 0
    pending: int = 0
    segments: list[dict[str, Any]] = field(default_factory=list)
    head: str = ""
    head_no: int = 0
    heads: int = 0
    sealed_at: str = ""

    @property
    def is_good(self) -> bool:
        return not self.wrong

    def add(self, kind: str, **place: int | None) -> None:
        self.wrong += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Fault(kind, **place))

    def as_json(self, language: str = "zh") -> dict[str, Any]:
        return {
            "good": self.is_good,
            **{name: value for name, value in vars(self).items() if name != "faults"},
            "faults": [{**vars(one), "words": one.words(language)} for one in self.faults],
        }


def digest(suite: str, data: bytes) -> bytes:
    """SHA-256 for ``intl``, SM3 for ``gm``. Raises: ValueError for any other suite."""
    if suite == "intl":
        return hashlib.sha256(data).digest()
    if suite != "gm":
        raise ValueError(suite)
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:  # a Python whose OpenSSL leaves SM3 out: python -m pip install cryptography
        from cryptography.hazmat.primitives import hashes

        found = hashes.Hash(hashes.SM3())
        found.update(data)
        return found.finalize()


def form(record: dict[str, Any], names: tuple[str, ...]) -> bytes:
    """The bytes that are hashed: each value as ``length:value,`` in UTF-8, nothing for null.

    Raises: TypeError for a value that is neither a text nor, where one stands, a whole number.
    """
    parts = []
    for name in names:
        value = record[name]
        if value is None and name == "corrects":
            value = ""
        elif name in NUMBERS:
            if type(value) is not int:
                raise TypeError(name)
            value = str(value)
        elif type(value) is not str:
            raise TypeError(name)
        text = value.encode()
        parts.append(b"%d:%s," % (len(text), text))
    return b"".join(parts)


def leaf(suite: str, line: dict[str, Any]) -> bytes:
    """The digest of one line."""
    return digest(suite, b"L" + form(line, LINE))


def root(suite: str, index: list[tuple[int, bytes]]) -> str:
    """The digest of the index of a seal: number and digest of each line, in sealed order."""
    return digest(suite, b"R" + b"".join(n.to_bytes(8, "big") + one for n, one in index)).hex()


def seal_hash(seal: dict[str, Any]) -> str:
    """The digest of a seal, which the next one names as ``prev``."""
    return digest(seal["suite"], b"S" + form(seal, SEAL)).hex()


class Numbers:
    """A set of line numbers that stays small for millions of them."""

    def __init__(self) -> None:
        self.pages: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """True where it was not in yet."""
        page = self.pages.setdefault(number >> 9, bytearray(64))
        at, bit = (number & 511) >> 3, 1 << (number & 7)
        fresh = not page[at] & bit
        page[at] |= bit
        return fresh

    def __contains__(self, number: int) -> bool:
        page = self.pages.get(number >> 9)
        return page is not None and bool(page[(number & 511) >> 3] & 1 << (number & 7))


class Checker:
    """Is told the seals in their order with their lines, then the lines of no seal, then the end.

    ``moved_on`` says that the ledger runs in another database than the last seal knew, and that
    its segment has not been opened yet: lines behind the last sealed one wait for it.
    """

    def __init__(self, heads: Iterable[dict[str, Any]] = (), *, moved_on: bool = False) -> None:
        self.report, self.sealed, self.moved_on = Report(), Numbers(), moved_on
        self.last: dict[str, Any] | None = None
        self.last_id = 0
        self.gaps: list[tuple[int, int]] = []
        self.heads = [(head["no"], head["hash"]) for head in heads]
        self.wanted = {no: "" for no, _hash in self.heads}
        self.known: set[str] = set()

    def seal(
        self, seal: dict[str, Any], index: list[tuple[int, bytes]], lines: Iterable[dict[str, Any]]
    ) -> None:
        """One seal: its link, its own digest, then each of its lines."""
        report, no = self.report, seal["no"]
        self._link(seal)
        if seal["root"] != root(seal["suite"], index) or seal["count"] != len(index):
            report.add("seal.index", seal=no)
        if seal["hash"] != seal_hash(seal):
            report.add("seal.changed", seal=no)
        if no in self.wanted:
            self.wanted[no] = seal["hash"]
        self.known.add(seal["known"])
        self._lines(seal, index, lines)
        report.seals += 1
        report.head, report.head_no, report.sealed_at = seal["hash"], no, seal["sealed_at"]
        self.last = seal

    def _link(self, seal: dict[str, Any]) -> None:
        report, no = self.report, seal["no"]
        last = self.last or {"no": 0, "segment": 0, "hash": START, "hi": 0}
        for missing in range(last["no"] + 1, min(no, last["no"] + 1 + SHOWN)):
            report.add("seal.missing", seal=missing)
        opens = seal["segment"] == last["segment"] + 1
        if no != last["no"] + 1 and no > last["no"]:
            self.gaps.append((last["hi"], seal["lo"]))
        elif no <= last["no"] or seal["prev"] != last["hash"]:
            report.add("seal.link", seal=no)
        elif not opens and (seal["segment"] != last["segment"] or seal["lo"] != last["hi"]):
            report.add("seal.range", seal=no)
        if seal["lo"] >= seal["hi"]:
            report.add("seal.range", seal=no)
        if opens or not report.segments:
            said = {name: seal[name] for name in ("segment", "sealed_at", "why", "known")}
            report.segments.append({"from": no, **said})

    def _lines(
        self, seal: dict[str, Any], index: list[tuple[int, bytes]], lines: Iterable[dict[str, Any]]
    ) -> None:
        report, no, wanted = self.report, seal["no"], {}
        for number, one in index:
            if not self.sealed.add(number):
                report.add("line.twice", seal=no, line=number)
            wanted[number] = one
            self.last_id = max(self.last_id, number)
        for line in lines:
            told = wanted.pop(line["id"], None)
            if told is None:
                kind = "line.twice" if line["id"] in self.sealed else "line.added"
                report.add(kind, seal=no, line=line["id"])
            elif told != leaf(seal["suite"], line):
                report.add("line.changed", seal=no, line=line["id"])
            report.lines += 1
        for number in sorted(wanted):
            report.add("line.missing", seal=no, line=number)

    def loose(self, number: int, xid: int) -> None:
        """A line that may be in no seal: waiting for the next one, or put in afterwards."""
        if number in self.sealed:
            return
        self.report.lines += 1
        last = self.last
        behind = self.moved_on and number > self.last_id
        if last is None or behind or (xid >= last["hi"] and number > last["old_id"]):
            self.report.pending += 1
        elif not any(lo <= xid < hi for lo, hi in self.gaps):
            self.report.add("line.added", line=number)

    def end(self) -> Report:
        """Compare the heads that were kept outside, and give the report.

        Heads that are not in this chain are explained where a later segment names them, or one
        that was kept after them, as the last head it knew.
        """
        report, explained = self.report, False
        report.heads = len(self.heads)
        told: set[int] = set()
        for no, kept in reversed(self.heads):
            explained = explained or kept in self.known
            if kept == self.wanted[no] or explained or no in told:
                continue
            told.add(no)
            report.add("head.behind" if no > report.head_no else "head.differs", seal=no)
        return report


def heads_in(text: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The heads of a file kept outside, one JSON object a line, and its unreadable lines."""
    heads: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for row, line in enumerate(text.splitlines(), 1):
        try:
            head = json.loads(line)
            if type(head["no"]) is not int or type(head["hash"]) is not str:
                raise TypeError("no")
            heads.append(head)
        except ODD:
            faults.append(Fault("head.odd", row=row))
    return heads, faults


def plain(record: Any) -> bytes:
    """A record of an export: sorted, without spaces, in UTF-8, one line."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def check_export(rows: Iterable[bytes], heads: Iterable[dict[str, Any]] = ()) -> Report:
    """Check an export, line by line; wrong for every file but one that is as it was written."""
    reading, checker = _Reading(rows), Checker(heads)
    try:
        checker.moved_on = reading.opening()
        for seal, index, lines in reading.seals():
            checker.seal(seal, index, lines)
        for line in reading.lines("loose"):
            form(line, LINE)
            checker.loose(line["id"], line["xid"])
        reading.ending(checker.report)
    except (*ODD, EOFError) as error:
        kind = "file.short" if isinstance(error, EOFError) else "file.odd"
        checker.report.add(kind, row=reading.row)
    return checker.end()


class _Reading:
    """The records of an export in their order; its own digest proves that no byte was changed."""

    def __init__(self, rows: Iterable[bytes]) -> None:
        self.rows = iter(rows)
        self.row = 0
        self.hash = hashlib.sha256()
        self.next: dict[str, Any] = {}

    def _step(self) -> None:
        line = next(self.rows, None)
        if line is None:
            raise EOFError
        self.row += 1
        self.next = json.loads(line.decode())
        if plain(self.next) != line:
            raise ValueError("not as it was written")
        if "end" not in self.next:
            self.hash.update(line)

    def opening(self) -> bool:
        self._step()
        if self.next["ledger"] != FORMAT:
            raise ValueError("format")
        moved = self.next["moved_on"]
        self._step()
        return moved is True

    def seals(self) -> Iterator[tuple[dict[str, Any], list[tuple[int, bytes]], Any]]:
        while "seal" in self.next:
            seal = self.next["seal"]
            index = [(int(n), bytes.fromhex(one)) for n, one in self.next["index"]]
            if any(n < 0 or n >> 63 or len(one) != 32 for n, one in index):
                raise ValueError("index")
            self._step()
            yield seal, index, self.lines("line")

    def lines(self, kind: str) -> Iterator[dict[str, Any]]:
        while kind in self.next:
            yield self.next[kind]
            self._step()

    def ending(self, report: Report) -> None:
        told = self.next["end"]
        right = told["lines"] == report.lines and told["seals"] == report.seals
        if not right or told["digest"] != self.hash.hexdigest() or next(self.rows, None):
            raise ValueError("end")


def main(typed: list[str] | None = None) -> int:
    """Check a file; 0 where all is as it was sealed, 1 where not, 2 where it cannot be opened."""
    parser = argparse.ArgumentParser(description="核验经纬台账的导出文件 / check a ledger export")
    parser.add_argument("export", type=Path)
    parser.add_argument("--heads", type=Path, help="外面留存的校验码 / heads kept outside")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--en", action="store_true")
    options = parser.parse_args(typed)
    try:
        heads, odd = heads_in(options.heads.read_text(errors="replace") if options.heads else "")
        with options.export.open("rb") as rows:
            report = check_export(rows, heads)
    except OSError as error:
        sys.stderr.write(f"读不了这个文件 / cannot be read: {error.filename}\n")
        return 2
    for one in odd:
        report.add(one.kind, row=one.row)
    language = "en" if options.en else "zh"
    said = json.dumps(report.as_json(language), indent=2, ensure_ascii=False)
    sys.stdout.write((said if options.json else told(report, language)) + "\n")
    return 0 if report.is_good else 1


def told(report: Report, language: str) -> str:
    """The report for a person."""
    english = language.startswith("en")
    words = ("一致", "不一致", "与封存时{}：{} 条记录，{} 号封存，{} 条还没封存")
    if english:
        words = ("As it was", "NOT as it was", "{} sealed: {} lines, {} seals, {} not sealed yet")
    verdict = words[not report.is_good]
    lines = [words[2].format(verdict, report.lines, report.seals, report.pending)]
    lines += [f"  ✗ {one.words(language)}" for one in report.faults]
    lines += [f"  · #{one['from']} {one['sealed_at']} {one['why']}" for one in report.segments[1:]]
    head = " ".join(report.head[n : n + 4] for n in range(0, len(report.head), 4))
    lines.append(f"{'Head' if english else '校验码'} #{report.head_no}: {head}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

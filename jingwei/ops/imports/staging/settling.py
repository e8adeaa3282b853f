"""Which rows say what the office's last roster said, of persons who still stand so?

They are unchanged: to index, send and stage them once more would say nothing new. A row is known by
a keyed digest of all it says and of the branch it was understood to name. That person, home and
openings still are as the row says is asked of the records themselves, by the same questions as for
any other row; what reading and checking have to say is said before, of every row.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.models import Batch, Kind
from jingwei.ops.imports.staging.incoming import field_bytes, whole_sets
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.staging.lines import cell_text
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import members as writing

LARGE: Final = 400_000
"""Bytes of a file from which on reading it takes longer than to ask which rows still hold."""
MUCH_LARGER: Final = 4
"""So many times its rows a last roster may have: to look through a larger one for what still holds
takes longer than to compare each row with its person (45,000 rows against 450,000: 0.35 s of 3)."""
AT_ONCE: Final = 5_000
_BETWEEN: Final = "\x1f"  # no parsed value holds a control character
_AS_OF_ITS_DAY: Final = ("lost", "floating")
"""Said with yes, these mean something else on another day of the roster."""


class Digests:
    """Of each row, worked out when it is asked for; None of one that is always looked at."""

    def __init__(self, table: Table, org: Sequence[int | None]) -> None:
        self.digest = sealing.indexer("staged_row.digest")
        keys = [cell.field for cell in MEMBERS.cells] + [one.field for one in MEMBERS.secrets]
        said = {key: table.cells[key] for key in keys if key in table.cells}
        # Each text says of which field it is, so a column that is not there is like an empty one.
        self.columns = [
            ([f"{_BETWEEN}{key}={text}" if (text := cell_text(value)) else ""
              for value in cells.values], cells.codes)
            for key, cells in said.items()
        ]  # fmt: skip
        self.org = org
        self.known = np.zeros(len(table), np.bool_)
        if "id_number" in said:
            self.known = said["id_number"].map(lambda value: value is not None, np.bool_)
        for key in _AS_OF_ITS_DAY:
            if key in said:
                self.known &= ~said[key].map(lambda value: value is True, np.bool_)

    def __getitem__(self, rows: slice, /) -> list[bytes | None]:
        columns = [[texts[code] for code in codes[rows].tolist()] for texts, codes in self.columns]
        digest = self.digest
        return [
            digest(f"{org}{''.join(said)}") if org and known else None
            for org, known, said in zip(
                self.org[rows], self.known[rows].tolist(), zip(*columns, strict=True), strict=True
            )
        ]

    def of_all(self) -> list[bytes | None]:
        """In stretches: all columns abreast would be a tenth of what a city's roster may take."""
        count = len(self.org)
        return [one for at in range(0, count, AT_ONCE) for one in self[at : at + AT_ONCE]]


def last_of(batch: Batch, scope: Scope) -> Batch | None:
    """The office's last written batch of the kind."""
    written = Batch.objects.within(scope).filter(
        org_id=batch.org_id, kind=batch.kind, state=Batch.State.WRITTEN
    )
    return written.order_by("-pk").first()


def worth_asking(batch: Batch, scope: Scope, count: int) -> Batch | None:
    """That batch, if a sheet of ``count`` rows is better held against it than against the files."""
    before = last_of(batch, scope)
    return before if before and before.rows <= MUCH_LARGER * count else None


_SAID_BEFORE: Final = """
    FROM staged_row s {also} WHERE s.batch_id = %(before)s AND s.digest IS NOT NULL
    AND s.verdict IN (1, 2, 3) AND s.issues IS NULL
"""


def _holding(also: str = "", among: str | None = None) -> str:
    """SQL: rows ``s`` of the batch ``before`` that their persons ``p`` still stand as; ``among``
    the keys of those persons, where they are few."""
    people = among or "IN (SELECT w.target FROM staged_row w WHERE w.batch_id = %(before)s)"
    rows = _SAID_BEFORE.format(also=f"{also} {writing.joins(people, among=among is not None)}")
    return f"""{rows} AND p.org_path >= %(path)s AND p.org_path < %(hi)s
            AND p.merged_into_id IS NULL AND {writing.judgement()} = '{{}}'
    """


@contextmanager
def asked_meanwhile(batch: Batch, scope: Scope) -> Iterator[None]:
    """While the block reads a large file, the server already looks which rows of a roster of its
    size still hold; of a small one the few rows that match are looked at afterwards."""
    before = last_of(batch, scope) if batch.kind == Kind.MEMBERS else None
    if before is None or batch.file_size < max(LARGE, before.file_size // 2):
        yield
        return
    said = {"before": before.pk, "path": scope.path, "hi": scope.hi}
    with connection.cursor() as cursor, whole_sets(cursor), ThreadPoolExecutor(1) as aside:
        cursor.execute(f"DROP TABLE IF EXISTS {_standing(batch)}")
        # The cores are busy reading, and each helper would put all openings together once more.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        asked = aside.submit(  # of the driver: Django's own belongs to this thread
            cursor.cursor.execute,
            f"CREATE TEMP TABLE {_standing(batch)} ON COMMIT DROP AS"
            f" SELECT s.row_no, s.digest, p.version {_holding()}",
            said,
        )
        yield
        asked.result()
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = DEFAULT")


def _standing(batch: Batch) -> str:
    return f"standing_{batch.pk}"


def settle(
    batch: Batch, table: Table, scope: Scope, before: Batch, digests: Sequence[bytes | None]
) -> NDArray[np.bool_]:
    """Stage as unchanged what the batch ``before`` said already and still holds; which rows."""
    quiet = ~table.issues.rows_with(None)
    told = [
        f"{number}\t{field_bytes(digest)}\n"
        for number, digest, nothing_wrong in zip(
            table.numbers.tolist(), digests, quiet.tolist(), strict=True
        )
        if digest and nothing_wrong
    ]
    with connection.cursor() as cursor, whole_sets(cursor):
        cursor.execute("DROP TABLE IF EXISTS said")
        cursor.execute("CREATE TEMP TABLE said (row_no int, digest bytea) ON COMMIT DROP")
        with cursor.copy("COPY said FROM STDIN") as copy:
            copy.write("".join(told).encode())
        cursor.execute("ANALYZE said")
        cursor.execute("SELECT to_regclass(%s)", [f"pg_temp.{_standing(batch)}"])
        where: dict[str, Any] = {
            "batch": batch.pk,
            "before": before.pk,
            "path": scope.path,
            "hi": scope.hi,
        }
        if cursor.fetchone()[0]:
            version, held = (
                "t.version",
                (
                    f"FROM said n JOIN {_standing(batch)} t ON t.digest = n.digest"
                    " JOIN staged_row s ON s.batch_id = %(before)s AND s.row_no = t.row_no"
                ),
            )
        else:
            alike = "JOIN said n ON n.digest = s.digest"
            few = writing.among(cursor, _SAID_BEFORE.format(also=alike), where)
            version, held = "p.version", _holding(alike, few)
        cursor.execute(
            f"""
            INSERT INTO staged_row (batch_id, row_no, verdict, cells, indexes, tails, target,
                target_uuid, org, other, digest)
            SELECT %(batch)s, n.row_no, 3, s.cells, s.indexes, s.tails, s.target, s.target_uuid,
                s.org, {version}, s.digest
            {held}
            RETURNING row_no
            """,
            where,
        )
        numbers = np.fromiter((row_no for (row_no,) in cursor.fetchall()), np.int32)
        cursor.execute(f"DROP TABLE IF EXISTS said, {_standing(batch)}")
    settled: NDArray[np.bool_] = np.isin(table.numbers, numbers)
    return settled


def rest(
    table: Table, settled: NDArray[np.bool_], *columns: Sequence[Any]
) -> tuple[Table, list[list[Any]]]:
    """The rows that are not settled, as a table of their own, and their part of the columns."""
    kept = np.flatnonzero(~settled)
    return table.only(kept), [[column[at] for at in kept.tolist()] for column in columns]

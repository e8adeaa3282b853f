"""Which rows say what the office's last roster said, of persons who still stand so?

They are unchanged: to index, send and stage them once more would say nothing new. A row is known by
a keyed digest of all it says and of the branch it was understood to name. That person, home and
openings still are as the row says is asked of the records themselves, by the same questions as for
any other row; what reading and checking have to say is said before, of every row.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.incoming import field_bytes, whole_sets
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.staging.lines import cell_text
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import members as writing

_BETWEEN: Final = "\x1f"  # no parsed value holds a control character
_AS_OF_ITS_DAY: Final = ("lost", "floating")
"""Said with yes, these mean something else on another day of the roster."""


class Digests:
    """Of each row, worked out when it is asked for; None of one that is always looked at."""

    def __init__(self, table: Table, org: Sequence[int | None]) -> None:
        self.digest = sealing.indexer("staged_row.digest")
        keys = [cell.field for cell in MEMBERS.cells] + [one.field for one in MEMBERS.secrets]
        said = {key: table.cells[key] for key in keys if key in table.cells}
        self.columns = [
            ([cell_text(value) or "" for value in said[key].values], said[key].codes.tolist())
            if key in said else ([""], [0] * len(table))
            for key in keys
        ]  # fmt: skip
        self.org = org
        self.known = np.zeros(len(table), np.bool_)
        if "id_number" in said:
            self.known = said["id_number"].map(lambda value: value is not None, np.bool_)
        for key in _AS_OF_ITS_DAY:
            if key in said:
                self.known &= ~said[key].map(lambda value: value is True, np.bool_)

    def __getitem__(self, rows: slice, /) -> list[bytes | None]:
        columns = [[texts[code] for code in codes[rows]] for texts, codes in self.columns]
        digest = self.digest
        return [
            digest(f"{org}{_BETWEEN}{_BETWEEN.join(said)}") if org and known else None
            for org, known, said in zip(
                self.org[rows], self.known[rows].tolist(), zip(*columns, strict=True), strict=True
            )
        ]


def last_of(batch: Batch, scope: Scope) -> int | None:
    """The office's last written batch of the kind."""
    written = Batch.objects.within(scope).filter(
        org_id=batch.org_id, kind=batch.kind, state=Batch.State.WRITTEN
    )
    return written.order_by("-pk").values_list("pk", flat=True).first()


def settle(
    batch: Batch, table: Table, scope: Scope, before: int, digests: Sequence[bytes | None]
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
        people = "IN (SELECT w.target FROM staged_row w WHERE w.batch_id = %(before)s)"
        cursor.execute(
            f"""
            INSERT INTO staged_row (batch_id, row_no, verdict, cells, indexes, tails, target,
                target_uuid, org, other, digest)
            SELECT %(batch)s, n.row_no, 3, s.cells, s.indexes, s.tails, s.target,
                s.target_uuid, s.org, p.version, s.digest
            FROM said n JOIN staged_row s ON s.batch_id = %(before)s AND s.digest = n.digest
                AND s.verdict IN (1, 2, 3) AND s.issues IS NULL
            {writing.joins(people)}
            WHERE p.org_path >= %(path)s AND p.org_path < %(hi)s AND p.merged_into_id IS NULL
                AND {writing.judgement()} = '{{}}'
            RETURNING row_no
            """,
            {"batch": batch.pk, "before": before, "path": scope.path, "hi": scope.hi},
        )
        numbers = np.fromiter((row_no for (row_no,) in cursor.fetchall()), np.int32)
        cursor.execute("DROP TABLE said")
    settled: NDArray[np.bool_] = np.isin(table.numbers, numbers)
    return settled


def rest(
    table: Table, settled: NDArray[np.bool_], *columns: Sequence[Any]
) -> tuple[Table, list[list[Any]]]:
    """The rows that are not settled, as a table of their own, and their part of the columns."""
    kept = np.flatnonzero(~settled)
    return table.only(kept), [[column[at] for at in kept.tolist()] for column in columns]

"""What of a work order stays in staging once it became a petition? Nothing, whoever brought it.

An office may have brought an order that turns out to be about itself. The matter leaves its sight
by policies of the database; the row that it was made from, what was mended in it and the copy of
the file would still say it for thirty days.
"""

from datetime import datetime

from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.ledger.reactions import Happened
from jingwei.ops.imports import files
from jingwei.ops.imports.actions import OPEN, cancel_batch
from jingwei.ops.imports.models import Batch, Kind, ProblemBook, Repair, StagedRow
from jingwei.ops.imports.staging.layout import HOTLINE

WHY = "清理导入里留存的工单"
"""Stands in a line that the office itself may read, so it does not say what became of the order."""


def after_a_petition(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Drop every staged row of the order. A list that is still open is given up: its file says it.

    In the whole tree: any office may have brought it, and who is shut out may not ask for it.
    """
    number = str(happened.facts.get("order", ""))
    if not number:
        return
    with system_scope(WHY) as wide:
        rows = StagedRow.everything.filter(batch__kind=Kind.HOTLINE)
        rows = rows.filter(**{f"cells__{HOTLINE.places['number'] - 1}": number})
        found = list(rows.values_list("batch_id", "row_no"))
        for key, row_no in found:
            StagedRow.everything.filter(batch_id=key, row_no=row_no).delete()
            Repair.objects.filter(batch_id=key, row_no=row_no).delete()
        for batch in Batch.everything.filter(pk__in={key for key, _row_no in found}):
            _forget_file(batch, wide, at)


def _forget_file(batch: Batch, by: Scope, at: datetime) -> None:
    for book in ProblemBook.objects.filter(batch=batch):
        files.forget(book.public_id)
        book.delete()
    if batch.state in OPEN:
        cancel_batch(batch=batch, by=by, at=at)
        return
    files.forget(batch.public_id)
    Batch.everything.filter(pk=batch.pk).update(file_key=None)

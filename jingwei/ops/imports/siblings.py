"""Which batches bring the other sheets of a workbook, and how is one opened for the next sheet?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.ops.imports import actions, files
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.sheets import ALIKE
from jingwei.ops.imports.writing.batch import lock_batch

_GONE = (Batch.State.CANCELLED, Batch.State.UNDONE, Batch.State.FAILED)


@dataclass(frozen=True)
class Other:
    """A sheet beside the one of a batch; ``batch`` is the newest that brings it, if any does."""

    name: str
    rows: int
    batch: Batch | None


def others(batch: Batch) -> list[Other]:
    """The other sheets of the batch's file that are rosters of its kind; at most one query."""
    alike = {one["params"]["sheet"]: one["params"] for one in batch.notes if one["code"] == ALIKE}
    if not alike:
        return []
    brought = {one.sheet: one for one in _siblings(batch)}
    return [Other(name, params["count"], brought.get(name[:100])) for name, params in alike.items()]


def _siblings(batch: Batch) -> Iterable[Batch]:
    same = Batch.everything.filter(
        org_id=batch.org_id, kind=batch.kind, file_digest=batch.file_digest
    )
    return same.exclude(state__in=_GONE).exclude(pk=batch.pk).order_by("pk")


def bring_sheet(*, batch: Batch, sheet: str, by: Scope, at: datetime) -> Batch:
    """A batch of its own for another sheet of the same file; the one there is, if it is on its way.

    Raises: Refused for a sheet that the file does not hold, or a copy that is gone by now.
    """
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    batch = lock_batch(batch)  # a second click waits, and finds the batch of the first
    found = next((one for one in others(batch) if one.name == sheet), None)
    if found is None:
        raise Refused(Finding("import.sheet", "这个文件里没有这张工作表，请刷新页面再选。"))
    if found.batch is not None:
        return found.batch
    try:
        content = files.open_copy(batch.public_id, batch.file_key)
    except files.Gone as gone:
        raise refused("file.gone") from gone
    return actions.open_batch(
        kind=batch.kind, name=batch.file_name, content=content, as_of=batch.as_of,
        only_good=batch.only_good, sheet=sheet, datum=batch.datum, by=by, at=at,
        account_id=batch.account_id,
    )  # fmt: skip

"""Is this ledger what it was when it was sealed? Reads all of it, and places every fault."""

from collections.abc import Callable, Iterable
from typing import Any

from jingwei.kernel.ledger import form, seals, verifier
from jingwei.kernel.ledger.models import Entry, EntryDetail
from jingwei.kernel.ledger.record import told_wrongly
from jingwei.kernel.privacy.sealing import Unreadable

CHUNK = 1_000


def verify(
    cursor: Any,
    *,
    heads: Iterable[dict[str, Any]] = (),
    odd: Iterable[verifier.Fault] = (),
    with_details: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> verifier.Report:
    """All seals, lines, heads kept outside and, with the keys, the values behind the lines.

    Runs in a scope of the whole tree; about 100,000 lines a second. ``progress`` is told how many
    seals of how many are done.
    """
    last = seals.last_seal(cursor)
    whole = last["no"] if last else 0
    checker = verifier.Checker(heads, moved_on=seals.has_moved(last, seals.now_of(cursor)))
    for seal, index in form.seals(cursor):
        inside = [number for number, _leaf in index if number >> 63 == 0]
        checker.seal(seal, index, form.lines(cursor, inside))
        if not seals.is_marked(seal):
            checker.report.add("seal.mark", seal=seal["no"])
        if progress:
            progress(seal["no"], whole)
    for number, xid in form.all_numbers(cursor):
        checker.loose(number, xid)
    report = checker.end()
    for fault in odd:
        report.add(fault.kind, row=fault.row)
    if with_details:
        _details(report)
    return report


def _details(report: verifier.Report) -> None:
    """Values that were exchanged do not open, or differ from what their line committed to."""
    after = 0
    while True:
        found = list(
            EntryDetail.objects.filter(pk__gt=after)
            .order_by("pk")
            .select_related("subject_key")[:CHUNK]
        )
        entries = Entry.everything.in_bulk([one.entry_id for one in found])
        for detail in found:
            entry = entries.get(detail.entry_id)
            if entry is None or _is_wrong(entry, detail):
                report.add("detail.changed", line=detail.entry_id)
        if len(found) < CHUNK:
            return
        after = found[-1].pk


def _is_wrong(entry: Entry, detail: EntryDetail) -> bool:
    try:
        return bool(told_wrongly(entry, detail))
    except (Unreadable, ValueError, AttributeError):
        return True

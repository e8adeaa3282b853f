"""How do the ledgers of communities come in: borders, buildings, grids, contacts, centres?

Their rows may change what is on file, so each kind has its own writer, and all go back together.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from jingwei.ops.imports.brought import Brought, Confirmed, Stage
from jingwei.ops.imports.staging import borders, buildings, centres, contacts, grids, offerings
from jingwei.ops.imports.staging.layout import (
    BORDERS,
    BUILDINGS,
    CENTRES,
    CONTACTS,
    GRIDS,
    OFFERINGS,
    Layout,
)
from jingwei.ops.imports.writing import borders as write_borders
from jingwei.ops.imports.writing import buildings as write_buildings
from jingwei.ops.imports.writing import centres as write_centres
from jingwei.ops.imports.writing import community_undoing
from jingwei.ops.imports.writing import contacts as write_contacts
from jingwei.ops.imports.writing import grids as write_grids
from jingwei.ops.imports.writing import offerings as write_offerings

_ENDED: Final = """
SELECT s.row_no FROM staged_row s LEFT JOIN {table} p ON p.id = s.target AND upper_inf(p.held)
WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND p.id IS NULL
"""
NEW: Final = " WHERE s.batch_id = %(batch)s AND s.verdict = 1"


def ledger(
    layout: Layout, stage: Stage, write: Callable[[Any, int, int, date], tuple[int, int]],
    named: str, *stale: str, lasting: bool = True,
) -> Brought:  # fmt: skip
    """A ledger. Where its rows last until ended, what ended since it was judged is stale."""

    def written(cursor: Any, done: Confirmed) -> tuple[int, int]:
        return write(cursor, done.batch.pk, done.entry, done.batch.as_of)

    over = (_ENDED.format(table=layout.table),) if lasting else ()
    return Brought(
        layout.kind, layout, stage, written, named, stale=(*stale, *over),
        undo=community_undoing.undo,
    )  # fmt: skip


BROUGHT: Final = (
    ledger(
        BORDERS, borders.stage, write_borders.write, "community",
        (
            "SELECT s.row_no FROM staged_row s JOIN community_border b ON b.community_id = s.other"
            f" AND upper_inf(b.held){NEW}"
        ),
    ),
    ledger(
        BUILDINGS, buildings.stage, write_buildings.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN building b ON b.community_id = s.other"
            f" AND b.code = {BUILDINGS.cell('code')} AND upper_inf(b.held){NEW}"
        ),
    ),
    # The layout of a community is judged whole, so it is stale whole.
    ledger(
        GRIDS, grids.stage, write_grids.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN community c ON c.id = s.other"
            " WHERE s.batch_id = %(batch)s AND s.verdict IN (1, 2)"
            f" AND {GRIDS.cell('seen')} IS DISTINCT FROM {write_grids.AS_IT_IS}"
        ),
        (
            "SELECT s.row_no FROM staged_row s JOIN grid g"
            f" ON g.code = {GRIDS.cell('code')}{NEW}"
        ),
    ),
    ledger(
        CONTACTS, contacts.stage, write_contacts.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN stairwell_contact c ON c.person_id = s.other"
            f" AND c.stairwell_id = {CONTACTS.cell('stair')}::bigint AND (upper_inf(c.held)"
            f" OR upper(c.held) > {CONTACTS.cell('consent_on')}::date){NEW}"
        ),
    ),
    ledger(
        CENTRES, centres.stage, write_centres.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN service_centre c ON c.org_id = s.org"
            f" AND c.name = {CENTRES.cell('name')} AND upper_inf(c.held){NEW}"
        ),
    ),
    ledger(
        OFFERINGS, offerings.stage, write_offerings.write, "title",
        (
            "SELECT s.row_no FROM staged_row s JOIN offering f ON f.centre_id = s.other"
            f" AND f.item_id = {OFFERINGS.cell('item_id')}::bigint AND (upper_inf(f.held)"
            f" OR upper(f.held) > %(as_of)s){NEW}"
        ),
    ),
)  # fmt: skip

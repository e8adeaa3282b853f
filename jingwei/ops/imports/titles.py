"""What is a column of a sheet called where its problems are told: on pages, by API and command?

By the title of its field; a meeting of a crossed sheet by its kind and day, as its title is read.
"""

from datetime import date

from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules.meeting_marks import meeting_of
from jingwei.ops.imports.table import Table


def of_slots(table: Table, as_of: date) -> dict[str, str]:
    """Key of field -> kind and day of the meeting, of the columns that are meetings."""
    slots = {one.key for one in table.kind.slots.fields} if table.kind.slots else set()
    return {
        choice.key: meeting_of(choice.title, as_of)
        for choice in table.mapping.columns if choice.key in slots and choice.key
    }  # fmt: skip


def title_of(batch: Batch, column: str) -> str:
    """What the column of a field is called; empty for none."""
    field = KINDS[batch.kind].by_key.get(column)
    return str(batch.titles.get(column) or (field.title if field else ""))

"""What does a page, the own file and the API say of a notice?"""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.notices.queries import own_notices
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import register


def row_of(row: Notice) -> dict[str, Any]:
    """One notice; ``read_by`` is empty where only the own notices are in sight."""
    return {
        "id": row.public_id, "kind": register().notice_kinds.get(row.kind, row.kind),
        "title": row.title, "body": row.body, "url": row.url, "on": row.shows_on,
        "due_on": row.due_on, "read_at": row.read_at,
    }  # fmt: skip


def mine(oneself: Scope, person: Person, day: date) -> dict[str, Any] | None:
    """The part of 我的信息; nothing where nobody ever told the person anything."""
    rows = [row_of(row) for row in own_notices(oneself, day)]
    if not rows:
        return None
    unread = [row for row in rows if row["read_at"] is None]
    return {"unread": unread, "read": [row for row in rows if row["read_at"]][:10]}


def mine_told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    """The same for the person to take along."""
    return [plain(one) for one in own_notices(oneself, day, most=10_000)]


def plain(row: Notice) -> dict[str, Any]:
    """One notice in plain values."""
    told = row_of(row)
    return told | {"id": str(told["id"]), "kind": str(told["kind"])}

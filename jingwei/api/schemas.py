"""What do answers look like? Shapes shared by several parts."""

from typing import Any

from ninja import Schema


class Paged[T](Schema):
    """A page of rows; ``next`` goes into ``at`` of the next call, empty at the end."""

    rows: list[T]
    next: str
    previous: str


def paged(page: Any, rows: list[Any]) -> dict[str, Any]:
    return {"rows": rows, "next": page.next, "previous": page.previous}

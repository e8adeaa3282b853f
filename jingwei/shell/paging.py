"""Which rows come next? Pages by key: the thousandth page costs what the first does."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from jingwei.kernel.findings import Finding, Refused

SALT = "jw.page"
SIZE = 50
CAP = 10_000


class _Json:
    """Dates and decimals in a cursor."""

    def dumps(self, obj: Any) -> bytes:
        return json.dumps(obj, separators=(",", ":"), cls=DjangoJSONEncoder).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


@dataclass(frozen=True)
class Page[T]:
    """One page. ``next`` and ``previous`` are opaque signed cursors, empty at the ends."""

    rows: list[T]
    next: str = ""
    previous: str = ""
    start: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    queryset: QuerySet[Any],
    *,
    keys: Sequence[str],
    at: str = "",
    start: str = "",
    size: int = SIZE,
) -> Page[Any]:
    """One page of ``queryset`` in the order of ``keys``; one query at any depth, two after a jump.

    ``keys`` are columns without NULL, ``-`` first for descending, the last one unique: give the
    database an index over just these. ``at`` is a cursor of an earlier page, ``start`` a value of
    the first key to begin at (a letter, a date). Works for models and for ``.values()``.

    Raises:
        Refused: ``page.cursor`` where the cursor is not one of ours for these keys.
    """
    values, back = _read(queryset, keys, at)
    names = [key.lstrip("-") for key in keys]
    down = [key.startswith("-") != back for key in keys]
    asked = queryset.order_by(*(("-" if d else "") + n for n, d in zip(names, down, strict=True)))
    if values:
        asked = asked.filter(_after(names, down, values))
    elif start:
        asked = asked.filter(**{f"{names[0]}__{'lte' if down[0] else 'gte'}": start})
    rows = list(asked[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if values and (not rows or (back and not more)):
        # Rows went away, or fewer than a page lie before: the first page, and a full one.
        return page_of(queryset, keys=keys, size=size)
    if back:
        rows.reverse()
        has_next, has_previous = True, more
    else:
        has_next = more
        has_previous = bool(values) or (
            bool(start) and _lies_before(queryset, names[0], down[0], start)
        )
    return Page(
        rows,
        next=_write(keys, rows[-1], back=False) if rows and has_next else "",
        previous=_write(keys, rows[0], back=True) if rows and has_previous else "",
        start=start,
    )


def cursor_after(keys: Sequence[str], row: Any) -> str:
    """The cursor of the page that begins behind ``row``, which has the columns of ``keys``."""
    return _write(keys, row, back=False)


def reached(queryset: QuerySet[Any], *, keys: Sequence[str], at: str) -> Any:
    """The first key's value at which a cursor stands; None at the start of the list.

    Raises: Refused where the cursor is not one of ours for these keys.
    """
    values, _back = _read(queryset, keys, at)
    return values[0] if values else None


def _lies_before(queryset: QuerySet[Any], name: str, down: bool, start: str) -> bool:
    return queryset.filter(**{f"{name}__{'gt' if down else 'lt'}": start}).exists()


def count_capped(queryset: QuerySet[Any], cap: int = CAP) -> int:
    """How many, counted no further than ``cap + 1``; ``|capped`` writes ``10,000+``."""
    return queryset.order_by()[: cap + 1].count()


def _after(names: list[str], down: list[bool], values: list[Any]) -> Any:
    """Rows behind ``values``. In one direction a comparison of rows, which an index answers
    exactly; in mixed ones (a > x) or (a = x and b > y) ..., with a >= x for the index."""
    if len(set(down)) == 1 and len(names) > 1:
        compare = TupleLessThan if down[0] else TupleGreaterThan
        return compare(Tuple(*names), values)
    steps = []
    for i, name in enumerate(names):
        same = [Q(**{before: values[j]}) for j, before in enumerate(names[:i])]
        further = Q(**{f"{name}__{'lt' if down[i] else 'gt'}": values[i]})
        steps.append(reduce(and_, [*same, further]))
    bound = Q(**{f"{names[0]}__{'lte' if down[0] else 'gte'}": values[0]})
    return bound & reduce(or_, steps)


def _write(keys: Sequence[str], row: Any, *, back: bool) -> str:
    names = [key.lstrip("-") for key in keys]
    values = [row[name] if isinstance(row, dict) else _value(row, name) for name in names]
    return signing.dumps([int(back), *values], salt=_salt(keys), serializer=_Json, compress=True)


def _value(row: Any, name: str) -> Any:
    return reduce(getattr, name.split("__"), row)


def _read(queryset: QuerySet[Any], keys: Sequence[str], at: str) -> tuple[list[Any], bool]:
    if not at:
        return [], False
    try:
        back, *values = signing.loads(at, salt=_salt(keys), serializer=_Json)
        fields = [_field(queryset, key.lstrip("-")) for key in keys]
        return [f.to_python(v) for f, v in zip(fields, values, strict=True)], bool(back)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused(Finding("page.cursor", "这个翻页地址用不了了，请从第一页看起。")) from error


def _field(queryset: QuerySet[Any], name: str) -> Any:
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        return annotation.output_field
    field: Any = None
    model: Any = queryset.model
    for part in name.split("__"):
        field = model._meta.get_field(part)
        model = field.related_model
    return getattr(field, "target_field", field)


def _salt(keys: Sequence[str]) -> str:
    return f"{SALT}:{','.join(keys)}"

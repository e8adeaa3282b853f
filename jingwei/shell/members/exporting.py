"""How does a list leave the program? As a workbook that says who took it, when and why."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from django.http import QueryDict
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import files
from jingwei.kernel.people import queries as people
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import reveal
from jingwei.shell import words
from jingwei.shell.members import columns, filters, rules
from jingwei.shell.members.columns import Column
from jingwei.shell.members.models import Export

BATCH: Final = 1_000
WIDTH: Final = 16
FIRST_YEAR: Final = 1900  # spreadsheets count their days from here on
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ids_of(scope: Scope, query: QueryDict, on: date) -> list[int]:
    """Who is meant: the ticked ones (``who``), else all that the conditions leave; one query.

    One more than may be taken at most, so that the rule can say that it is too many.
    """
    found = filters.asked(query, scope)
    rows = people.members(scope, found.filters, on)
    ticked = [who for who in query.getlist("who") if who]
    if ticked:
        rows = rows.filter(public_id__in=ticked)
    ordered, keys = people.keys_of(rows, found.order)
    return [row["id"] for row in ordered.order_by(*keys)[: rules.MOST_ROWS + 1]]


def workbook(
    scope: Scope, ids: Sequence[int], wanted: Sequence[Column], export: Export, *, at: datetime
) -> bytes:
    """The workbook: a line that says whose it is, a row of titles, and the rows.

    Ages are numbers and whole days are days, to sort and to count with; all else is text.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        # A cell that begins with = or @ is a name like any other, never a formula or a link.
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    title = _("党员名册")
    book.set_properties({"title": title, "author": scope.account_name})
    sheet = book.add_worksheet(title)
    bold, note = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet.set_column(0, max(len(wanted) - 1, 0), WIDTH)
    said = watermark(scope, export, len(ids), at)
    sheet.write_string(0, 0, said, note)
    for place, column in enumerate(wanted):
        sheet.write_string(1, place, str(column.title), bold)
    on = at.astimezone(words.SHANGHAI).date()
    for number, row in enumerate(_rows(scope, ids, columns.sealed_of(list(wanted))), 2):
        for place, column in enumerate(wanted):
            value = column.value(row, on) if column.value else None
            if isinstance(value, date) and value.year >= FIRST_YEAR:
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, place, value)
            else:
                sheet.write_string(number, place, column.text(row, on))
    sheet.freeze_panes(2, 1)
    sheet.set_footer(f"&L{said.replace('&', '&&')}&R&P / &N")
    book.close()
    return file.getvalue()


def watermark(scope: Scope, export: Export, count: int, at: datetime) -> str:
    """Who took the list, in which post, when, how much and for what."""
    reason = str(reveal.REASONS.get(export.reason, export.reason))
    why = f"{reason} {export.words}".strip()
    return _("{who}（{post}）{at}导出{n}名，用于：{why}。用完删除，不得转发。").format(
        who=scope.account_name, post=scope.title, at=words.moment(at), n=count, why=why
    )


def file_name(at: datetime) -> str:
    return f"{_('党员名册')}-{at.astimezone(words.SHANGHAI):%Y%m%d-%H%M}.xlsx"


def people_of(scope: Scope, ids: Sequence[int]) -> list[Person]:
    """The files themselves, for the looks that an export of sealed columns leaves."""
    return list(Person.objects.within(scope).filter(pk__in=list(ids)))


def _rows(scope: Scope, ids: Sequence[int], sealed: list[str]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(ids), BATCH):
        part = list(ids[start : start + BATCH])
        rows = people.rows_of(scope, part)
        opened = _opened(scope, part, sealed) if sealed else {}
        for row in rows:
            yield row | opened.get(row["id"], {})


def _opened(scope: Scope, ids: list[int], sealed: list[str]) -> dict[int, dict[str, str]]:
    rows = Person.objects.within(scope).filter(pk__in=ids).only("public_id", *sealed)
    return {one.pk: {name: files.unsealed(one, name) for name in sealed} for one in rows}

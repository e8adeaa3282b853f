"""Which day does a page look at? ``?on=2024-12-31``; without it, today."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from jingwei.kernel.findings import Finding

_FORMS = re.compile(
    r"(\d{4})(?:([-./])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII
)
UNREAD = Finding(
    "page.day", "日期这样写：2024-12-31。现在看的是今天。", params={"field_id": "asof"}
)
FUTURE = Finding(
    "page.future", "只能看今天和以前的日子。现在看的是今天。", params={"field_id": "asof"}
)


@dataclass(frozen=True)
class Day:
    """The day looked at; ``said`` is what the address asks for, empty for today."""

    on: date
    today: date
    said: str = ""
    typed: str = ""
    finding: Finding | None = None

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def value(self) -> str:
        """What the input of the page shows."""
        return self.on.isoformat()


def day_of(request: HttpRequest) -> Day:
    """The day of a request. One that cannot be read or lies ahead is answered with today."""
    today = timezone.localdate()
    typed = request.GET.get("on", "").strip()[:20]
    if not typed:
        return Day(today, today)
    found = read(typed)
    if found is None:
        return Day(today, today, typed=typed, finding=UNREAD)
    if found > today:
        return Day(today, today, typed=typed, finding=FUTURE)
    if found == today:
        return Day(today, today)
    return Day(found, today, said=found.isoformat(), typed=found.isoformat())


def read(text: str) -> date | None:
    """A day in one of the usual forms; None where it is none."""
    match = _FORMS.fullmatch(text.strip())
    if match is None:
        return None
    year, _, *parts = match.groups()
    month, day = (int(part) for part in parts if part)
    try:
        return date(int(year), month, day)
    except ValueError:
        return None

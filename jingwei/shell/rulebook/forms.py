"""What is asked for a change of a number, a day or a year? Plain forms."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.rulebook.calendar_source import Arranged
from jingwei.kernel.rulebook.models import Mark, Rule, plain
from jingwei.shell.orgs.days import read
from jingwei.shell.orgs.fields import Choice, Day, Text

ABOVE = ("以上", "above", "*")
_LINE = re.compile(r"(\S+)\s+([\d.]+)\s*(%?)(?:\s*[-~至]\s*([\d.]+))?", re.ASCII)
UNREAD_NUMBER = _("请写数，例如5或0.5。")
UNREAD_TABLE = _("每行一档：3000 0.5%，最后一行写：以上 2%。")
UNREAD_DAYS = _("每行一天：2027-01-01 休 元旦，周末上班写“班”。")
REST, WORKED = ("休", "rest"), ("班", "work")


class ChangeForm(forms.Form):
    """A new version of a number; a table of rates is typed one bracket a line."""

    def __init__(self, *args: Any, rule: Rule, **more: Any) -> None:
        super().__init__(*args, **more)
        self.rule = rule
        if rule.table:
            self.fields["value"] = Text(
                label=_("改为"), rows=5, most=1000, hint=UNREAD_TABLE, attrs={"class": "textarea"}
            )

    value = Text(label=_("改为"), most=20, attrs={"class": "input num", "inputmode": "decimal"})
    from_on = Day(label=_("从哪天起"))
    source = Text(label=_("出处"), hint=_("哪份文件第几条。"))
    mark = Choice(label=_("有多可靠"), choices=Mark.choices)
    words = Text(label=_("说明"))
    reason = Text(label=_("为什么改"), rows=3, most=600)

    def clean_value(self) -> Any:
        typed = str(self.cleaned_data["value"]).strip()
        if self.rule.table:
            return table_of(typed)
        try:
            return Decimal(typed.replace("％", "%").rstrip("%"))
        except InvalidOperation as error:
            raise forms.ValidationError(UNREAD_NUMBER) from error

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        if self.rule.table:
            told["table"] = told.pop("value")
        return {"name": self.rule.name, "place": self.rule.place, **told}


def typed_of(rule: Rule) -> str:
    """The value as the form shows it; the inverse of what is read."""
    if rule.value is not None:
        return plain(rule.value)
    lines = []
    for row in rule.table:
        sum_said = f"{row['rate']}%" if row.get("rate") else f"{row['least']}-{row['most']}"
        lines.append(f"{row.get('up_to') or ABOVE[0]} {sum_said}")
    return "\n".join(lines)


def table_of(typed: str) -> list[dict[str, str | None]]:
    """Raises: ValidationError for a line that cannot be read."""
    table: list[dict[str, str | None]] = []
    for line in filter(None, (line.strip() for line in typed.splitlines())):
        found = _LINE.fullmatch(line)
        if found is None:
            raise forms.ValidationError(UNREAD_TABLE)
        edge, first, percent, second = found.groups()
        row: dict[str, str | None] = {"up_to": None if edge in ABOVE else edge}
        row |= {"rate": first} if percent else {"least": first, "most": second or first}
        table.append(row)
    return table


class DecideForm(forms.Form):
    answer = Text(label=_("说明"), hint=_("不同意时要写原因。"), rows=3, most=600)
    agree = forms.CharField(max_length=3)


class DayForm(forms.Form):
    """One day: of rest, worked, or as a plain week has it."""

    day = Day(label=_("哪一天"))
    kind = Choice(
        label=_("改成"),
        choices=[("rest", _("放假")), ("worked", _("上班（调休）")), ("plain", _("照平常"))],
    )
    name = Text(label=_("名称"), most=30, hint=_("例如：国庆节。"))
    reason = Text(label=_("为什么改"), rows=3, most=600)

    @property
    def is_working(self) -> bool | None:
        return {"rest": False, "worked": True, "plain": None}[self.cleaned_data["kind"]]


class YearForm(forms.Form):
    """A whole year as it stands in the State's notice, one day a line."""

    days = Text(label=_("放假和调休"), rows=14, most=8000, hint=UNREAD_DAYS)
    source = Text(label=_("出处"), hint=_("例如国务院办公厅通知的文号。"))
    reason = Text(label=_("为什么录入"), rows=2, most=600)

    def clean_days(self) -> list[Arranged]:
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["days"].splitlines())):
            parts = line.split()
            day: date | None = read(parts[0])
            kind = parts[1].lower() if len(parts) > 1 else ""
            if day is None or kind not in (*REST, *WORKED):
                raise forms.ValidationError(UNREAD_DAYS)
            found.append(Arranged(day, kind in WORKED, " ".join(parts[2:])[:30]))
        return found


def lines_of(days: Any) -> str:
    """Days as the form shows them."""
    return "\n".join(
        f"{one.day.isoformat()} {WORKED[0] if one.is_working else REST[0]} {one.name}".rstrip()
        for one in days
    )

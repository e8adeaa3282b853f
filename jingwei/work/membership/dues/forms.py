"""What is typed about dues? Amounts stand there already; what differs is changed in its row."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.days import next_month
from jingwei.kernel.people.models import Person
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.membership.dues import rating
from jingwei.work.membership.dues.kinds import BY_RATE, Fund, Group
from jingwei.work.membership.dues.lines import Fixed
from jingwei.work.membership.dues.money import read_yuan, yuan
from jingwei.work.membership.dues.queries import Row
from jingwei.work.membership.dues.rules import Tick

EARLIEST, LATEST = 2000, 2100


class Money(forms.CharField):
    """Yuan to the cent; gives whole cents, None for an empty field."""

    def __init__(self, *, label: Any = "", hint: Any = "") -> None:
        super().__init__(
            label=label, help_text=hint, required=False, max_length=16,
            widget=forms.TextInput(
                {"class": "input num", "inputmode": "decimal", "autocomplete": "off"}
            ),
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        cents = read_yuan(typed)
        if cents is None:
            raise forms.ValidationError(_("金额写到分，例如 45.50。"))
        return cents


class Month(forms.CharField):
    """A month, ``2026-03``; gives its first day."""

    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, help_text=hint, max_length=10,
            widget=forms.TextInput({"class": "input num", "placeholder": "2026-03",
                                    "autocomplete": "off"}),
            error_messages={"required": _("还没有写月份。")},
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        return read_month(str(super().clean(value)))


def read_month(typed: str) -> date:
    """Raises: ValidationError for what is no month."""
    plain = typed.strip().replace("年", "-").replace("月", "").replace(".", "-").replace("/", "-")
    year, _dash, month = plain.partition("-")
    try:
        found = date(int(year), int(month), 1)
    except ValueError as error:
        raise forms.ValidationError(_("月份这样写：2026-03。")) from error
    if not EARLIEST <= found.year <= LATEST:
        raise forms.ValidationError(_("月份这样写：2026-03。"))
    return found


class FixForm(forms.Form):
    """定月交额: one line a member. A base is only used to work the amount out, and not kept."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[Person], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people, self.on = people, on
        groups = [("", _("请选类别")), *Group.choices]
        for one in people:
            self.fields[f"group_{one.pk}"] = Choice(label=_("类别"), choices=groups, required=False)
            self.fields[f"base_{one.pk}"] = Money(label=_("基数"))
            self.fields[f"cents_{one.pk}"] = Money(label=_("月交额"))
            self.fields[f"since_{one.pk}"] = forms.IntegerField(
                label=_("从几月起"), required=False, min_value=1, max_value=12,
                widget=forms.TextInput({"class": "input num", "inputmode": "numeric"}),
                error_messages={
                    "invalid": _("月份写1到12。"), "min_value": _("月份写1到12。"),
                    "max_value": _("月份写1到12。"),
                },
            )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "person": one, "group": self[f"group_{one.pk}"], "base": self[f"base_{one.pk}"],
                "cents": self[f"cents_{one.pk}"], "since": self[f"since_{one.pk}"],
            }
            for one in self.people
        ]  # fmt: skip

    def fixed(self, kept: Sequence[Fixed]) -> list[Fixed]:
        """The lines as they stand after what was typed; a later month adds to what is kept."""
        said = self.cleaned_data
        found = []
        for one in self.people:
            group, since = said[f"group_{one.pk}"], said[f"since_{one.pk}"] or 1
            cents = self._amount(group, said[f"base_{one.pk}"], said[f"cents_{one.pk}"])
            before = [line for line in kept if line.person == one.pk and line.since < since]
            found += before
            if group and cents is not None:
                found.append(Fixed(one.pk, group, cents, since))
        return found

    def _amount(self, group: str, base: int | None, cents: int | None) -> int | None:
        if base is not None and base >= 0 and group in BY_RATE:
            return rating.amount(group, yuan(base), self.on)
        if cents is None and group:
            return rating.usual(group, self.on)
        return cents


def fix_initial(
    people: Sequence[Person], kept: Sequence[Fixed], monthly: dict[int, str]
) -> dict[str, Any]:
    """What stands in the form first: what was fixed, else what the city brought with it."""
    found: dict[str, Any] = {}
    latest: dict[int, Fixed] = {}
    for one in sorted(kept, key=lambda one: one.since):
        latest[one.person] = one
    for person in people:
        line = latest.get(person.pk)
        if line is not None:
            found[f"group_{person.pk}"] = line.group
            found[f"cents_{person.pk}"] = f"{yuan(line.cents):.2f}"
            found[f"since_{person.pk}"] = line.since
        elif person.pk in monthly:
            cents = read_yuan(monthly[person.pk])
            found[f"cents_{person.pk}"] = "" if cents is None else f"{yuan(cents):.2f}"
    return found


class CollectForm(forms.Form):
    """The sheet of a period: tick who paid; everything else is there already."""

    on = Day(label=_("哪天收的"))

    def __init__(self, *args: Any, rows: Sequence[Row], **more: Any) -> None:
        super().__init__(*args, **more)
        self.open_rows = [row for row in rows if row.state == "open"]
        for row in self.open_rows:
            key, owed = row.person.pk, row.standing.owed
            self.fields[f"t_{key}"] = forms.BooleanField(label=row.person.name, required=False)
            self.fields[f"cents_{key}"] = Money(label=_("交多少元"))
            self.fields[f"on_{key}"] = Day(label=_("不是同一天的，写日期"), required=False)
            self.fields[f"payer_{key}"] = Text(label=_("谁代交的"), most=30)
            self.fields[f"why_{key}"] = Text(label=_("补交的原因"), most=60)
            if owed is not None:
                self.initial.setdefault(f"cents_{key}", f"{yuan(owed):.2f}")

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "row": row, "tick": self[f"t_{row.person.pk}"],
                "cents": self[f"cents_{row.person.pk}"], "on": self[f"on_{row.person.pk}"],
                "payer": self[f"payer_{row.person.pk}"], "why": self[f"why_{row.person.pk}"],
            }
            for row in self.open_rows
        ]  # fmt: skip

    def ticks(self) -> list[Tick]:
        said = self.cleaned_data
        return [
            Tick(
                key, said[f"cents_{key}"], said[f"on_{key}"] or said["on"], said[f"payer_{key}"],
                said[f"why_{key}"],
            )
            for key in (row.person.pk for row in self.open_rows)
            if said[f"t_{key}"]
        ]  # fmt: skip


def _people(rows: Sequence[Row]) -> list[tuple[str, Any]]:
    return [("", _("请选一个人")), *((str(row.person.pk), row.person.name) for row in rows)]


class EntryForm(forms.Form):
    """One person, a sum and a day: a refund or a gift."""

    person = Choice(label=_("谁"), choices=())
    cents = Money(label=_("多少元"))
    on = Day(label=_("哪天"))

    def __init__(self, *args: Any, rows: Sequence[Row], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = _people(rows)  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"person": int(said["person"])}


class RefundForm(EntryForm):
    why = Text(label=_("为什么退或更正"), most=60)


class OpenForm(forms.Form):
    """Which period: a month or a quarter."""

    first = Month(label=_("从哪个月"))
    months = Choice(label=_("收几个月"), choices=[("1", _("一个月")), ("3", _("一个季度"))])

    def told(self) -> dict[str, Any]:
        return {"first": self.cleaned_data["first"], "months": int(self.cleaned_data["months"])}


class HandForm(forms.Form):
    """上缴: amount, day, receipt; a difference is named."""

    fund = Choice(label=_("哪一笔"), choices=Fund.choices)
    cents = Money(label=_("上缴多少元"))
    on = Day(label=_("哪天上缴"))
    receipt = Text(label=_("收据号"), most=40)
    why = Text(label=_("差额的原因"), most=200, hint=_("和手上的钱对得上就不用写。"))


class ReliefForm(forms.Form):
    """提出减免: who, from which month to which, how much, and why."""

    person = Choice(label=_("谁"), choices=())
    since = Month(label=_("从哪个月起"))
    last = Month(label=_("到哪个月（含）"), hint=_("一次最多一年。"))
    asked = Text(label=_("建议每月交多少元"), most=20, hint=_("免交写0。"))
    reason = Text(label=_("有什么困难"), rows=3, most=500, hint=_("写到能决定就行；病名不用写。"))

    def __init__(self, *args: Any, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("请选一个人")), *((str(one.pk), one.name) for one in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "since": said["since"], "until": next_month(said["last"]),
            "said": {"asked": said["asked"], "reason": said["reason"]},
        }  # fmt: skip


class AskForm(forms.Form):
    """本人申请: from which month to which, and why."""

    since = Month(label=_("从哪个月起"))
    last = Month(label=_("到哪个月（含）"), hint=_("一次最多一年。"))
    reason = Text(label=_("有什么困难"), rows=3, most=500, hint=_("写到能决定就行；病名不用写。"))

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "since": said["since"], "until": next_month(said["last"]), "reason": said["reason"],
        }  # fmt: skip


__all__ = [
    "AskForm", "CollectForm", "EntryForm", "FixForm", "HandForm", "OpenForm", "RefundForm",
    "ReliefForm", "fix_initial", "read_month",
]  # fmt: skip

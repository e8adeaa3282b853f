"""What is typed about centres and their services? Findings of the rules say what is amiss."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.shell.orgs.fields import Choice, Day, Degrees, Text, Whole
from jingwei.systems.community.centres import queries
from jingwei.systems.community.centres.actions import Doing, Told
from jingwei.systems.community.centres.catalogue import CategoryTold
from jingwei.systems.community.centres.kinds import (
    WEEKDAYS,
    CentreLevel,
    ItemKind,
    ProposalKind,
    Ring,
)
from jingwei.systems.community.centres.models import ItemWording, ServiceCentre
from jingwei.systems.community.centres.rules import Entry, Hours, read_hours
from jingwei.work.meetings.forms import Clock

STRETCHES = (1, 2)
"""Morning and afternoon."""


class CentreForm(forms.Form):
    """A centre with its week; empty stretches are left out."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = Text(label=_("中心名称"), most=80)
    level = Choice(label=_("哪一级"), choices=CentreLevel.choices)
    address = Text(label=_("地址"), most=200, hint=_("写到门牌号，附近有什么好认的也写上。"))
    phone = Text(label=_("电话"), most=30, hint=_("中心的电话，不写个人手机号。"))
    longitude = Degrees(label=_("经度"), hint=_("国家大地坐标系（CGCS2000）；不写就不算进服务圈。"))
    latitude = Degrees(label=_("纬度"))
    note = Text(label=_("要告诉群众的"), most=200, hint=_("例如：轮椅从东门进。"))
    from_on = Day(label=_("从哪天开办"), required=False)

    def __init__(self, *args: Any, scope: Scope, path: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in queries.units_of(scope, path)}
        self.fields["unit"] = Choice(
            label=_("在哪个村、社区、镇街"), required=False,
            choices=[("", _("请选")), *((key, row.name) for key, row in self.units.items())],
        )  # fmt: skip
        for day, _title in WEEKDAYS:
            for n in STRETCHES:
                self.fields[f"h{day}_{n}_opens"] = Clock(label=_("开门"))
                self.fields[f"h{day}_{n}_closes"] = Clock(label=_("关门"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for day, _title in WEEKDAYS:
            for n in STRETCHES:
                parts = [said.get(f"h{day}_{n}_{end}") for end in ("opens", "closes")]
                if any(parts) and not all(parts):
                    self.add_error(f"h{day}_{n}_opens", _("开门和关门时间要写齐。"))
        return said

    def week(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "stretches": [
                (self[f"h{day}_{n}_opens"], self[f"h{day}_{n}_closes"]) for n in STRETCHES]}
            for day, title in WEEKDAYS
        ]  # fmt: skip

    def plain(self) -> list[Any]:
        return [
            field for field in self
            if not field.is_hidden and not (field.name[0] == "h" and field.name[1].isdigit())
        ]  # fmt: skip

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            name=said["name"], level=said["level"], address=said["address"], phone=said["phone"],
            longitude=said["longitude"], latitude=said["latitude"], note=said["note"],
            unit=self.units.get(said["unit"]),
            hours=tuple(
                Hours(day, said[f"h{day}_{n}_opens"], said[f"h{day}_{n}_closes"])
                for day, _title in WEEKDAYS for n in STRETCHES
                if said[f"h{day}_{n}_opens"]
            ),
        )  # fmt: skip


def initial_of(row: ServiceCentre) -> dict[str, Any]:
    """What is on record, as the form shows it."""
    start: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            "name",
            "level",
            "address",
            "phone",
            "longitude",
            "latitude",
            "note",
            "version",
        )
    }
    start["unit"] = str(row.unit.public_id) if row.unit else ""
    seen: dict[int, int] = {}
    for one in read_hours(row.hours):
        seen[one.weekday] = n = seen.get(one.weekday, 0) + 1
        start[f"h{one.weekday}_{n}_opens"] = f"{one.opens:%H:%M}"
        start[f"h{one.weekday}_{n}_closes"] = f"{one.closes:%H:%M}"
    return start


def usual_week() -> dict[str, str]:
    """The hours that most offices have, to begin with."""
    start = {}
    for day in range(1, 6):
        for n, opens, closes in ((1, "08:30", "11:30"), (2, "14:00", "17:30")):
            start[f"h{day}_{n}_opens"], start[f"h{day}_{n}_closes"] = opens, closes
    return start


class Lines(forms.CharField):
    """One thing a line."""

    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=hint, max_length=1000,
            widget=forms.Textarea({"class": "textarea", "rows": 3}),
        )  # fmt: skip

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = str(super().clean(value))
        return tuple(line.strip()[:80] for line in typed.splitlines() if line.strip())


class Money(forms.DecimalField):
    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, max_digits=8, decimal_places=2, help_text=hint,
            widget=forms.TextInput({"class": "input num w-sm", "inputmode": "decimal"}),
            error_messages={"invalid": _("价格写数字，不收费写0。")},
        )  # fmt: skip


class ItemForm(forms.Form):
    """What the catalogue says of an item from a day on."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = Text(label=_("事项名称"), most=60)
    kind = Choice(label=_("哪一种"), choices=ItemKind.choices)
    ring = Choice(
        label=_("十分钟服务圈里的哪项"), required=False, choices=[("", _("不是")), *Ring.choices]
    )
    for_whom = Text(label=_("给谁办"), most=200)
    bring = Lines(label=_("要带什么"), hint=_("一行一样。"))
    never_ask = Lines(label=_("谁都不许要的证明"), hint=_("一行一样；群众看得到。"))
    takes = Text(label=_("多久办好"), most=60, hint=_("例如：当场办好、5个工作日。"))
    price = Money(label=_("收多少钱（元）"), hint=_("不收费写0。"))
    price_words = Text(label=_("价格说明"), most=80, hint=_("例如：按件，价目贴在窗口。"))
    basis = Text(label=_("依据"), most=200)
    is_required = forms.BooleanField(label=_("每个中心都要办"), required=False)
    from_on = Day(label=_("从哪天起"))

    def entry(self) -> Entry:
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("version", "from_on")}
        return Entry(**said | {"price": said["price"] or Decimal(0)})


def initial_of_item(row: ItemWording, today: date) -> dict[str, Any]:
    start = {
        name: getattr(row, name)
        for name in ("title", "kind", "ring", "for_whom", "takes", "price", "price_words", "basis",
                     "is_required")
    }  # fmt: skip
    return start | {
        "bring": "\n".join(row.bring), "never_ask": "\n".join(row.never_ask),
        "from_on": max(today, row.held.lower).isoformat(),
    }  # fmt: skip


class CategoryForm(forms.Form):
    title = Text(label=_("类别名称"), most=40)
    place = Whole(label=_("序号"))
    about = Text(label=_("包括什么"), most=200)
    from_on = Day(label=_("从哪天起"))

    def told(self) -> CategoryTold:
        said = self.cleaned_data
        return CategoryTold(said["title"], said["place"] or 0, said["about"])


class DateForm(forms.Form):
    """From which day something ends."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on = Day(label=_("从哪天起停办"))


class ClosedForm(forms.Form):
    first = Day(label=_("从哪天"))
    last = Day(label=_("到哪天"))
    why = Text(label=_("为什么"), most=80, hint=_("群众看得到，例如：春节放假。"))


class OfferForm(forms.Form):
    """Items that a centre takes up, and when and where they are done there."""

    from_on = Day(label=_("从哪天起办"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("只在星期几办"), required=False, coerce=int, choices=WEEKDAYS,
        help_text=_("不选就是开门就办。"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    opens = Clock(label=_("从几点"))
    closes = Clock(label=_("到几点"))
    desk = Text(label=_("哪个窗口"), most=40)
    provider = Text(label=_("谁来办"), most=80, hint=_("不是中心自己办的，写单位或商家名称。"))

    def doing(self) -> Doing:
        said = self.cleaned_data
        return Doing(
            tuple(said["weekdays"]), said["opens"], said["closes"], said["desk"],
            said["provider"],
        )  # fmt: skip


class ProposalForm(forms.Form):
    kind = Choice(label=_("想怎样"), choices=ProposalKind.choices)
    title = Text(label=_("想增加的事项"), most=60, hint=_("目录里没有的，写名称。"))
    why = Text(label=_("群众的需要"), rows=3, most=300)

    def __init__(self, *args: Any, scope: Scope, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = queries.lines(scope, on)
        self.items = {str(row.item.public_id): row.item for row in rows}
        self.fields["item"] = Choice(
            label=_("目录里的事项"), required=False,
            choices=[("", _("目录里没有")),
                     *((str(row.item.public_id), row.words.title) for row in rows)],
        )  # fmt: skip
        self.order_fields(["kind", "item", "title", "why"])

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": said["kind"], "title": said["title"], "why": said["why"],
            "item": self.items.get(said["item"]),
        }  # fmt: skip


class AnswerForm(forms.Form):
    adopt = forms.TypedChoiceField(
        label=_("采纳吗"), coerce=lambda said: said == "yes",
        choices=(("yes", _("采纳，改目录或安排中心办")), ("no", _("不采纳"))),
        widget=forms.RadioSelect, error_messages={"required": _("请选采纳还是不采纳。")},
    )  # fmt: skip
    answer = Text(label=_("答复"), rows=3, most=300)

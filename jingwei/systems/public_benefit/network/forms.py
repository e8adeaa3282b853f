"""What is typed about stations, staff, services and providers? The rules say what is amiss."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs.models import Unit
from jingwei.shell.orgs.fields import Choice, Day, Degrees, Text, Whole
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.degrees import DATUM_HINT
from jingwei.systems.public_benefit.network.actions import Doorplate
from jingwei.systems.public_benefit.network.kinds import Level, ProviderKind
from jingwei.systems.public_benefit.network.models import Provider, Station, StationStaff
from jingwei.systems.public_benefit.network.staffing import Term
from jingwei.work.catalogue.models import ItemWording, ServiceItem

UNTIL = _("这天起不在岗；不写就是一直在岗。")


class StationForm(forms.Form):
    """What stands at the door."""

    name = Text(label=_("站点名称"), most=80)
    level = Choice(label=_("哪一级"), choices=Level.choices)
    place = Text(label=_("地点"), most=200)
    phone = Text(label=_("电话"), most=30, hint=_("站点的电话，不写个人的。"))
    hours = Text(
        label=_("开门时间"), rows=4, most=600,
        hint=_("一行一段，例如“周一 9:00-11:30”“周一至周五 14:00-17:00”。"),
    )  # fmt: skip
    longitude = Degrees(label=_("经度"), hint=DATUM_HINT)
    latitude = Degrees(label=_("纬度"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in units}
        self.fields["unit"] = Choice(
            label=_("哪个村或社区"), required=False,
            choices=[("", _("不是村、社区的站点")),
                     *((key, row.name) for key, row in self.units.items())],
        )  # fmt: skip
        self.order_fields(
            ["name", "level", "unit", "place", "phone", "hours", "longitude", "latitude"]
        )

    @staticmethod
    def started(row: Station) -> dict[str, Any]:
        return {
            "name": row.name, "level": row.level, "place": row.place, "phone": row.phone,
            "unit": str(row.unit.public_id) if row.unit else "", "version": row.version,
            "hours": hours.written([tuple(one) for one in row.hours]),
            "longitude": row.longitude, "latitude": row.latitude,
        }  # fmt: skip

    def door(self) -> Doorplate:
        said = self.cleaned_data
        rows, unread = hours.read(said["hours"])
        return Doorplate(
            name=said["name"], level=int(said["level"]), unit=self.units.get(said["unit"]),
            place=said["place"], phone=said["phone"], hours=rows, unread=unread,
            longitude=said["longitude"], latitude=said["latitude"],
        )  # fmt: skip


class CloseForm(forms.Form):
    reason = Text(label=_("为什么停"), rows=2, most=300)


class StaffForm(forms.Form):
    name = Text(label=_("谁在岗"), most=50)
    post = Text(label=_("岗位"), most=60, hint=_("例如“代办员”“调解员”。公开页不写姓名。"))
    since = Day(label=_("从哪天起"), required=False, hint=_("不写就是从今天起。"))
    until = Day(label=_("到哪天止"), required=False, hint=UNTIL)

    def said(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"term": Term(told.pop("since"), told.pop("until"))}


class TermForm(forms.Form):
    """Another post, other days of somebody who is named already."""

    post = Text(label=_("岗位"), most=60)
    since = Day(label=_("从哪天起"), required=False)
    until = Day(label=_("到哪天止"), required=False, hint=UNTIL)

    @staticmethod
    def started(row: StationStaff) -> dict[str, Any]:
        return {"post": row.post, "since": row.held.lower, "until": row.held.upper}


class ShutForm(forms.Form):
    """Days on which it is closed."""

    first = Day(label=_("从哪天"), required=False)
    last = Day(label=_("到哪天"), required=False, hint=_("最后关门的一天；只关一天可以不写。"))
    why = Text(label=_("为什么"), most=80, hint=_("群众看得到，例如：春节放假。"))


def item_field(items: list[tuple[ServiceItem, ItemWording]]) -> Choice:
    """The catalogue to choose from, category by category."""
    shelves: dict[str, list[tuple[str, str]]] = {}
    for row, words in items:
        said = f"{words.title}（{words.get_kind_display()}）"
        shelves.setdefault(row.category.title, []).append((str(row.public_id), said))
    return Choice(
        label=_("服务目录里的哪一项"), required=False,
        choices=[("", _("请选一项")), *shelves.items()],
        hint=_("目录由县（市、区）定；没有的，请县里先加到目录里。"),
    )  # fmt: skip


class PlaceForm(forms.Form):
    """Which item of the catalogue a service of former words is."""

    def __init__(
        self, *args: Any, items: list[tuple[ServiceItem, ItemWording]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.items = {str(row.public_id): row for row, _words in items}
        self.fields["item"] = item_field(items)

    @property
    def item(self) -> ServiceItem | None:
        return self.items.get(self.cleaned_data["item"])


class ServiceForm(forms.Form):
    """One service on the board, with its price."""

    price = Text(
        label=_("价格"), most=60, hint=_("写在牌子上的；不写就按目录的，不收钱写“免费”。")
    )  # fmt: skip

    def __init__(
        self, *args: Any, items: list[tuple[ServiceItem, ItemWording]], providers: list[Provider],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.items = {str(row.public_id): row for row, _words in items}
        self.fields["item"] = item_field(items)
        self.providers = {str(row.public_id): row for row in providers}
        self.fields["provider"] = Choice(
            label=_("谁来做"), required=False,
            choices=[("", _("站点自己")),
                     *((key, row.name) for key, row in self.providers.items())],
        )  # fmt: skip

        self.order_fields(["item", "price", "provider"])

    @property
    def item(self) -> ServiceItem | None:
        return self.items.get(self.cleaned_data["item"])

    @property
    def provider(self) -> Provider | None:
        return self.providers.get(self.cleaned_data["provider"])


class CountForm(forms.Form):
    month = Day(label=_("哪个月"), required=False, hint=_("写这个月里的任何一天。"))
    times = Whole(label=_("几次"))
    result = Text(label=_("结果"), most=200, hint=_("写办成了什么，不写是谁。可以不写。"))


class ProviderForm(forms.Form):
    name = Text(label=_("哪一家"), most=80)
    kind = Choice(label=_("哪一类"), choices=ProviderKind.choices)
    agreement = Text(label=_("凭什么协议"), most=200)
    since = Day(label=_("从哪天起"), required=False)
    until = Day(label=_("到哪天止"), required=False)


class RenewForm(forms.Form):
    """A further agreement with the same helper."""

    agreement = Text(label=_("凭什么协议"), most=200)
    since = Day(label=_("从哪天起"), required=False, hint=_("上一份到期的那天，或者更晚。"))
    until = Day(label=_("到哪天止"), required=False)


class EndForm(forms.Form):
    on = Day(label=_("到哪天结束"), required=False, hint=_("从这天起不再来帮。"))
    reason = Text(label=_("为什么结束"), rows=2, most=300)

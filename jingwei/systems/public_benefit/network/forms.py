"""What is typed about stations, staff, services and providers? The rules say what is amiss."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs.models import Unit
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.network.actions import Doorplate
from jingwei.systems.public_benefit.network.kinds import Level, ProviderKind, ServiceKind
from jingwei.systems.public_benefit.network.models import Provider, Station


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
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in units}
        self.fields["unit"] = Choice(
            label=_("哪个村或社区"), required=False,
            choices=[("", _("不是村、社区的站点")),
                     *((key, row.name) for key, row in self.units.items())],
        )  # fmt: skip
        self.order_fields(["name", "level", "unit", "place", "phone", "hours"])

    @staticmethod
    def started(row: Station) -> dict[str, Any]:
        return {
            "name": row.name, "level": row.level, "place": row.place, "phone": row.phone,
            "unit": str(row.unit.public_id) if row.unit else "", "version": row.version,
            "hours": hours.written([tuple(one) for one in row.hours]),
        }  # fmt: skip

    def door(self) -> Doorplate:
        said = self.cleaned_data
        rows, unread = hours.read(said["hours"])
        return Doorplate(
            name=said["name"], level=int(said["level"]), unit=self.units.get(said["unit"]),
            place=said["place"], phone=said["phone"], hours=rows, unread=unread,
        )  # fmt: skip


class CloseForm(forms.Form):
    reason = Text(label=_("为什么停"), rows=2, most=300)


class StaffForm(forms.Form):
    name = Text(label=_("谁在岗"), most=50)
    post = Text(label=_("岗位"), most=60, hint=_("例如“代办员”“调解员”。公开页不写姓名。"))


class ServiceForm(forms.Form):
    """One service on the board, with its price."""

    title = Text(label=_("什么服务"), most=60, hint=_("例如“农机预约”“缴费代办”。"))
    kind = Choice(label=_("哪一类"), choices=ServiceKind.choices)
    price = Text(label=_("价格"), most=60, hint=_("写在牌子上的，不收钱写“免费”。"))

    def __init__(self, *args: Any, providers: list[Provider], **more: Any) -> None:
        super().__init__(*args, **more)
        self.providers = {str(row.public_id): row for row in providers}
        self.fields["provider"] = Choice(
            label=_("谁来做"), required=False,
            choices=[("", _("站点自己")),
                     *((key, row.name) for key, row in self.providers.items())],
        )  # fmt: skip

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

"""What is typed about studios and what is brought there? The rules say what is amiss."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs.models import Unit
from jingwei.shell.orgs.fields import Choice, Day, Degrees, Text
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.degrees import DATUM_HINT
from jingwei.systems.public_benefit.studios.actions import Doorplate
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.systems.public_benefit.studios.models import DelegateStudio
from jingwei.work.matters.actions import Told


class StudioForm(forms.Form):
    """What stands at the door."""

    name = Text(label=_("工作室名称"), most=80)
    kind = Choice(label=_("哪一种"), choices=StudioKind.choices)
    place = Text(label=_("地点"), most=200, hint=_("网上的写怎样进，例如“社区网站首页”。"))
    phone = Text(label=_("电话"), most=30, hint=_("工作室的电话，不写个人的。"))
    hours = Text(
        label=_("接待时间"), rows=4, most=600,
        hint=_("一行一段，例如“周一 9:00-11:30”“周一至周五 14:00-17:00”。"),
    )  # fmt: skip
    longitude = Degrees(label=_("经度"), hint=DATUM_HINT)
    latitude = Degrees(label=_("纬度"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in units}
        self.fields["unit"] = Choice(
            label=_("在哪个社区或村"), required=False,
            choices=[("", _("请选一个")), *((key, row.name) for key, row in self.units.items())],
        )  # fmt: skip
        self.order_fields(
            ["name", "kind", "unit", "place", "phone", "hours", "longitude", "latitude"]
        )

    @staticmethod
    def started(row: DelegateStudio) -> dict[str, Any]:
        return {
            "name": row.name, "kind": row.kind, "unit": str(row.unit.public_id),
            "place": row.place, "phone": row.phone, "version": row.version,
            "hours": hours.written([tuple(one) for one in row.hours]),
            "longitude": row.longitude, "latitude": row.latitude,
        }  # fmt: skip

    def door(self) -> Doorplate:
        said = self.cleaned_data
        rows, unread = hours.read(said["hours"])
        return Doorplate(
            name=said["name"], kind=said["kind"], unit=self.units.get(said["unit"]),
            place=said["place"], phone=said["phone"], hours=rows, unread=unread,
            longitude=said["longitude"], latitude=said["latitude"],
        )  # fmt: skip


class DelegateForm(forms.Form):
    name = Text(label=_("哪位代表"), most=30, hint=_("写全姓名，从这个组织和下级的党员里找。"))
    consent_on = Day(
        label=_("本人同意公开姓名的日子"), required=False, hint=_("不同意就空着，公开页不写姓名。")
    )


class CloseForm(forms.Form):
    reason = Text(label=_("为什么停"), rows=2, most=300)


class ReceiveForm(forms.Form):
    """What somebody brings: only what it is about is needed."""

    proxy = Choice(label=_("请代表做什么"), choices=Proxy.choices)
    asked = Text(label=_("说的是什么事"), rows=4, most=2001)
    spot = Text(label=_("具体在哪里"), most=120, hint=_("可以不写。"))
    name = Text(label=_("怎样称呼"), most=50, hint=_("可以不留。"))
    phone = Text(label=_("联系电话"), most=30, hint=_("可以不留，凭回执看进度。"))
    mark = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def told(self, studio: DelegateStudio) -> Told:
        said = self.cleaned_data
        return Told(
            asked=said["asked"], place=studio.unit, spot=said["spot"], name=said["name"],
            phone=said["phone"],
        )  # fmt: skip

"""What is typed about agents and errands? The rules say what is amiss."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs.models import Unit
from jingwei.shell.orgs.fields import Choice, Text
from jingwei.systems.public_benefit.proxies.kinds import Handed
from jingwei.systems.public_benefit.proxies.models import ProxyAgent


class AgentForm(forms.Form):
    """Who runs errands, where, which ones."""

    name = Text(label=_("谁来代办"), most=30, hint=_("写全姓名，从这个组织和下级的党员里找。"))
    does = Text(
        label=_("能代办哪些事"), most=120, hint=_("例如“老年证、医保、水电缴费”。")
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.units = {str(row.public_id): row for row in units}
        self.fields["unit"] = Choice(
            label=_("在哪个社区或村"), required=False,
            choices=[("", _("请选一个")), *((key, row.name) for key, row in self.units.items())],
        )  # fmt: skip
        self.order_fields(["name", "unit", "does"])

    @property
    def unit(self) -> Unit | None:
        return self.units.get(self.cleaned_data["unit"])


class TakeForm(forms.Form):
    """Which agent takes the errand."""

    def __init__(self, *args: Any, agents: list[ProxyAgent], **more: Any) -> None:
        super().__init__(*args, **more)
        self.agents = {str(row.public_id): row for row in agents}
        self.fields["agent"] = Choice(
            label=_("哪位代办员接"), required=False,
            choices=[("", _("请选一位")),
                     *((key, f"{row.name}（{row.unit.name}）")
                       for key, row in self.agents.items())],
        )  # fmt: skip

    @property
    def agent(self) -> ProxyAgent | None:
        return self.agents.get(self.cleaned_data["agent"])


class HandForm(forms.Form):
    how = Choice(label=_("怎样交到本人手里的"), choices=Handed.choices)
    result = Text(label=_("办成了什么"), rows=2, most=300, hint=_("不写证件号码。"))

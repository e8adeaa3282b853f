"""What is asked about a unit? Plain forms; the rules stand in the kernel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.places import queries as places
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.shell.orgs.forms import BASIS_HINT, NONE_CHOSEN


class UnitForm(forms.Form):
    """A unit as it stands on file."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = Text(label=_("单位全称"), most=300)
    kind = Choice(label=_("单位类别"), choices=UnitKind.choices)
    code = Text(label=_("统一社会信用代码"), most=60, hint=_("18 位；老的登记号 15 位也可以。"))
    division = Text(label=_("区划代码"), most=20, hint=_("村、社区写 12 位统计代码。"))
    address = Text(label=_("地址"), most=400)
    phone = Text(label=_("电话"), most=60, attrs={"type": "tel"})
    headcount = Whole(label=_("从业人数"))
    on = Day(label=_("从哪天起"))

    def __init__(
        self, *args: Any, scope: Scope, org: Organisation, unit: Unit | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.scope, self.org, self.unit = scope, org, unit

    def clean_division(self) -> str:
        """The twelve digits of a code of usual length; the rule says whether it is in force."""
        typed = str(self.cleaned_data["division"]).strip()
        found = places.division(typed) if typed else None
        return found.code if found else typed

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        if self.unit is not None:
            return {"unit": self.unit, **told}
        told.pop("version")
        return {"org": self.org, **told}


class CloseForm(UnitForm):
    on = Day(label=_("从哪天起注销"))
    basis = Text(label=_("依据"), hint=_("例如登记机关的通知。"))
    name = kind = code = division = address = phone = headcount = None  # type: ignore[assignment]


class EntrustForm(CloseForm):
    other = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def clean_other(self) -> Organisation:
        code = str(self.cleaned_data["other"]).strip()
        found = queries.organisation(self.scope, code) if code else None
        if found is None:
            raise forms.ValidationError(NONE_CHOSEN)
        return found

    def told(self) -> dict[str, Any]:
        told = super().told()
        told["org"] = told.pop("other")
        return told


def initial(unit: Unit) -> dict[str, Any]:
    """What the form of a unit on file shows before anything is typed."""
    return {
        "version": unit.version, "name": unit.name, "kind": unit.kind,
        "code": unit.code or unit.legacy_code, "division": unit.division_id or "",
        "address": unit.address, "phone": unit.phone, "headcount": unit.headcount,
    }  # fmt: skip

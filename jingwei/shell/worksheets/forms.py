"""What is asked to begin a worksheet? The ends by code, new ones by name; the rules check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.worksheets.actions import Fresh
from jingwei.kernel.worksheets.models import Worksheet
from jingwei.shell.orgs.fields import Choice, Day, Text

NEW = 3


class BeginForm(forms.Form):
    """``sources`` and ``targets`` are codes, one a line; up to three new organisations."""

    kind = Choice(label=_("怎样调整"), choices=Worksheet.Kind.choices)
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=_("例如上级批复的文号。"))
    sources = Text(label=_("原组织的编码"), rows=3, most=600, hint=_("每行一个。合并写两个以上。"))
    targets = Text(
        label=_("接收的现有组织的编码"), rows=2, most=600,
        hint=_("每行一个，可以不写。原组织保留的，这里再写一次。"),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope = scope
        for n in range(1, NEW + 1):
            self.fields[f"name_{n}"] = Text(label=_("新组织全称"), most=300)
            self.fields[f"code_{n}"] = Text(label=_("新组织编码"), most=60)
            self.fields[f"kind_{n}"] = Choice(
                label=_("新组织类别"), choices=[("", _("没有选")), *OrgKind.choices],
                required=False,
            )  # fmt: skip

    def clean_sources(self) -> list[Organisation]:
        return self._found("sources")

    def clean_targets(self) -> list[Organisation]:
        return self._found("targets")

    def _found(self, name: str) -> list[Organisation]:
        found = []
        for code in str(self.cleaned_data[name]).split():
            org = queries.organisation(self.scope, code)
            if org is None:
                raise forms.ValidationError(_("没有找到编码为%(code)s的组织，请核对。"),
                                            params={"code": code})  # fmt: skip
            found.append(org)
        return found

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        rows = [[said[f"{part}_{n}"].strip() for part in ("name", "code", "kind")]
                for n in range(1, NEW + 1)]  # fmt: skip
        return {
            "kind": said["kind"], "on": said["on"], "basis": said["basis"],
            "sources": said["sources"], "targets": said["targets"],
            "fresh": [Fresh(*row) for row in rows if any(row)],
        }  # fmt: skip

    def fresh_fields(self) -> list[list[Any]]:
        return [[self[f"{part}_{n}"] for part in ("name", "code", "kind")]
                for n in range(1, NEW + 1)]  # fmt: skip

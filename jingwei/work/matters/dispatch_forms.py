"""What is typed about a rule of dispatch?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Refused
from jingwei.shell import words
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.work.matters.dispatch import RuleTold
from jingwei.work.matters.kinds import Category, Kind, OnDays

ANY = ("", _("都算"))


class Hour(forms.TimeField):
    def __init__(self, *, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label, required=False, help_text=hint,
            widget=forms.TimeInput({"class": "input num", "placeholder": "17:30"}),
            input_formats=["%H:%M", "%H:%M:%S"],
            error_messages={"invalid": _("钟点这样写：17:30。")},
        )  # fmt: skip


class RuleForm(forms.Form):
    """Empty conditions fit everything."""

    position = Whole(label=_("次序"), hint=_("小的先看，第一条合上的算数。"))
    kind = Choice(label=_("哪一种"), choices=[ANY, *Kind.choices], required=False)
    category = Choice(
        label=_("类别"), choices=[ANY, *Category.choices], required=False,
        hint=_("类别受理时才定；选了类别，受理时才分派。"),
    )  # fmt: skip
    place = Text(label=_("地方"), most=120, hint=_("社区或者村的全名；不写都算。"))
    days = Choice(label=_("哪些天"), choices=[ANY, *OnDays.choices], required=False)
    begins = Hour(label=_("从几点"), hint=_("可以过夜，比如17:30到08:30。"))
    ends = Hour(label=_("到几点"))
    to = Text(label=_("归哪个组织办（代码）"), most=60)
    to_lead = forms.BooleanField(
        label=_("同时请网格牵头人"), required=False,
        help_text=_("地方在哪个网格，就请那个网格的牵头人。"),
    )  # fmt: skip
    why = Text(label=_("为什么归它办"), most=200, hint=_("办理的人在诉求上看到这句。"))
    since = Day(label=_("从哪天起"), required=False)
    reason = Text(label=_("为什么定这条规则"), most=300, hint=_("记在台账里。"))

    def told(self) -> RuleTold:
        self.is_valid()
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        return RuleTold(
            position=said["position"], since=said["since"], begins=said["begins"],
            ends=said["ends"], to_lead=bool(said["to_lead"]),
            **{name: said[name] or "" for name in
               ("kind", "category", "place", "days", "to", "why", "reason")},
        )  # fmt: skip

    def pointed(self, refusal: Refused) -> Refused:
        """Findings of the rules stand at their fields too."""
        for finding in refusal.findings:
            name = str(finding.params.get("field", ""))
            if name in self.fields and not self.errors.get(name):
                self.add_error(name, words.sentence(finding))
        return refusal

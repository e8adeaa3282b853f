"""What is typed about careers, reserves and problems? Findings of the rules say what is amiss."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.people.kinds import Title
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.systems.competence.careers.kinds import CadreKind, Source
from jingwei.systems.competence.careers.models import GradeRule

WHO = _("写全姓名，从这个组织和下级的党员里找。")


class EnterForm(forms.Form):
    """Which post is put under the scheme."""

    kind = Choice(
        label=_("哪一类"), required=False, choices=[("", _("请选一类")), *CadreKind.choices]
    )
    source = Choice(
        label=_("从哪里来"), required=False, choices=[("", _("不清楚")), *Source.choices]
    )

    def __init__(self, *args: Any, positions: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.positions = {str(row.public_id): row for row in positions}
        self.fields["position"] = Choice(
            label=_("哪个任职"), required=False,
            choices=[
                ("", _("请选一个")),
                *((key, f"{row.org} {row.post} {row.name}") for key, row in
                  self.positions.items()),
            ],
        )  # fmt: skip
        self.order_fields(["position", "kind", "source"])

    @property
    def position(self) -> Any:
        return self.positions.get(self.cleaned_data["position"])


class GradeForm(forms.Form):
    """A grade of the local rule in force, with what it rests on."""

    evidence = Text(
        label=_("依据的事实"),
        rows=3,
        most=600,
        hint=_("例如任职年限、学历、办成的事；附件不用传。"),
    )
    since = Day(label=_("从哪天起"), required=False)
    pay_band = Text(label=_("报酬档次"), most=40, hint=_("可以不写。"))
    basis = Text(label=_("定级的文件"), most=200)

    def __init__(self, *args: Any, rule: GradeRule | None, **more: Any) -> None:
        super().__init__(*args, **more)
        grades = rule.grades if rule else []
        self.fields["grade"] = Choice(
            label=_("定为"), required=False,
            choices=[("", _("请选一级")), *((one["code"], one["title"]) for one in grades)],
        )  # fmt: skip
        self.order_fields(["grade", "since", "evidence", "pay_band", "basis"])


class RuleForm(forms.Form):
    """A local rule: one grade a line, the lowest first, ``名称：要求``."""

    title = Text(label=_("办法名称"), most=120)
    basis = Text(label=_("依据的文件"), most=200)
    since = Day(label=_("从哪天起施行"), required=False)
    grades = Text(
        label=_("各级和要求"),
        rows=6,
        most=2000,
        hint=_("一行一级，从低到高，例如“三级：任职满3年”。"),
    )

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "grades": tuple(_split(said["grades"]))}


def _split(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.splitlines():
        if line.strip():
            name, _colon, asks = line.strip().replace(":", "：").partition("：")
            found.append((name.strip(), asks.strip()))
    return found


class ReviewForm(forms.Form):
    year = Whole(label=_("哪一年"))


class LeaveForm(forms.Form):
    on = Day(label=_("从哪天起退出"))
    reason = Text(label=_("原因"), rows=2, most=300)


class ReserveForm(forms.Form):
    """Named with consent, helped by somebody, with a plan."""

    name = Text(label=_("培养谁"), most=30, hint=WHO)
    title = Choice(label=_("培养做什么"), choices=Title.choices[:8])
    consent_on = Day(label=_("本人哪天同意的"), required=False)
    helper = Text(label=_("谁来帮"), most=30, hint=WHO)
    plan = Text(label=_("怎样帮"), rows=4, most=600)


class ReasonForm(forms.Form):
    reason = Text(label=_("原因"), rows=2, most=300)


class ProblemForm(forms.Form):
    title = Text(label=_("是什么问题"), most=120)
    words = Text(label=_("具体情况"), rows=3, most=600)
    affected = Text(label=_("关系到哪些人"), most=120, hint=_("例如“3号楼的住户”，不写个人隐私。"))
    owner = Text(label=_("谁负责"), most=30, hint=WHO)
    due_on = Day(label=_("哪天前解决"), required=False)


class ChangeForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    owner = Text(label=_("谁负责"), most=30, hint=WHO)
    due_on = Day(label=_("哪天前解决"), required=False)
    reason = Text(label=_("为什么改"), rows=2, most=300)


class HandoverForm(forms.Form):
    successor = Text(label=_("交给谁"), most=30, hint=WHO)
    on = Day(label=_("哪天交接"), required=False)
    words = Text(label=_("要交代的"), rows=4, most=600)


class OwnWordsForm(forms.Form):
    words = Text(label=_("我的话"), rows=8, most=2000)

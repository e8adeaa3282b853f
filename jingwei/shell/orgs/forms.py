"""What is asked for each change of an organisation? Plain forms; the rules stand in the kernel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.kinds import BRANCHES, TIED_BY_HAND, EdgeKind, OrgKind, Situation
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.orgs.rules import place_findings
from jingwei.shell.orgs.events import tie_words
from jingwei.shell.orgs.fields import Choice, Day, LooseDay, Text

NONE_CHOSEN = _("请先搜索，再从结果里选一个。")
BASIS_HINT = _("例如上级批复的文号。")


class Act(forms.Form):
    """A change; ``version`` says which version of the organisation was on the page."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scope: Scope, org: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope, self.org = scope, org

    def told(self) -> dict[str, Any]:
        """The values for the action."""
        return dict(self.cleaned_data)


class FoundForm(Act):
    name = Text(label=_("组织全称"), most=300, hint=_("写印章上的名称。"))
    short_name = Text(label=_("简称"), most=150)
    code = Text(label=_("组织编码"), most=60, hint=_("字母、数字和横线，全市不重复，以后不改。"))
    kind = Choice(label=_("组织类别"), choices=OrgKind.choices)
    founded = LooseDay(label=_("成立日期"), hint=_("只知道年月也可以，写 2010-07。"))
    due_on = Day(label=_("换届日期"), required=False, hint=_("任期届满的那一天。"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Only kinds that may stand here are offered; what is sent all the same the rule refuses.
        kinds = [kind for kind in OrgKind if not place_findings(kind, self.org.kind)]
        usual = [kind for kind in kinds if kind in (*BRANCHES, OrgKind.PARTY_GROUP)]
        first = usual[:1]
        rest = [kind for kind in kinds if kind not in first]
        self.fields["kind"].widget.choices = [(kind, kind.label) for kind in [*first, *rest]]

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        told["founded_on"], told["precision"] = told.pop("founded")
        return {"parent": self.org, **told}


class RenameForm(Act):
    name = Text(label=_("组织全称"), most=300)
    short_name = Text(label=_("简称"), most=150)
    kind = Choice(label=_("组织类别"), choices=OrgKind.choices)
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def told(self) -> dict[str, Any]:
        return {"org": self.org, **super().told()}


class ChoosingForm(Act):
    """A change that names another organisation: typed as a code or chosen from a search."""

    WHO = "parent"
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
        told[self.WHO] = told.pop("other")
        return {"org": self.org, **told}


class MoveForm(ChoosingForm):
    """Another superior."""


class DualForm(ChoosingForm):
    """A second manager; has no version, for nothing of the organisation itself changes."""

    WHO = "host"

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        return told


class EndDualForm(DualForm):
    """Which second manager's part ends; one of those there are."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        now = [
            (tie.code, tie.name)
            for tie in queries.ties(self.org)
            if tie.kind == EdgeKind.DUAL_MANAGES and tie.until is None and tie.other_is_host
        ]
        self.fields["other"] = Choice(label=_("结束哪一家的管理"), choices=now)
        self.order_fields(["other", "on", "basis"])


SIDES = (
    ("guides", True, _("对方是业务指导单位")),
    ("guides", False, _("对方由本组织业务指导")),
    ("joined_with", True, _("联建")),
    ("co_governs", True, _("共治")),
    ("hosts", True, _("驻在对方辖区")),
    ("hosts", False, _("对方驻在本组织辖区")),
)
"""Kind of a tie, whether the other end is its upper one, and how a person says so."""


class TieForm(ChoosingForm):
    """A tie of any other kind; ``side`` says the kind and which end the other one is."""

    side = Choice(
        label=_("对方和本组织是什么关系"),
        choices=[(f"{kind}:{int(upper)}", label) for kind, upper, label in SIDES],
    )
    field_order = ("side", "other", "on", "basis")

    def told(self) -> dict[str, Any]:
        told = Act.told(self)
        told.pop("version")
        other, (kind, upper) = told.pop("other"), told.pop("side").split(":")
        org, host = (self.org, other) if upper == "1" else (other, self.org)
        return {"org": org, "host": host, "kind": kind, **told}


class UntieForm(Act):
    """Which tie ends; one of those there are."""

    tie = Choice(label=_("结束哪一种关系"), choices=())
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.ties = {
            str(tie.id): tie
            for tie in queries.ties(self.org)
            if tie.until is None and tie.kind in TIED_BY_HAND and tie.in_sight
        }
        self.fields["tie"] = Choice(
            label=_("结束哪一种关系"),
            choices=[(key, f"{tie_words(tie)}：{tie.name}") for key, tie in self.ties.items()],
        )
        self.order_fields(["tie", "on", "basis"])

    def told(self) -> dict[str, Any]:
        told = super().told()
        told.pop("version")
        tie = self.ties[told.pop("tie")]
        other = Organisation.objects.within(self.scope).get(pk=tie.other_id)
        org, host = (self.org, other) if tie.other_is_host else (other, self.org)
        return {"org": org, "host": host, "kind": tie.kind, **told}


class DissolveForm(Act):
    on = Day(label=_("从哪天起撤销"))
    basis = Text(label=_("依据"), hint=BASIS_HINT)

    def told(self) -> dict[str, Any]:
        return {"org": self.org, **super().told()}


class TermForm(Act):
    on = Day(label=_("换届选举的日期"))
    due_on = Day(label=_("任期至"))
    basis = Text(label=_("依据"), hint=_("延期换届要写批准的文号。"))

    def told(self) -> dict[str, Any]:
        return {"org": self.org, **super().told()}


class EndTermForm(DissolveForm):
    on = Day(label=_("任期在哪天结束"))


class ContactForm(Act):
    contact = Text(label=_("联系人"), most=100)
    phone = Text(label=_("电话"), most=60, hint=_("手机号，或区号加号码。"), attrs={"type": "tel"})

    def told(self) -> dict[str, Any]:
        return {"org": self.org, **super().told()}


class UnitOfForm(Act):
    """In which unit an organisation is set up; an empty unit says none of its own."""

    situation = Choice(label=_("所在单位情况"), choices=[("", _("没有填")), *Situation.choices])
    unit = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["situation"].required = False

    def clean_unit(self) -> Unit | None:
        said = str(self.cleaned_data["unit"]).strip()
        if not said:
            return None
        found = queries.unit(self.scope, said)
        if found is None:
            raise forms.ValidationError(NONE_CHOSEN)
        return found

    def told(self) -> dict[str, Any]:
        return {"org": self.org, **super().told()}

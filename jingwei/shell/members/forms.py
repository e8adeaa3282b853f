"""What is asked of a member and for each change? Plain forms; the rules stand in the kernel."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries as orgs
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people.kinds import Began, Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.rules import Details, Known
from jingwei.kernel.privacy import reveal
from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY
from jingwei.shell import words
from jingwei.shell.members.columns import PRECISIONS
from jingwei.shell.orgs.fields import Choice, Day, LooseDay, Text

NOT_SAID: Final = ("", _("没有填"))
DAY_HINT: Final = _("只知道年月也可以，写 1985-07。")
CONFIRMED: Final = _("我核对过，情况属实")
CHOOSE_FIRST: Final = _("请先搜索，再从结果里选一个。")


class MaybeDay(LooseDay):
    """A day known to the day, month or year, or not at all."""

    def clean(self, value: Any) -> Known | None:  # type: ignore[override]
        if not str(value or "").strip():
            return None
        day, precision = super().clean(value)
        return Known(day, precision)


def _coded(label: Any, titles: Mapping[str, str]) -> Choice:
    return Choice(label=label, choices=[NOT_SAID, *titles.items()], required=False)


class DetailsForm(forms.Form):
    """The file as a person fills it in. What is sealed is not shown: empty leaves it as it is."""

    name = Text(label=_("姓名"), most=100, hint=_("照证件写，名字里的点写“·”。"))
    sex = Choice(label=_("性别"), choices=[("0", _("没有填")), ("1", _("男")), ("2", _("女"))],
                 required=False)  # fmt: skip
    ethnicity = _coded(_("民族"), ETHNICITY.titles)
    birth = MaybeDay(label=_("出生日期"), required=False, hint=DAY_HINT)
    education = _coded(_("学历"), EDUCATION.titles)
    degree = _coded(_("学位"), DEGREE.titles)
    joined = MaybeDay(label=_("入党日期"), required=False, hint=DAY_HINT)
    full = MaybeDay(label=_("转正日期"), required=False, hint=_("预备党员不填。"))
    native_place = Text(label=_("籍贯"), most=120)
    work_post = Text(label=_("工作岗位"), most=120)
    unit_title = Text(label=_("工作单位及职务"), most=240)
    phone = Text(label=_("手机"), most=40, attrs={"type": "tel"})
    landline = Text(label=_("固定电话"), most=40, hint=_("写上区号。"), attrs={"type": "tel"})
    address = Text(label=_("家庭住址"), most=400, hint=_("写到门牌号。"))
    floating_to = Text(
        label=_("外出流向"), most=120, hint=_("外出六个月以上、关系没有转走的才填。")
    )
    lost = MaybeDay(label=_("失去联系日期"), required=False)
    confirmed = forms.BooleanField(
        label=CONFIRMED, required=False, widget=forms.CheckboxInput({"class": "check"})
    )

    def __init__(self, *args: Any, scope: Scope, doubtful: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope, self.doubtful = scope, doubtful

    @property
    def shown(self) -> list[Any]:
        """The fields to draw; the second look is asked for only where something is doubtful."""
        return [field for field in self if field.name != "confirmed" or self.doubtful]

    def details(self) -> Details:
        told = self.cleaned_data
        return Details(**{name: told[name] for name in Details.__dataclass_fields__})


class RegisterForm(DetailsForm):
    """A new file: also branch, number, category and how the member came."""

    org = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    id_number = Text(
        label=_("身份证号"),
        most=40,
        hint=_("没有可以先空着，名册里会标出来。"),
        attrs={"inputmode": "text"},
    )
    category = Choice(label=_("人员类别"), choices=Category.choices, required=False)
    began = Choice(
        label=_("怎样到本支部"), required=False,
        choices=[(one.value, one.label) for one in
                 (Began.TRANSFERRED_IN, Began.ADMITTED, Began.RESTORED, Began.OPENING)],
    )  # fmt: skip
    on = Day(label=_("从哪天起"))
    basis = Text(label=_("依据"), hint=_("例如介绍信或批复的文号。"))

    field_order = ("org", "name", "id_number", "sex", "birth", "ethnicity", "category", "joined",
                   "full", "began", "on", "basis")  # fmt: skip

    def clean_org(self) -> Organisation:
        code = str(self.cleaned_data["org"]).strip()
        found = orgs.organisation(self.scope, code) if code else None
        if found is None:
            raise forms.ValidationError(CHOOSE_FIRST)
        return found

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("org", "id_number", "category", "began", "on", "basis", "confirmed")
        return {"details": self.details(), **{name: data[name] for name in names}}


class EditForm(DetailsForm):
    """A file put right. Each sealed field can be emptied on purpose."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = Text(label=_("为什么改"), hint=_("例如核对了身份证。"))
    erase = forms.MultipleChoiceField(
        label=_("清空这些（不填不等于清空）"), required=False,
        choices=[(name, reveal.FIELDS[name]) for name in files.SEALED],
        widget=forms.CheckboxSelectMultiple({"class": "check"}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in files.SEALED:
            tail = f"{_('现在的尾号')} {person.phone_tail}，" if name == "phone" else ""
            kept = getattr(person, name) is not None
            if kept:
                self.fields[name].help_text = f"{tail}{_('不改就空着。')}"
        if not any(getattr(person, name) for name in files.SEALED):
            del self.fields["erase"]

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "details": self.details(), "erase": tuple(data.get("erase", ())),
            "reason": data["reason"], "confirmed": data["confirmed"], "version": data["version"],
        }  # fmt: skip


def initial_of(person: Person) -> dict[str, Any]:
    """What the edit form shows before anything is typed; nothing that is sealed."""
    told: dict[str, Any] = {name: getattr(person, name) for name in files.PLAIN}
    for field in files.DAYS:
        known = files.known(person, field)
        told[field] = words.day(known.day, PRECISIONS[known.precision]) if known else ""
    return told | {"version": person.version}

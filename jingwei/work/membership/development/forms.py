"""What is typed of an applicant? Each thing once; what the number says is not asked again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.membership.development.actions import PLAIN, Told
from jingwei.work.membership.development.kinds import Politics
from jingwei.work.membership.development.models import Development

NOT_SAID = ("", _("没有填"))
KEPT = _("已有的不显示；空着就不改。")


class ApplicantForm(forms.Form):
    """An applicant's details; on a new application also the day of the application."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = Text(label=_("姓名"), most=50, hint=_("照证件写，名字里的点写“·”。"))
    applied_on = Day(label=_("申请入党日期"), required=False, hint=_("书面申请书上的日期。"))
    id_number = Text(label=_("身份证号"), most=40, hint=_("填了号码，性别和出生日期就不用再填。"))
    sex = Choice(label=_("性别"), choices=[("0", _("没有填")), ("1", _("男")), ("2", _("女"))],
                 required=False)  # fmt: skip
    birth_on = Day(label=_("出生日期"), required=False)
    ethnicity = Choice(label=_("民族"), choices=[NOT_SAID, *ETHNICITY.titles.items()],
                       required=False)  # fmt: skip
    education = Choice(label=_("学历"), choices=[NOT_SAID, *EDUCATION.titles.items()],
                       required=False)  # fmt: skip
    degree = Choice(label=_("学位"), choices=[NOT_SAID, *DEGREE.titles.items()], required=False)
    politics = Choice(label=_("政治面貌"), choices=[NOT_SAID, *Politics.choices], required=False)
    native_place = Text(label=_("籍贯"), most=60)
    unit_title = Text(label=_("工作单位及职务"), most=120)
    work_post = Text(label=_("工作岗位"), most=60)
    league_on = Day(label=_("入团日期"), required=False)
    worked_on = Day(label=_("参加工作日期"), required=False)
    phone = Text(label=_("手机"), most=40, attrs={"type": "tel"})
    address = Text(label=_("家庭住址"), most=200)
    background = Text(label=_("背景信息"), rows=2, most=300)
    is_talent = forms.BooleanField(
        label=_("推优育苗"),
        required=False,
        widget=forms.CheckboxInput({"class": "check"}),
        help_text=_("只作记号，不改变顺序、条件和期限。"),
    )

    def __init__(self, *args: Any, row: Development | None = None, **more: Any) -> None:
        if row is not None:
            more.setdefault("initial", _initial(row))
        super().__init__(*args, **more)
        if row is not None:
            del self.fields["applied_on"]
            for name in ("id_number", "phone", "address"):
                self.fields[name].help_text = KEPT

    def told(self) -> Told:
        found = {
            name: value
            for name in Told.__dataclass_fields__
            if (value := self.cleaned_data.get(name)) not in (None, "")
        }
        return Told(**{"name": "", **found})


def _initial(row: Development) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    for name in ("birth_on", "league_on", "worked_on"):
        found[name] = found[name].isoformat() if found[name] else ""
    return found | {"version": row.version}

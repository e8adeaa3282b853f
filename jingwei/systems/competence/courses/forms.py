"""What is typed about courses, surveys and classes? Findings of the rules say what is amiss."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.systems.competence.courses import queries
from jingwei.systems.competence.courses.actions import Told
from jingwei.systems.competence.courses.kinds import ProgrammeState, TargetGroup, Topic, Use
from jingwei.systems.competence.courses.rules import Day as ClassDay
from jingwei.work.meetings.forms import Clock

DAYS = 6


class Hours(forms.DecimalField):
    def __init__(self) -> None:
        super().__init__(
            label=_("学时"), required=False, max_digits=4, decimal_places=1, min_value=0,
            widget=forms.TextInput({"class": "input num w-xs", "inputmode": "decimal"}),
            error_messages={"invalid": _("学时写数字，例如2或1.5。")},
        )  # fmt: skip


def _ticks(label: Any, choices: Any, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, help_text=hint,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class CourseForm(forms.Form):
    """One entry of the catalogue with its days; empty rows of days are left out."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = Text(label=_("课程名称"), most=120)
    topic = Choice(label=_("内容"), choices=Topic.choices)
    teacher = Text(label=_("谁来讲"), most=60)
    place = Text(label=_("在哪里上"), most=120)
    seats = Whole(label=_("名额"))
    until = Day(label=_("报名到哪天"), required=False)
    about = Text(label=_("讲什么、带什么"), rows=3, most=600)
    contact = Text(label=_("找谁问"), most=60, hint=_("姓名和办公电话。"))
    groups = _ticks(_("面向"), TargetGroup.choices, _("不选就是都可以报。"))

    def __init__(self, *args: Any, scope: Scope, path: str, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = queries.programmes(scope).filter(org_path=path).exclude(
            state__in=(ProgrammeState.DONE, ProgrammeState.CANCELLED)
        )  # fmt: skip
        self.programmes = {str(row.public_id): row for row in rows}
        self.fields["programme"] = Choice(
            label=_("属于哪个培训班"), required=False,
            choices=[("", _("单独开的课")), *((key, row.title) for key, row in
                                          self.programmes.items())],
        )  # fmt: skip
        for n in range(1, DAYS + 1):
            self.fields[f"d{n}_on"] = Day(label=_("哪天"), required=False)
            self.fields[f"d{n}_starts"] = Clock(label=_("开始"))
            self.fields[f"d{n}_ends"] = Clock(label=_("结束"))
            self.fields[f"d{n}_hours"] = Hours()
            self.fields[f"d{n}_subject"] = Text(label=_("这次讲什么"), most=120)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, DAYS + 1):
            parts = [said.get(f"d{n}_{name}") for name in ("on", "starts", "ends", "hours")]
            if any(parts) and not all(parts):
                self.add_error(f"d{n}_on", _("一次课要写齐日期、开始、结束和学时。"))
        return said

    def day_rows(self) -> list[dict[str, Any]]:
        return [
            {"n": n, **{name: self[f"d{n}_{name}"] for name in
                        ("on", "starts", "ends", "hours", "subject")}}
            for n in range(1, DAYS + 1)
        ]  # fmt: skip

    def plain(self) -> list[Any]:
        return [field for field in self if not field.name.startswith("d") and not field.is_hidden]

    def told(self, former: Told | None = None) -> Told:
        said = self.cleaned_data
        return Told(
            title=said["title"], topic=said["topic"], teacher=said["teacher"],
            seats=said["seats"] or 0, until=said["until"], place=said["place"],
            about=said["about"], contact=said["contact"], groups=tuple(said["groups"]),
            teacher_file=former.teacher_file if former else None,
            programme=self.programmes.get(said["programme"]),
            days=tuple(
                ClassDay(said[f"d{n}_on"], said[f"d{n}_starts"], said[f"d{n}_ends"],
                         said[f"d{n}_hours"], said[f"d{n}_subject"])
                for n in range(1, DAYS + 1)
                if said[f"d{n}_on"]
            ),
        )  # fmt: skip


def initial_of(told: Told) -> dict[str, Any]:
    """What is on record, as the form shows it."""
    start: dict[str, Any] = {
        "title": told.title, "topic": told.topic, "teacher": told.teacher, "place": told.place,
        "seats": told.seats, "until": told.until.isoformat() if told.until else "",
        "about": told.about, "contact": told.contact, "groups": list(told.groups),
        "programme": str(told.programme.public_id) if told.programme else "",
    }  # fmt: skip
    for n, day in enumerate(told.days, 1):
        start |= {
            f"d{n}_on": day.on.isoformat(), f"d{n}_starts": f"{day.starts:%H:%M}",
            f"d{n}_ends": f"{day.ends:%H:%M}", f"d{n}_hours": _plain(day.hours),
            f"d{n}_subject": day.subject,
        }  # fmt: skip
    return start


def _plain(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


class FeedbackForm(forms.Form):
    """Without a name and without a number; words are left to the learner."""

    use = forms.ChoiceField(
        label=_("学的东西用得上吗"), required=False, choices=Use.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = Text(label=_("想说的话"), rows=3, most=300, hint=_("不记名，老师满几份才看得到。"))


class NeedForm(forms.Form):
    topics = _ticks(_("想学什么"), Topic.choices)
    words = Text(label=_("具体说说"), rows=2, most=300)


class SurveyForm(forms.Form):
    title = Text(label=_("征集什么"), most=120)
    words = Text(label=_("给大家的话"), rows=2, most=300)
    opens_on = Day(label=_("从哪天"))
    closes_on = Day(label=_("到哪天"))


class ProgrammeForm(forms.Form):
    title = Text(label=_("班名"), most=120)
    group = Choice(
        label=_("面向"), required=False, choices=[("", _("请选一类")), *TargetGroup.choices]
    )
    year = Whole(label=_("年份"))
    aim = Text(label=_("想解决什么"), rows=2, most=300)
    is_model = forms.BooleanField(label=_("算示范班"), required=False)

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "year": self.cleaned_data["year"] or 0}


class AddForm(forms.Form):
    """Somebody is put on the roster by the organiser, after saying yes."""

    find = Text(label=_("姓名"), most=30, hint=_("写全姓名，从您管得到的党员里找。"))
    agreed = forms.BooleanField(label=_("问过本人，本人同意"), required=False)
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)


def survey_start(today: date) -> dict[str, str]:
    return {"opens_on": today.isoformat()}

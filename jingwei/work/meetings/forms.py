"""What is typed about a gathering? The roster is ticked; nothing on it is asked that is on file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.work.meetings.actions import Counted, Decided, Told
from jingwei.work.meetings.kinds import Excuse, Kind, Presence, TalkKind, Way
from jingwei.work.meetings.queries import Expected

VOTES, RESOLUTIONS = 3, 4
COUNTS = ("issued", "returned", "valid", "yes", "no", "abstained")
COUNT_LABELS = {
    "issued": _("发出"), "returned": _("收回"), "valid": _("有效"), "yes": _("同意"),
    "no": _("不同意"), "abstained": _("弃权"),
}  # fmt: skip


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=100_000,
        widget=forms.TextInput({"class": "input num w-xs", "inputmode": "numeric"}),
        error_messages={"invalid": _("这里要写数字。")},
    )  # fmt: skip


class Clock(forms.TimeField):
    """A time of day: ``9:00``, ``09:00``."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(
            label=label, required=False, input_formats=["%H:%M", "%H：%M", "%H%M"],
            widget=forms.TimeInput({"class": "input num w-xs", "placeholder": "09:00"}),
            error_messages={"invalid": _("时间这样写：09:00。")},
        )  # fmt: skip


class MeetingForm(forms.Form):
    """One gathering: ``holds`` are the kinds this organ may hold, ``roster`` who is expected."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on = Day(label=_("哪天开的"))
    starts = Clock(label=_("开始"))
    ends = Clock(label=_("结束"))
    topic = Text(label=_("议题"), most=120)
    venue = Text(label=_("地点"), most=120)
    guests = Text(label=_("列席人"), most=300, hint=_("不在名册上的人写在这里，用顿号隔开。"))

    def __init__(
        self, *args: Any, holds: frozenset[str], roster: list[Expected], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.holds, self.roster = holds, roster
        choices = [(kind.value, kind.label) for kind in Kind if kind.value in holds]
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("会议类型"), required=False, choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        people = [("", _("请选一个人")), *((str(line.id), line.name) for line in roster)]
        for name, label in (("chair", _("主持人")), ("recorder", _("记录人"))):
            self.fields[name] = Choice(label=label, choices=people, required=False)
        for kind in Kind:
            if kind.value in holds:
                self.fields[f"said_{kind.value}"] = Text(label=kind.label, rows=4, most=8000)
        for line in roster:
            self.fields[f"p_{line.id}"] = forms.ChoiceField(
                label=line.name, required=False, choices=Presence.choices
            )
            self.fields[f"w_{line.id}"] = forms.ChoiceField(
                required=False, choices=[("", ""), *Excuse.choices]
            )
        for n in range(1, VOTES + 1):
            self._add_vote(n)
        for n in range(1, RESOLUTIONS + 1):
            self.fields[f"r{n}_text"] = Text(label=_("决定了什么"), most=300)
            self.fields[f"r{n}_owner"] = Choice(label=_("谁来办"), choices=people, required=False)
            self.fields[f"r{n}_due"] = Day(label=_("什么时候办好"), required=False)

    def _add_vote(self, n: int) -> None:
        self.fields[f"v{n}_subject"] = Text(label=_("表决什么"), most=200)
        self.fields[f"v{n}_way"] = Choice(label=_("方式"), choices=Way.choices, required=False)
        for count in COUNTS:
            self.fields[f"v{n}_{count}"] = _number(COUNT_LABELS[count])

    def told(self) -> Told:
        """The typed values for the action."""
        said = self.cleaned_data
        marks = {line.id: said.get(f"p_{line.id}") or "" for line in self.roster}
        return Told(
            kinds=tuple(said["kinds"]), on=said["on"], topic=said["topic"], starts=said["starts"],
            ends=said["ends"], venue=said["venue"], guests=said["guests"],
            chair=int(said["chair"]) if said["chair"] else None,
            recorder=int(said["recorder"]) if said["recorder"] else None,
            agenda=tuple(
                {"kind": kind, "title": str(Kind(kind).label), "said": text}
                for kind in said["kinds"]
                if (text := said.get(f"said_{kind}", "").strip())
            ),
            present=tuple(who for who, how in marks.items() if how == Presence.PRESENT),
            excused=tuple(who for who, how in marks.items() if how == Presence.EXCUSED),
            absent=tuple(who for who, how in marks.items() if how == Presence.ABSENT),
            excuses=tuple(
                (who, said.get(f"w_{who}") or "")
                for who, how in marks.items()
                if how == Presence.EXCUSED
            ),
            votes=tuple(self._votes()),
            resolutions=tuple(
                Decided(
                    said[f"r{n}_text"], int(said[f"r{n}_owner"]) if said[f"r{n}_owner"] else None,
                    said[f"r{n}_due"],
                )
                for n in range(1, RESOLUTIONS + 1)
                if said[f"r{n}_text"]
            ),
        )  # fmt: skip

    def _votes(self) -> Iterator[Counted]:
        said = self.cleaned_data
        for n in range(1, VOTES + 1):
            counts = [said.get(f"v{n}_{count}") for count in COUNTS]
            if said[f"v{n}_subject"] or any(counts):
                yield Counted(
                    said[f"v{n}_subject"], said[f"v{n}_way"] or Way.BALLOT,
                    *(count or 0 for count in counts),
                )  # fmt: skip

    # What the template walks over.

    def agenda_fields(self) -> list[tuple[str, Any]]:
        held = [kind.value for kind in Kind if kind.value in self.holds]
        return [(kind, self[f"said_{kind}"]) for kind in held]

    def lines(self) -> list[dict[str, Any]]:
        return [
            {"person": line, "how": self[f"p_{line.id}"], "why": self[f"w_{line.id}"]}
            for line in self.roster
        ]

    def vote_rows(self) -> list[dict[str, Any]]:
        return [
            {"n": n, "subject": self[f"v{n}_subject"], "way": self[f"v{n}_way"],
             "counts": [self[f"v{n}_{count}"] for count in COUNTS]}
            for n in range(1, VOTES + 1)
        ]  # fmt: skip

    def resolution_rows(self) -> list[dict[str, Any]]:
        return [
            {"n": n, "text": self[f"r{n}_text"], "owner": self[f"r{n}_owner"],
             "due": self[f"r{n}_due"]}
            for n in range(1, RESOLUTIONS + 1)
        ]  # fmt: skip


def initial_of(told: Told) -> dict[str, Any]:
    """What is on record, as the form shows it."""
    start: dict[str, Any] = {
        "kinds": list(told.kinds), "on": told.on.isoformat(), "topic": told.topic,
        "starts": told.starts, "ends": told.ends, "venue": told.venue, "guests": told.guests,
        "chair": told.chair or "", "recorder": told.recorder or "",
    }  # fmt: skip
    start |= {f"said_{part['kind']}": part["said"] for part in told.agenda}
    for how, people in (
        (Presence.PRESENT, told.present), (Presence.EXCUSED, told.excused),
        (Presence.ABSENT, told.absent),
    ):  # fmt: skip
        start |= {f"p_{who}": how.value for who in people}
    start |= {f"w_{who}": why for who, why in told.excuses}
    for n, vote in enumerate(told.votes, 1):
        start |= {f"v{n}_subject": vote.subject, f"v{n}_way": vote.way}
        start |= {f"v{n}_{count}": getattr(vote, count) for count in COUNTS}
    for n, one in enumerate(told.resolutions, 1):
        start |= {f"r{n}_text": one.text, f"r{n}_owner": one.owner or "",
                  f"r{n}_due": one.due_on.isoformat() if one.due_on else ""}  # fmt: skip
    return start


class ReasonForm(forms.Form):
    """Why a gathering did not take place, or why a record is put right."""

    reason = Text(label=_("原因"), rows=2, most=200)


class YearForm(forms.Form):
    """On which day of the month each kind of gathering is usually held."""

    def __init__(self, *args: Any, holds: frozenset[str], **more: Any) -> None:
        super().__init__(*args, **more)
        for kind in Kind:
            if kind.value in holds:
                self.fields[kind.value] = _number(kind.label)

    def days(self) -> dict[str, int]:
        return {kind: day for kind, day in self.cleaned_data.items() if day is not None}


class FinishForm(forms.Form):
    outcome = Text(label=_("办成了什么"), rows=2, most=300)
    on = Day(label=_("哪天办好的"))


class TalkForm(forms.Form):
    """Two people and a day. There is no field for what was said, and there will be none."""

    kind = Choice(label=_("谁和谁谈"), choices=TalkKind.choices)
    on = Day(label=_("哪天谈的"))

    def __init__(self, *args: Any, roster: list[Expected], scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope = scope
        people = [("", _("请选一个人")), *((str(line.id), line.name) for line in roster)]
        for name, label in (("one", _("谁")), ("other", _("和谁"))):
            self.fields[name] = Choice(label=label, choices=people, required=False)
        self.order_fields(["kind", "one", "other", "on"])

    def told(self) -> dict[str, Any]:
        """The values for the action; people within the scope only."""
        said = self.cleaned_data
        ids = [value for value in (said["one"], said["other"]) if value]
        rows = Person.objects.within(self.scope).filter(pk__in=ids)
        found = {str(row.pk): row for row in rows}
        return {
            "kind": said["kind"], "on": said["on"],
            "one": found.get(said["one"]), "other": found.get(said["other"]),
        }  # fmt: skip


def starting(kind: str, on: date, roster: list[Expected]) -> dict[str, Any]:
    """A blank form for one kind of gathering: today, with the secretary in the chair."""
    label = dict(Kind.choices).get(kind)
    return {"kinds": [kind] if label else [], "on": on.isoformat(), "topic": label or "",
            "chair": next((line.id for line in roster if line.is_secretary), "")}  # fmt: skip

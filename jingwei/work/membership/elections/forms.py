"""What is typed about an election? A plan, names, who came, what the tellers counted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.fields import Choice, Day, Text, Whole
from jingwei.work.membership.elections.actions import Planned, Ticked
from jingwei.work.membership.elections.counting_actions import Ask, Got, Told
from jingwei.work.membership.elections.kinds import TITLES, Office, Side, Vacated, Variant, Way
from jingwei.work.membership.elections.models import Election, Tally
from jingwei.work.membership.elections.queries import Voter

WRITTEN_IN = 3
COUNTS = ("issued", "returned", "valid")
GOT = ("yes", "no", "abstained")
NOBODY = ("", _("请选一个人"))


class PlanForm(forms.Form):
    """换届方案: when, how, how many."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    variant = Choice(label=_("怎样选"), choices=Variant.choices)
    planned_on = Day(label=_("打算哪天开会"))
    way = Choice(label=_("开什么会"), choices=Way.choices)
    committee_seats = Whole(
        label=_("委员名额"), hint=_("含书记、副书记；不设委员会的写 0，由党员直接选书记。")
    )
    deputy_seats = Whole(label=_("副书记名额"))
    shift_reason = Text(label=_("提前或延期的原因"), most=200, hint=_("按期换届不用写。"))
    way_reason = Text(
        label=_("开代表大会的原因"), most=200, hint=_("党员人数多的不用写；人少但分散的要写。")
    )
    venue = Text(label=_("地点"), most=120)

    def told(self) -> Planned:
        said = self.cleaned_data
        return Planned(
            planned_on=said["planned_on"], variant=said["variant"], way=said["way"],
            committee_seats=max(said["committee_seats"] or 0, 0),
            deputy_seats=max(said["deputy_seats"] or 0, 0), shift_reason=said["shift_reason"],
            way_reason=said["way_reason"], venue=said["venue"],
        )  # fmt: skip


def plan_initial(row: Election) -> dict[str, Any]:
    names = ("variant", "way", "committee_seats", "deputy_seats", "shift_reason", "way_reason",
             "venue", "version")  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"planned_on": row.planned_on.isoformat()}


class NameForm(forms.Form):
    """One name for one office, and who recommended it."""

    def __init__(
        self, *args: Any, offices: Iterable[str], voters: list[Voter], units: Iterable[Any] = (),
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.fields["office"] = Choice(
            label=_("什么职务"), choices=[(one, Office(one).label) for one in offices]
        )
        branches = [(str(one.pk), one.short_name or one.name) for one in units]
        if branches:
            self.fields["unit"] = Choice(
                label=_("哪个支部的代表"), choices=[("", "-"), *branches], required=False
            )
        self.fields["person"] = Choice(
            label=_("谁"), choices=[NOBODY, *((str(one.id), one.name) for one in voters)]
        )
        self.fields["sides"] = forms.MultipleChoiceField(
            label=_("谁推荐的"), required=False, choices=Side.choices,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip


class SeatsForm(forms.Form):
    """How many delegates each branch sends."""

    def __init__(
        self, *args: Any, units: Iterable[Any], members: Mapping[int, int], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for one in units:
            self.fields[f"u_{one.pk}"] = Whole(
                label=one.short_name or one.name,
                hint=_("有选举权的{n}人").format(n=members.get(one.pk, 0)),
            )

    def told(self) -> dict[int, int]:
        return {int(name[2:]): max(value or 0, 0) for name, value in self.cleaned_data.items()}


class VerdictForm(forms.Form):
    """Whether the credentials of those who are ticked hold; two buttons and a reason."""

    verdict = forms.ChoiceField(choices=[("valid", "valid"), ("invalid", "invalid")])
    words = Text(label=_("资格无效的原因"), most=200, hint=_("资格有效的不用写。"))

    @property
    def is_valid_verdict(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "valid")


class VacancyForm(forms.Form):
    """A delegate who does not go: since when and why."""

    ended_on = Day(label=_("哪天起"))
    why = Choice(label=_("为什么"), choices=[("", _("请选一项")), *Vacated.choices], required=False)
    words = Text(label=_("说明"), most=200, hint=_("选其他原因的要写。"))


class SittingForm(forms.Form):
    """Everybody came but those who are ticked; tellers are ticked in the same list."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    held_on = Day(label=_("哪天开的会"))
    venue = Text(label=_("地点"), most=120)

    def __init__(self, *args: Any, voters: list[Voter], **more: Any) -> None:
        super().__init__(*args, **more)
        self.voters = voters
        people = [(str(one.id), one.name) for one in voters]
        self.fields["chair"] = Choice(label=_("主持人"), choices=[NOBODY, *people], required=False)
        for name, label in (("absent", _("没到会")), ("tellers", _("监票、计票"))):
            self.fields[name] = forms.MultipleChoiceField(
                label=label, required=False, choices=people
            )

    def lines(self) -> list[dict[str, Any]]:
        """What the template walks over: a voter, away or not, teller or not."""
        away, count = set(self["absent"].value() or ()), set(self["tellers"].value() or ())
        return [
            {"voter": one, "away": str(one.id) in away, "counts": str(one.id) in count}
            for one in self.voters
        ]

    def told(self) -> Ticked:
        said = self.cleaned_data
        return Ticked(
            held_on=said["held_on"], absent=frozenset(map(int, said["absent"])),
            tellers=tuple(map(int, said["tellers"])),
            chair=int(said["chair"]) if said["chair"] else None, venue=said["venue"],
        )  # fmt: skip


class CountForm(forms.Form):
    """The tellers' sheet. There is one line for each name and none for any voter."""

    def __init__(self, *args: Any, ask: Ask, voters: list[Voter], **more: Any) -> None:
        super().__init__(*args, **more)
        self.ask = ask
        if ask.present is None:
            self.fields["on"] = Day(label=_("哪天投的票"))
            self.fields["present"] = Whole(label=_("到会有选举权的人数"))
        for name, label in zip(COUNTS, (_("发出选票"), _("收回选票"), _("有效票")), strict=True):
            self.fields[name] = Whole(label=label)
        labels = dict(zip(GOT, (_("同意"), _("不同意"), _("弃权")), strict=True))
        for person, _name in ask.names:
            for name in GOT:
                self.fields[f"c{person}_{name}"] = Whole(label=labels[name])
        standing = {person for person, _name in ask.names}
        others = [(str(one.id), one.name) for one in voters if one.id not in standing]
        for n in range(1, WRITTEN_IN + 1):
            self.fields[f"w{n}_person"] = Choice(
                label=_("另选他人"), choices=[("", "-"), *others], required=False
            )
            self.fields[f"w{n}_name"] = Text(label=_("名册上没有的，写姓名"), most=50)
            self.fields[f"w{n}_yes"] = Whole(label=_("票数"))
        self.known = dict(others)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "fields": [self[f"c{person}_{got}"] for got in GOT]}
            for person, name in self.ask.names
        ]

    def written_rows(self) -> list[list[Any]]:
        return [
            [self[f"w{n}_{name}"] for name in ("person", "name", "yes")]
            for n in range(1, WRITTEN_IN + 1)
        ]

    def told(self) -> Told:
        said = self.cleaned_data
        names = []
        for person, name in self.ask.names:
            yes, no, abstained = (said.get(f"c{person}_{got}") or 0 for got in GOT)
            names.append(Got(name, person, yes, no, abstained))
        for n in range(1, WRITTEN_IN + 1):
            person, typed = said[f"w{n}_person"], said[f"w{n}_name"].strip()
            if person or typed:
                names.append(
                    Got(self.known.get(person, typed), int(person) if person else None,
                        said[f"w{n}_yes"] or 0, is_written_in=True)
                )  # fmt: skip
        return Told(
            office=self.ask.office, unit=self.ask.unit, names=tuple(names), on=said.get("on"),
            present=said.get("present"), **{name: said[name] or 0 for name in COUNTS},
        )  # fmt: skip


class WorkForm(forms.Form):
    """What each elected member of the committee looks after."""

    def __init__(self, *args: Any, chosen: list[Tally], **more: Any) -> None:
        super().__init__(*args, **more)
        for one in chosen:
            self.fields[f"t_{one.person_id}"] = Choice(
                label=one.name, choices=TITLES, required=False
            )

    def told(self) -> dict[int, str]:
        return {int(name[2:]): value for name, value in self.cleaned_data.items() if value}


class RightsForm(forms.Form):
    """Somebody who has no vote for a time. Why, has no field; only where it stands."""

    since = Day(label=_("从哪天起"))
    until = Day(label=_("到哪天恢复"), required=False, hint=_("还不知道的不用写。"))
    basis = Text(label=_("依据的文件"), most=200, hint=_("加密保存，只写文号，不写事由。"))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = Choice(label=_("谁"), choices=[NOBODY, *people])
        self.order_fields(["person", "since", "until", "basis"])


class RestoreForm(forms.Form):
    on = Day(label=_("从哪天起恢复"))

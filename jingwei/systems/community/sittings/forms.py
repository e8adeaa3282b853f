"""What is typed about a meeting of a body? Who came, what was said, who does what by when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingwei.shell.orgs.days import read
from jingwei.shell.orgs.fields import Choice, Day, Text
from jingwei.systems.community.grids.models import Seat
from jingwei.systems.community.sittings.actions import Told
from jingwei.systems.community.sittings.kinds import Came
from jingwei.systems.community.sittings.models import Attendance, Decision, Sitting
from jingwei.systems.community.sittings.rules import Decided

ROWS = 5


class SittingForm(forms.Form):
    """A sheet for the members of one body on one day. ``seats`` are those who sat in it on that
    day, ``tasks`` how many decisions are on record."""

    on = Day(label=_("哪天开的"), required=False)
    topic = Text(label=_("议题"), most=120)
    venue = Text(label=_("地点"), most=120)
    chair = Text(label=_("谁主持"), most=50)
    recorder = Text(label=_("谁记录"), most=50)
    guests = Text(label=_("列席的单位和人"), most=300, hint=_("可以不写。"))
    items = Text(
        label=_("议了什么"), rows=6, most=4000,
        hint=_("一件写一段：第一行是题目，下面写怎么说的。两段之间空一行。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, seats: Sequence[Seat], tasks: int = 0, correcting: bool = False,
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.lines = range(1, max(ROWS, tasks + 1) + 1)
        self.seats = {str(one.public_id): one for one in seats}
        for key, seat in self.seats.items():
            self.fields[f"came_{key}"] = forms.ChoiceField(
                label=f"{seat.name} {seat.post}".strip(), choices=Came.choices, required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
        names = [("", _("请选一人")), *((key, one.name) for key, one in self.seats.items())]
        for at in self.lines:
            self.fields[f"text_{at}"] = Text(label=_("定了什么事"), most=300)
            self.fields[f"owner_{at}"] = Choice(label=_("谁办"), choices=names, required=False)
            self.fields[f"due_{at}"] = Day(label=_("哪天前办好"), required=False)
        if correcting:
            self.fields["reason"] = Text(label=_("为什么改"), most=300)
            self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def came(self) -> list[Any]:
        return [self[f"came_{key}"] for key in self.seats]

    @property
    def decided(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"text_{at}"], self[f"owner_{at}"], self[f"due_{at}"])
            for at in self.lines
        ]  # fmt: skip

    @property
    def head(self) -> list[Any]:
        return [self[name] for name in ("on", "topic", "venue", "chair", "recorder", "guests")]

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            on=said["on"], topic=said["topic"], venue=said["venue"], chair=said["chair"],
            recorder=said["recorder"], guests=said["guests"], items=read_items(said["items"]),
            came={
                seat.pk: said[f"came_{key}"] for key, seat in self.seats.items()
                if said[f"came_{key}"]
            },
            decided=[self._decided(at) for at in self.lines if said[f"text_{at}"]],
        )  # fmt: skip

    def _decided(self, at: int) -> Decided:
        said = self.cleaned_data
        seat = self.seats.get(said[f"owner_{at}"])
        return Decided(
            text=said[f"text_{at}"], owner=seat.name if seat else "", due_on=said[f"due_{at}"],
            seat=seat.pk if seat else None,
        )  # fmt: skip


def day_of(data: Any, otherwise: date) -> date:
    """The day that was typed, which says who sat in the body."""
    return read(str(data.get("on", ""))[:20] if data else "") or otherwise


def read_items(typed: str) -> list[tuple[str, str]]:
    """Paragraphs parted by an empty line: the first line of each is its title."""
    blocks = [one.strip() for one in typed.replace("\r\n", "\n").split("\n\n")]
    return [
        (title.strip(), said.strip())
        for title, _line, said in (one.partition("\n") for one in blocks if one)
    ]  # fmt: skip


def written_items(row: Sitting) -> str:
    return "\n\n".join(
        "\n".join(filter(None, (one["title"], one["said"]))) for one in row.items
    )  # fmt: skip


def started(
    row: Sitting, came: Sequence[Attendance], decisions: Sequence[Decision]
) -> dict[str, Any]:
    """What is on record, in the shape in which it is typed; what is done is not typed again."""
    seats = {one.seat.name: str(one.seat.public_id) for one in came}
    found: dict[str, Any] = {
        "on": row.on.isoformat(), "topic": row.topic, "venue": row.venue, "chair": row.chair,
        "recorder": row.recorder, "guests": row.guests, "items": written_items(row),
        "version": row.version,
    }  # fmt: skip
    found |= {f"came_{one.seat.public_id}": one.came for one in came}
    waiting = [one for one in decisions if one.done_on is None]
    for at, one in enumerate(waiting, 1):
        found |= {
            f"text_{at}": one.text, f"owner_{at}": seats.get(one.owner, ""),
            f"due_{at}": one.due_on.isoformat(),
        }  # fmt: skip
    return found


class FinishForm(forms.Form):
    outcome = Text(label=_("办成了什么"), rows=2, most=300)
    on = Day(label=_("哪天办好的"), required=False)

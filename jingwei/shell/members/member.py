"""What does the page of one member show? The file masked, the stretches, who looked."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import timeline
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.people.queries import rows_of
from jingwei.kernel.privacy import reveal
from jingwei.kernel.privacy.sealing import masked
from jingwei.kernel.register import register
from jingwei.shell import words
from jingwei.shell.members import columns
from jingwei.shell.members.states import FileState, state_of

TABS = ("overview", "timeline", "looks")
PHONE_LENGTH, NUMBER_LENGTH = 11, 18


@dataclass(frozen=True)
class Member:
    """One member as this acting post sees the file."""

    scope: Scope
    person: Person
    on: date

    @cached_property
    def row(self) -> dict[str, Any]:
        """What the list says of the member."""
        return rows_of(self.scope, [self.person.pk])[0]

    @property
    def state(self) -> FileState:
        return state_of(self.row, self.on)

    @property
    def may_change(self) -> bool:
        return self.person.merged_into_id is None and self.scope.holds(Duty.MEMBERS_CHANGE)

    @property
    def may_reveal(self) -> bool:
        return self.scope.holds(Duty.MEMBERS_REVEAL)

    @property
    def meta(self) -> list[str]:
        """Sex, age, category: what tells one of the same name from another."""
        row = self.row
        years = columns.age(row, self.on)
        said = [
            str(columns.SEXES.get(row["sex"], "")),
            _("{n}岁").format(n=years) if years is not None else "",
            str(columns.CATEGORIES.get(row["category"], "")),
        ]
        return [part for part in said if part]

    @cached_property
    def files(self) -> list[Person]:
        """This file and those merged into it."""
        return timeline.lineage(self.scope, self.person)

    @property
    def merged_here(self) -> list[Person]:
        """The files that were merged into this one, to be looked at."""
        return self.files[1:]

    @cached_property
    def merged_into(self) -> Person | None:
        found: Person | None = (
            Person.objects.within(self.scope).filter(pk=self.person.merged_into_id).first()
        )
        return found

    @cached_property
    def waiting(self) -> list[Correction]:
        """Corrections of this file that are not decided yet."""
        rows = Correction.objects.within(self.scope).filter(
            person=self.person, outcome=Correction.Outcome.OPEN
        )
        return list(rows.order_by("asked_at"))

    @property
    def facts(self) -> list[dict[str, Any]]:
        """基本情况, without what is sealed."""
        shown = ("birth", "ethnicity", "education", "degree", "native", "work", "unit")
        facts = [
            {"label": columns.ALL[key].title, "value": columns.ALL[key].text(self.row, self.on)}
            for key in shown
        ]
        if self.person.floating_to:
            facts.append({"label": _("外出流向"), "value": self.person.floating_to})
        return facts

    @property
    def party_facts(self) -> list[dict[str, Any]]:
        """组织关系: branch, category, days."""
        row = self.row
        facts = [
            {"label": _("所在支部"), "value": row["org_name"], "url": org_url(row["org_code"])},
            {"label": _("类型"), "value": columns.ALL["category"].text(row, self.on)},
            {"label": _("入党日期"), "value": columns.ALL["joined"].text(row, self.on)},
            {"label": _("转正日期"), "value": columns.ALL["full"].text(row, self.on)},
            {"label": _("到本支部"), "value": words.day(row["since"]) if row["since"] else ""},
        ]
        if self.may_change:
            facts.append({"label": _("党籍"), "value": columns.ALL["state"].text(row, self.on)})
            if self.person.lost_since:
                precision = columns.PRECISIONS[self.person.lost_precision]
                facts.append(
                    {"label": _("失去联系"), "value": words.day(self.person.lost_since, precision)}
                )
        return facts

    @property
    def sealed(self) -> list[dict[str, Any]]:
        """What may be opened for a reason, as much of it as is always shown."""
        person = self.person
        shown = {
            "id_number": masked(person.id_tail, NUMBER_LENGTH),
            "phone": masked(person.phone_tail, PHONE_LENGTH),
            "landline": "***" if person.landline else "",
            "address": "***" if person.address else "",
        }
        return [
            {"key": key, "label": label, "value": shown[key]}
            for key, label in reveal.FIELDS.items()
        ]

    @property
    def has_sealed(self) -> bool:
        return any(one["value"] for one in self.sealed)

    @cached_property
    def posts(self) -> list[dict[str, Any]]:
        """Posts held, today's first."""
        return [
            {
                "what": f"{one.org} {one.what}", "url": org_url(one.org_code),
                "since": one.since, "until": one.until, "due_on": one.due_on,
            }
            for one in timeline.positions(self.scope, self.files)
        ]  # fmt: skip

    @property
    def posts_now(self) -> list[dict[str, Any]]:
        return [post for post in self.posts if post["until"] is None]

    @property
    def events(self) -> list[dict[str, Any]]:
        """Stretches of belonging and posts, the latest first, for ``shell/_timeline.html``."""
        dated = [
            *(self._stretch(one) for one in timeline.memberships(self.scope, self.files)),
            *(self._post(one) for one in timeline.positions(self.scope, self.files)),
        ]
        return sorted(dated, key=lambda event: event["on"] or date.min, reverse=True)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was done to the file: ledger lines, the last first."""
        said = register().verbs
        return [
            {"what": str(said.get(line.verb, line.verb)), "at": line.at, "who": line.who,
             "note": self._line_note(line)}
            for line in timeline.lines(self.scope, self.files)
        ]  # fmt: skip

    @property
    def looks(self) -> list[dict[str, Any]]:
        """Who opened sealed values, the last first."""
        return [look_row(look) for look in reveal.looks_at(self.scope, self.person)]

    def _stretch(self, one: timeline.Stretch) -> dict[str, Any]:
        until = _("到 {day}，{how}").format(day=words.day(one.until), how=one.ended)
        notes = [one.began, until if one.until else "", one.basis, self._merged_words(one)]
        return {
            "what": f"{one.org}：{one.what}", "on": one.since, "url": org_url(one.org_code),
            "note": _("；").join(note for note in notes if note),
            "state": "" if one.until else "now",
        }  # fmt: skip

    def _post(self, one: timeline.Stretch) -> dict[str, Any]:
        notes = [
            _("到 {day}").format(day=words.day(one.until)) if one.until else "",
            _("任期至 {day}").format(day=words.day(one.due_on)) if one.due_on else "",
            self._merged_words(one),
        ]
        return {
            "what": _("任{org}{post}").format(org=one.org, post=one.what), "on": one.since,
            "url": org_url(one.org_code), "note": _("；").join(note for note in notes if note),
            "state": "" if one.until else "now",
        }  # fmt: skip

    def _merged_words(self, one: timeline.Stretch) -> str:
        return _("来自已合并的档案") if one.from_merged else ""

    def _line_note(self, line: timeline.Line) -> str:
        notes = [line.post, str(line.facts.get("basis", ""))]
        if line.from_merged:
            notes.append(_("来自已合并的档案"))
        return _("；").join(note for note in notes if note)


def look_row(look: Any) -> dict[str, Any]:
    """One look in words, for the page of the member and for the member's own."""
    return {
        "at": look.looked_at, "who": look.account_name, "post": look.post,
        "fields": reveal.field_words(look), "reason": reveal.reason_words(look),
    }  # fmt: skip


def org_url(code: str) -> str:
    """Address of an organisation's page; empty where there is none."""
    try:
        return reverse("orgs:org-home", args=[code])
    except NoReverseMatch:
        return ""

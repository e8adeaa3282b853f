"""What does a member see of the own file? Read under ``jw_self``, which knows own rows only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jingwei.kernel.access.posts import scope_as_oneself
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.people import files, own
from jingwei.kernel.people.kinds import Category, State
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import reveal
from jingwei.kernel.privacy.sealing import masked
from jingwei.kernel.register import MeSection, register
from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY
from jingwei.shell import words
from jingwei.shell.gate import scope_of
from jingwei.shell.members.columns import PRECISIONS, SEXES
from jingwei.shell.members.member import look_row

NUMBER_LENGTH, PHONE_LENGTH = 18, 11


@contextmanager
def as_oneself(request: HttpRequest) -> Iterator[Scope]:
    """Look at the own file, whatever post the request acts in; the post comes back after."""
    present = scope_of(request)
    if present.is_oneself:
        yield present
        return
    with acting(scope_as_oneself(request.user)) as oneself:  # type: ignore[arg-type]
        yield oneself


@dataclass(frozen=True)
class OwnFile:
    """The own file, read whole: use it inside :func:`as_oneself`."""

    scope: Scope
    person: Person

    @cached_property
    def memberships(self) -> list[Any]:
        return own.own_memberships(self.scope)

    @property
    def home(self) -> Any:
        """The open stretch at home; None where there is none."""
        found = [row for row in self.memberships if row.kind == "home" and row.held.upper is None]
        return found[0] if found else None

    @property
    def facts(self) -> list[dict[str, Any]]:
        person = self.person
        return [
            {"label": _("姓名"), "value": person.name},
            {"label": _("性别"), "value": str(SEXES.get(person.sex, ""))},
            {"label": _("民族"), "value": ETHNICITY.titles.get(person.ethnicity, "")},
            {"label": _("出生日期"), "value": self._day("birth")},
            {"label": _("学历"), "value": EDUCATION.titles.get(person.education, "")},
            {"label": _("学位"), "value": DEGREE.titles.get(person.degree, "")},
            {"label": _("籍贯"), "value": person.native_place},
            {"label": _("工作岗位"), "value": person.work_post},
            {"label": _("工作单位及职务"), "value": person.unit_title},
        ]

    @property
    def party_facts(self) -> list[dict[str, Any]]:
        home = self.home
        return [
            {"label": _("所在支部"), "value": str(home.org) if home else ""},
            {"label": _("类别"), "value": str(home.get_category_display()) if home else ""},
            {"label": _("党籍"), "value": str(home.get_state_display()) if home else _("不在册")},
            {"label": _("入党日期"), "value": self._day("joined")},
            {"label": _("转正日期"), "value": self._day("full")},
            {"label": _("外出流向"), "value": self.person.floating_to},
        ]

    @property
    def sealed(self) -> list[dict[str, Any]]:
        """The own numbers by their tails; the whole ones at a click, without a reason."""
        person = self.person
        shown = {
            "id_number": masked(person.id_tail, NUMBER_LENGTH),
            "phone": masked(person.phone_tail, PHONE_LENGTH),
            "landline": "***" if person.landline else "",
            "address": "***" if person.address else "",
        }
        return [{"label": label, "value": shown[key]} for key, label in reveal.FIELDS.items()]

    @property
    def opened(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "value": files.unsealed(self.person, key)}
            for key, label in reveal.FIELDS.items()
        ]

    @property
    def looks(self) -> list[dict[str, Any]]:
        return [look_row(look) for look in own.own_looks(self.scope)]

    @property
    def asked(self) -> list[dict[str, Any]]:
        """What the member asked to have put right, and what came of it."""
        return [
            {"what": row.reason, "at": row.asked_at, "kind": row.outcome,
             "outcome": row.get_outcome_display(), "answer": row.answer}
            for row in own.own_corrections(self.scope)
        ]  # fmt: skip

    @property
    def events(self) -> list[dict[str, Any]]:
        """Stretches of belonging and posts, the latest first."""
        found = [
            {"what": f"{row.org}：{row.get_category_display()}", "on": row.held.lower,
             "note": self._until(row), "state": "" if row.held.upper else "now"}
            for row in self.memberships
        ] + [
            {"what": _("任{org}{post}").format(org=row.org, post=row.post.get_title_display()),
             "on": row.held.lower, "note": self._until(row),
             "state": "" if row.held.upper else "now"}
            for row in own.own_positions(self.scope)
        ]  # fmt: skip
        return sorted(found, key=lambda event: event["on"], reverse=True)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was done to the file, the last first."""
        said = register().verbs
        return [
            {"what": str(said.get(row.verb, row.verb)), "at": row.happened_at,
             "who": row.actor_name, "note": row.post}
            for row in own.own_lines(self.scope)
        ]  # fmt: skip

    def sections(self, day: date) -> list[tuple[MeSection, dict[str, Any]]]:
        """What other folders offer for this page, where they have something to show."""
        offered = sorted(register().me_sections.values(), key=lambda one: (one.order, one.key))
        found = [(one, one.context(self.scope, self.person, day)) for one in offered]
        return [(one, context) for one, context in found if context is not None]

    def parts(self, day: date) -> dict[str, Any]:
        """The same as plain values, by the keys of the sections."""
        return {
            key: one.told(self.scope, self.person, day)
            for key, one in sorted(register().me_sections.items())
            if one.told is not None
        }

    def _day(self, field: str) -> str:
        known = files.known(self.person, field)
        return words.day(known.day, PRECISIONS[known.precision]) if known else ""

    def _until(self, row: Any) -> str:
        return _("到 {day}").format(day=words.day(row.held.upper)) if row.held.upper else ""


def own_file(oneself: Scope) -> OwnFile | None:
    """The file of whoever is signed in; None for an account without one."""
    person = own.own_person(oneself)
    return OwnFile(oneself, person) if person else None


def as_data(file: OwnFile, day: date) -> dict[str, Any]:
    """Everything on file about the member, for the member to take along."""
    person = file.person
    details = files.details_of(person)
    return {
        "file": files.told(details, (*files.PLAIN, *files.DAYS, *files.SEALED))
        | {"id_number": files.unsealed(person, "id_number")},
        "memberships": [
            {"branch": str(row.org), "category": Category(row.category).label,
             "state": State(row.state).label, "from": row.held.lower, "until": row.held.upper,
             "began": row.get_began_display(), "ended": row.get_ended_display(),
             "basis": row.basis}
            for row in file.memberships
        ],
        "posts": [
            {"organisation": str(row.org), "post": row.post.get_title_display(),
             "from": row.held.lower, "until": row.held.upper, "due": row.due_on}
            for row in own.own_positions(file.scope)
        ],
        "looks": file.looks,
        "corrections": file.asked,
        "lines": file.lines,
        "openings": [
            {"what": row.get_kind_display(), "value": row.value, "as_of": row.as_of}
            for row in own.own_openings(file.scope)
        ],
        "parts": file.parts(day),
    }  # fmt: skip

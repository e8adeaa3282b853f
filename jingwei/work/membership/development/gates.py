"""Which conditions stand in the table? Each picks plain values and asks a rule."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Gate
from jingwei.work.membership.development import naming, rules, trainings, vote_rules
from jingwei.work.membership.development.rules import Ready
from jingwei.work.membership.development.vote_rules import Count


def _whole(look: Look, name: str) -> int:
    return int(look.number(name))


def in_order(since: str = "", word: str = "on") -> Gate:
    """The day that is said; ``since`` names the column it may not lie before, else the last."""

    def finds(look: Look) -> list[Finding]:
        earliest = getattr(look.subject, since) if since else look.subject.latest
        return rules.day_findings(
            look.said.get(word), latest=earliest or look.subject.applied_on, today=look.on,
            field=word,
        )  # fmt: skip

    return Gate(_("日期按先后"), finds, on_said=True)


OF_AGE = Gate(
    _("年满18周岁"),
    lambda look: rules.age_findings(
        look.subject.birth_on, on=look.said.get("on", look.on),
        least=_whole(look, "member.age.least"),
    ),
)  # fmt: skip


def _contacts(look: Look) -> list[Finding]:
    return rules.member_findings(
        naming.named(look.subject, look.said, look.on),
        least=_whole(look, "development.contacts.least"),
        most=_whole(look, "development.contacts.most"), what=_("培养联系人"),
    )  # fmt: skip


def _sponsors(look: Look) -> list[Finding]:
    return rules.member_findings(
        naming.named(look.subject, look.said, look.on),
        least=_whole(look, "development.sponsors"), most=_whole(look, "development.sponsors"),
        what=_("入党介绍人"),
    )  # fmt: skip


CONTACTS_FULL = Gate(_("培养联系人是正式党员"), _contacts, on_said=True)
SPONSORS_FULL = Gate(_("两名介绍人都是正式党员"), _sponsors, on_said=True)


def _has_contact(look: Look) -> list[Finding]:
    if look.subject.contact_one_id is not None:
        return []
    return [Finding("development.no_contact", "还没有确定培养联系人，请先确定。", rules.SOURCE)]


HAS_CONTACT = Gate(_("有培养联系人"), _has_contact)


def _day(look: Look) -> date:
    """The day that is said where one is, else today: what the page shows before."""
    on: date = look.said.get("on", look.on)
    return on


CULTIVATED = Gate(
    _("培养教育满一年"),
    lambda look: rules.cultivation_findings(
        look.subject.activist_on, on=_day(look),
        years=_whole(look, "development.cultivation.years"),
    ),
)  # fmt: skip
CHECKED = Gate(
    _("每半年考察一次"),
    lambda look: rules.check_findings(
        look.subject.activist_on, look.subject.checks_on, on=_day(look),
        months=_whole(look, "development.check.months"),
    ),
)  # fmt: skip
ANSWERED = Gate(
    _("公示中的反映都核实了"),
    lambda look: rules.notice_findings(look.subject.objections, bool(look.said.get("settled"))),
    on_said=True,
)


def consent(*, filing: bool) -> Gate:
    return Gate(
        _("上级同意还是备案，看制度库"),
        lambda look: rules.consent_findings(
            bool(look.number("development.consent.required")), filing=filing
        ),
    )


TRAINED = Gate(
    _("三天或者24学时"),
    lambda look: rules.training_findings(
        look.said.get("days"), look.said.get("hours"),
        least_days=_whole(look, "development.training.days.least"),
        least_hours=_whole(look, "development.training.hours.least"),
        recorded=trainings.summed(look.subject, _day(look)),
    ),
    on_said=True,
)  # fmt: skip


def _ready(look: Look) -> list[Finding]:
    row = look.subject
    return rules.review_findings(
        Ready(
            sponsors=sum(one is not None for one in (row.sponsor_one_id, row.sponsor_two_id)),
            political=row.political, trained=row.trained_on is not None,
            sponsors_wanted=_whole(look, "development.sponsors"),
            recorded=trainings.summed(row, _day(look)),
            least_days=_whole(look, "development.training.days.least"),
            least_hours=_whole(look, "development.training.hours.least"),
        )
    )  # fmt: skip


READY = Gate(_("介绍人、政治审查、短期培训都有"), _ready)
STAYS = Gate(
    _("近期不离开"),
    lambda look: rules.leaving_findings(
        look.said.get("leaving") == "yes", months=_whole(look, "development.leaving.months")
    ),
    on_said=True,
)  # fmt: skip


def counted(look: Look) -> Count | None:
    """The vote as it was said; None where a number is no whole one."""
    names = ("entitled", "present", "yes", "no", "abstained")
    numbers = [look.said.get(name, Decimal(0)) for name in names]
    written = look.said.get("written") or Decimal(0)
    if any(one != int(one) for one in (*numbers, written)):
        return None
    entitled, present, yes, no, abstained = (int(one) for one in numbers)
    return Count(entitled, present, yes, no, abstained, int(written))


def vote(*, wants: bool = True, kind: str = "") -> Gate:
    """Quorum and majority; ``wants`` False for the step that says it was not passed."""

    def finds(look: Look) -> list[Finding]:
        count = counted(look)
        if count is None:
            return [
                Finding("development.vote.whole", "人数和票数要写整数。", rules.HOUSE,
                        {"field": "present"})
            ]  # fmt: skip
        found = vote_rules.vote_findings(
            count, quorum=look.number("development.vote.quorum.share"),
            share=look.number("development.vote.passed.share"), wants=wants,
            written_counts=bool(look.number("development.vote.absent_written")),
        )  # fmt: skip
        _meeting, minutes = naming.meeting_of(look.subject, look.said.get("on"))
        return found + vote_rules.minutes_findings(count, minutes)

    title = _("到会过半，赞成过半") if wants else _("到会过半，赞成没有过半")
    return Gate(title, finds, on_said=True)


TALKED_ABOVE = Gate(
    _("上级已派人谈话"),
    lambda look: (
        []
        if look.subject.talked_above_on
        else [Finding("development.no_talk", "上级还没有派人谈话，请先谈话。", rules.SOURCE)]
    ),
)


def not_late(since: str) -> Gate:
    return Gate(
        _("超过最长期限要写明原因"),
        lambda look: rules.late_findings(
            getattr(look.subject, since), on=_day(look),
            months=_whole(look, "development.approval.months.most"),
            why=str(look.said.get("why_late", "")),
        ),
        on_said=True,
    )  # fmt: skip


SERVED = Gate(
    _("预备期已满"),
    lambda look: rules.probation_findings(look.subject.probation_until, on=_day(look)),
)
EXTENDABLE = Gate(
    _("只能延长一次"),
    lambda look: rules.extension_findings(
        look.said.get("months"), extended=look.subject.extended_months,
        least=_whole(look, "development.extension.months.least"),
        most=_whole(look, "development.extension.months.most"),
        times=_whole(look, "development.extension.times.most"),
    ),
)  # fmt: skip
GONE = Gate(
    _("组织关系已经不在"),
    lambda look: rules.gone_findings(look.subject.person is None or look.subject.person.is_gone),
)

type Finds = Callable[[Look], list[Finding]]
__all__: list[Any] = [
    "ANSWERED", "CHECKED", "CONTACTS_FULL", "CULTIVATED", "EXTENDABLE", "GONE", "HAS_CONTACT",
    "OF_AGE", "READY", "SERVED", "SPONSORS_FULL", "STAYS", "TALKED_ABOVE", "TRAINED", "consent",
    "counted", "in_order", "not_late", "vote",
]  # fmt: skip

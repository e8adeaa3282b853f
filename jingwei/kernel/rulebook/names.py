"""Which numbers does the code ask the rulebook for? A name that is not here is a mistake.

The values stand in the table ``rule``, with source, mark and dates; a test compares both.
"""

from jingwei.kernel.rulebook.later import LATER

USED = frozenset(
    {
        "abroad.contact.months",
        "abroad.suspend.years",
        "appraisal.excellent.one_of",
        "branch.full_members.least",
        "branch.members.normal_most",
        "branch_committee.full_members.least",
        "branch_committee.seats.least",
        "branch_committee.seats.most",
        "careers.review.answer.days",
        "committee.members.least",
        "coverage.window.months",
        "disposition.appeal.answer.days",
        "disposition.appeal.days",
        "disposition.defence.more.working_days",
        "disposition.defence.working_days",
        "disposition.facts.months",
        "disposition.help.talk.months",
        "disposition.rectify.months",
        "disposition.rectify.months.most",
        "disposition.rectify.more.months",
        "disposition.reentry.years",
        "disposition.talk.members",
        "dues.annual_salary",
        "dues.back_payment.months.most",
        "dues.farmer",
        "dues.no_monthly_income",
        "dues.retired",
        "dues.small",
        "dues.unpaid.months",
        "dues.voluntary.central.above",
        "dues.wage",
        "election.answer.working_days",
        "election.candidates.surplus",
        "election.delegates.members.least",
        "election.direct.surplus",
        "election.early.days",
        "election.majority.of_entitled",
        "election.notice.days",
        "election.quorum.exactly_counts",
        "election.quorum.share",
        "election.shift.years.most",
        "development.approval.months",
        "development.approval.months.most",
        "development.check.months",
        "development.consent.required",
        "development.contacts.least",
        "development.contacts.most",
        "development.cultivation.years",
        "development.extension.months.least",
        "development.extension.months.most",
        "development.extension.times.most",
        "development.full.approval.months",
        "development.leaving.months",
        "development.meeting.months",
        "development.notice.working_days",
        "development.oath.months",
        "development.probation.years",
        "development.rule_set",
        "development.sponsors",
        "development.talk.months",
        "development.training.days.least",
        "development.training.hours.least",
        "development.vote.absent_written",
        "development.vote.passed.share",
        "development.vote.quorum.share",
        "figures.denominator.least",
        "figures.months.refilled",
        "figures.share.attention",
        "floating.contact.months",
        "general_branch.members.below",
        "general_branch.members.least",
        "graduates.kept.years.most",
        "joint_branch.units.most",
        "letter.city.days",
        "letter.months.most",
        "letter.outside.days",
        "letter.stub.years",
        "life.appraisal.per_year",
        "life.branch_committee.per_month",
        "life.group_meeting.per_month",
        "life.lecture.per_quarter",
        "life.member_meeting.per_quarter",
        "life.organisational.per_year",
        "life.theme_day.per_month",
        "life.vote.passed.share",
        "life.vote.quorum.share",
        "lost.months.least",
        "lost.searches.least",
        "lost.struck_off.years",
        "member.age.least",
        "retention.ledger_values.years",
        "retention.look.years",
        "retention.notice.days",
        "reveal.per_day.most",
        "service.advice.working_days",
        "service.bounces.most",
        "service.complex.more_working_days",
        "service.complex.working_days",
        "service.errand.working_days",
        "service.first_reply.working_days",
        "service.mediation.days",
        "service.silence.days",
        "term.branch.years",
        "term.due.notice_days",
        "term.organ_committee.years",
        "term.organ_general_branch.years",
        "term.village_community.years",
        "training.feedback.least",
        "training.needs.topics.most",
        "transfer.receive.days",
        "transfer.send.days",
        "unions.review.months",
    }
)

NAMES = USED | LATER.keys()
"""Asked for by code, or entered for a part that comes later."""


class UnknownRule(LookupError):
    """The code asks for a number by a name that the rulebook does not know."""


def known(name: str) -> str:
    """The name itself, so that a declaration can say ``known("branch.full_members.least")``.

    Raises: UnknownRule, at import where the name stands in a declaration.
    """
    if name not in NAMES:
        raise UnknownRule(f"no rule of the rulebook is called {name}")
    return name

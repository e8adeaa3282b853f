"""Which numbers of the rulebook does no code ask for yet, and which part will?

A name goes from here to ``USED`` in :mod:`.names` with the first line of code that asks for it;
a test finds both a name that is used and still listed here, and one that is neither.
"""

_WAITING = {
    "documents": (
        "scale.activists",
        "scale.applicants",
        "scale.attendances_per_year",
        "scale.branch_members",
        "scale.branches",
        "scale.college",
        "scale.committees",
        "scale.communities",
        "scale.dues_per_year",
        "scale.elders",
        "scale.farmers",
        "scale.general_branches",
        "scale.meetings_per_year",
        "scale.members",
        "scale.members_more",
        "scale.minorities",
        "scale.new_members",
        "scale.organisations",
        "scale.villages",
        "scale.women",
    ),
    "systems.community": (
        "community.households.least",
        "community.households.most",
        "grid.households.least",
        "grid.households.most",
        "grid.households.normal",
        "grid.people.normal",
    ),
    "work.matters": (
        "labour.acceptance.days",
        "labour.award.days",
        "labour.award.more_days",
        "labour.fee",
        "mediation.confirm.days",
        "mediation.fee",
        "petition.decision.days",
        "petition.decision.more_days",
        "petition.objection.working_days",
        "petition.reexamination.answer_days",
        "petition.reexamination.ask_days",
        "petition.review.answer_days",
        "petition.review.ask_days",
        "petition.told.days",
        "review.callback.share",
        "review.feedback.working_days",
        "review.grades",
        "service.any.working_days",
        "service.complaint.working_days",
        "service.help.working_days",
    ),
    "systems.competence": (
        "training.committee.hours.per_year",
        "training.hours.per_year",
    ),
    "work.meetings": (
        "life.committee.quorum.share",
        "life.talks.per_year",
        "training.committee.central_classes.per_year",
    ),
    "work.membership": (
        "branch_committee.seats.normal_most",
        "disposition.lost.months.least",
        "disposition.lost.months.most",
        "disposition.procedures",
        "disposition.self_withdrawal.months",
        "floating.away.months.least",
        "letter.provinces.months",
        "notice.first_day.counts",
        "notice.last_day.counts",
        "project.months.least",
        "secretary.membership.years.least",
        "setup.answer.months",
        "transfer.away.months.least",
    ),
}

LATER = {name: part for part, names in _WAITING.items() for name in names}
"""Name -> the part that will ask for it; ``documents`` are figures for sizing, never asked."""

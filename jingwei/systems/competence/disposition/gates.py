"""What must be so before a step? Plain values are picked from the case; the rules judge them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Gate
from jingwei.systems.competence.disposition import grounds, queries, rules, sealed
from jingwei.systems.competence.disposition.kinds import PROMPTS, Form, Role
from jingwei.systems.competence.disposition.rules import Ballot

ROUND = ("call_meeting", "strike_meeting")
"""Steps with which a round of the branch meeting begins."""


def named(*roles: Role) -> Gate:
    """Only somebody who sits on the case in one of these seats takes the step."""

    def finds(look: Look) -> list[Finding]:
        seats = queries.seats_of(look.subject)
        mine = {seat.role for seat in seats if seat.account_id and seat.account_id == who(look)}
        words = "、".join(str(Role(role).label) for role in roles)
        return rules.named_findings(sits=bool(mine & set(roles)), roles=words)

    return Gate(_("由案上写明的人办"), finds)


def who(look: Look) -> int | None:
    return look.by.account_id


def _sitting(look: Look) -> list[rules.Sitting]:
    return [
        rules.Sitting(seat.role, seat.who, bool(seat.sealed), seat.in_minutes)
        for seat in queries.seats_of(look.subject)
    ]


def _care(look: Look) -> list[Finding]:
    return rules.care_findings(sealed.care_of(look.subject), PROMPTS)


def _grounds_said(look: Look) -> list[Finding]:
    form = str(look.said.get("form") or look.subject.form)
    return rules.ground_findings(
        codes_in(look.said.get("grounds", "")), grounds.allowed(form, look.on)
    )


def codes_in(text: Any) -> list[str]:
    """Codes as they are typed or ticked: separated by commas or spaces."""
    return str(text).replace("，", ",").replace(",", " ").split()


def _grounds_kept(look: Look) -> list[Finding]:
    row = look.subject
    return rules.ground_findings(sealed.grounds_of(row), grounds.allowed(row.form, look.on))


def _double(look: Look) -> list[Finding]:
    return rules.double_findings(str(look.said.get("discipline", "")))


def _pair(look: Look) -> list[Finding]:
    least = int(look.number("disposition.talk.members"))
    return rules.pair_findings(_sitting(look), least=least)


def _helper(look: Look) -> list[Finding]:
    return rules.helper_findings(_sitting(look))


def _answers(look: Look) -> list[Finding]:
    return rules.answered_findings(queries.waiting_points(look.subject))


def _notice(look: Look) -> list[Finding]:
    row = look.subject
    return rules.notice_findings(
        informed=row.informed_on is not None and look.last("inform") is not None,
        received=row.received_on is not None and look.last("open_defence") is not None,
    )


def ballot_said(look: Look) -> Ballot | None:
    """The counts as they are being said; None where one of them is missing or no whole number."""
    counts = [look.said.get(name) for name in ("entitled", "present", "yes", "no", "abstained")]
    if any(one is None or one < 0 or one != int(one) for one in counts):
        return None
    return Ballot(*(int(one) for one in counts if one is not None))


def ballot_of(row: Any) -> Ballot | None:
    counts = (row.entitled, row.present, row.yes, row.no, row.abstained)
    return None if None in counts else Ballot(*counts)


def _ballot(look: Look) -> list[Finding]:
    said = ballot_said(look)
    if said is None:
        return [Finding("disposition.whole", "人数和票数要写成0以上的整数。", rules.HOUSE,
                        {"field": "entitled"})]  # fmt: skip
    record, found = queries.recorded_ballot(look.subject, str(look.said.get("meeting", "")))
    return found + rules.ballot_findings(
        said, quorum=look.number("life.vote.quorum.share"), record=record
    )


def of_this_round(look: Look, verb: str) -> bool:
    """Was the step taken since the present round of the meeting began?"""
    begun, last = look.last(*ROUND), look.last(verb)
    return begun is not None and last is not None and last.number > begun.number


def _vote(look: Look) -> list[Finding]:
    ballot = ballot_of(look.subject) if of_this_round(look, "record_vote") else None
    return rules.vote_findings(ballot, share=look.number("life.vote.passed.share"))


def _reviews(look: Look) -> list[Finding]:
    return rules.review_findings(
        reviewed=look.last("review") is not None, further=_further(look),
        needs_further=look.subject.form in (Form.ADVISE_LEAVE, Form.STRIKE_OFF),
    )  # fmt: skip


def _further(look: Look) -> bool:
    """The higher review stands for the form of this round: advice refused is reviewed anew."""
    last, anew = look.last("review_further"), look.last("strike_meeting")
    return last is not None and (anew is None or last.number > anew.number)


def _level(look: Look) -> list[Finding]:
    return rules.level_findings(path=look.by.path, filed_path=look.subject.filed_path)


def _other_hand(look: Look) -> list[Finding]:
    row = look.subject
    drafted = {one.actor_id for one in look.history if one.verb in ("concern", "propose")}
    return rules.other_hand_findings(
        same_person=who(look) in drafted | {row.opened_by_id},
        same_post=row.opened_grant is not None and look.by.grant_id == row.opened_grant,
    )


def _appeal(look: Look) -> list[Finding]:
    asked, answered = look.last("appeal"), look.last("answer_appeal")
    waits = asked is not None and (answered is None or answered.number < asked.number)
    return rules.appeal_findings(open_appeal=waits)


def _period(look: Look) -> list[Finding]:
    clock = look.clock("rectify")
    return rules.period_findings(due_on=clock.due_on if clock else None, on=look.on)


def _checked(look: Look) -> list[Finding]:
    begun, checked = look.last("begin_help"), look.last("mid_check")
    since = checked is not None and (begun is None or checked.number > begun.number)
    return rules.checked_findings(checked=since)


def _term(look: Look) -> list[Finding]:
    return rules.term_findings(
        months=int(look.number("disposition.rectify.months")),
        most=int(look.number("disposition.rectify.months.most")),
    )


def _open_appeal(look: Look) -> list[Finding]:
    if _appeal(look):
        return []
    return [Finding("disposition.no_appeal", "现在没有等着答复的申诉。", rules.HOUSE)]


def of_form(*forms: Form) -> Gate:
    def finds(look: Look) -> list[Finding]:
        form = look.subject.form
        label = Form(form).label if form else "-"
        return rules.form_findings(form, forms, label)

    return Gate(_("处置方式对得上"), finds)


def day_said(*names: str) -> Gate:
    """Days that are being said lie between the beginning of the case and today."""

    def finds(look: Look) -> list[Finding]:
        return [
            one for name in names
            for one in rules.day_findings(
                look.said.get(name), today=look.on, first=look.subject.opened_on, field=name
            )
        ]  # fmt: skip

    return Gate(_("日期对得上"), finds, on_said=True)


CARE_FIRST = Gate(_("困难、生病、年老、怀孕、路远先问过，该帮的先帮了"), _care)
GROUND_SAID = Gate(_("依据适用这种处置方式"), _grounds_said, on_said=True)
GROUND_KEPT = Gate(_("依据今天仍适用"), _grounds_kept)
NOT_TWICE = Gate(_("没有因同一件事受过党纪处分"), _double, on_said=True)
TWO_NAMED = Gate(_("两名调查人写明、说明了关系、记进支委会记录"), _pair)
HELPER = Gate(_("定了帮教人"), _helper)
ANSWERED = Gate(_("本人提出的都回应了"), _answers)
NOTICE = Gate(_("书面告知已送达，有回执"), _notice)
BALLOT = Gate(_("到会过半，票数对得上"), _ballot, on_said=True)
VOTED = Gate(_("支部大会表决过半数赞成"), _vote)
REVIEWED = Gate(_("基层党委预审；劝退、除名再上一级审核"), _reviews)
HIGHER = Gate(_("由备案党委的上一级办"), _level)
OTHER_HAND = Gate(_("提出的和批准的是两个人、两个职位"), _other_hand)
NO_APPEAL = Gate(_("申诉都答复了"), _appeal)
OPEN_APPEAL = Gate(_("有申诉等着答复"), _open_appeal)
MID_CHECKED = Gate(_("中期检查过"), _checked)
TERM = Gate(_("限期改正不超过最长期限"), _term)
PERIOD_OVER = Gate(_("改正期已满"), _period)

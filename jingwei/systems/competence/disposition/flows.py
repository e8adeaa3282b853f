"""How does a case go? From the private talk to the sealed file; every step by a named person.

No step is the program's: limits remind, and never move a case. Any step before the decision takes
effect may be the last one: the matter is dropped, and help goes on.
"""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import after, another_person, time_passed
from jingwei.kernel.flows.parts import (
    OPENING,
    Doc,
    Extension,
    Limit,
    Place,
    RuleSet,
    Slot,
    Stage,
    Step,
    Who,
)
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.competence.disposition import effects, gates, papers, words
from jingwei.systems.competence.disposition.gates import day_said, named, of_form
from jingwei.systems.competence.disposition.grounds import SINCE, SOURCE
from jingwei.systems.competence.disposition.kinds import ENDS, Form, Role, State
from jingwei.systems.competence.disposition.looks import note_look

S = State
DRAFT, DECIDE = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM
BY_BRANCH = named(Role.DRAFTER, Role.INVESTIGATOR)
BY_DRAFTER = named(Role.DRAFTER)
BY_APPROVER = named(Role.APPROVER)
BY_SUPERIOR = named(Role.SUPERIOR)
BY_HELPER = named(Role.HELPER, Role.DRAFTER)
BY_ABOVE = named(Role.APPROVER, Role.SUPERIOR)
HEARING = (S.MEMBER_INFORMED, S.DEFENCE_OPEN)
ASKING = (S.INVESTIGATING, *HEARING)
BEFORE_DECISION = (
    S.CONCERN, S.PROPOSED, S.FILED_BEFORE, S.INVESTIGATING, S.MEMBER_INFORMED, S.DEFENCE_OPEN,
    S.BRANCH_MEETING, S.RETURNED,
)  # fmt: skip
AFTER_DECISION = (S.APPROVED, S.SERVED, S.APPEAL_OPEN, S.IN_RECTIFICATION, S.ADVISED, S.REFUSED)
NOTICE = Doc("notice", _("告知书"), papers.notice, Class.S)
DECISION = Doc("decision", _("处置决定"), papers.decision, Class.S)

OPENING_STEPS = (
    Step("concern", _("先谈心，问困难"), OPENING, S.CONCERN, DRAFT,
         says=(words.TALKED, *words.CARE), does=effects.keep_care, gates=(BY_DRAFTER,),
         explains=_("这时还不是处置，只是谈心和帮助。")),
    Step("care", _("再问困难"), (S.CONCERN, S.PROPOSED, *HEARING), None, DRAFT, says=words.CARE,
         gates=(BY_BRANCH,), does=effects.keep_care),
    Step("propose", _("支委会提出"), (S.CONCERN, S.RETURNED), S.PROPOSED, DRAFT,
         says=(words.COMMITTEE_ON, words.FORM, words.GROUNDS, words.DISCIPLINE),
         gates=(BY_DRAFTER, gates.CARE_FIRST, gates.GROUND_SAID, gates.NOT_TWICE,
                day_said("committee_on")),
         does=effects.keep_proposal, makes=(Doc("filing", _("备案报告"), papers.filing, Class.S),),
         source_text=SOURCE),
    Step("file", _("事前备案"), (S.PROPOSED,), S.FILED_BEFORE, DECIDE, Place.ABOVE,
         says=(words.FILED_ON,), does=effects.keep_filing,
         gates=(BY_APPROVER, gates.OTHER_HAND, day_said("filed_on"))),
    Step("investigate", _("开始调查"), (S.FILED_BEFORE, S.RETURNED), S.INVESTIGATING, DRAFT,
         gates=(BY_BRANCH, gates.TWO_NAMED, after("file"))),
)  # fmt: skip
HEARING_STEPS = (
    Step("inform", _("书面告知本人"), (S.INVESTIGATING,), S.MEMBER_INFORMED, DRAFT,
         says=(words.INFORMED_ON, words.WAY, words.FACTS),
         gates=(BY_BRANCH, gates.TWO_NAMED, gates.GROUND_KEPT, day_said("informed_on")),
         makes=(NOTICE,)),
    Step("open_defence", _("收到回执，开始听取"), (S.MEMBER_INFORMED,), S.DEFENCE_OPEN, DRAFT,
         says=(words.RECEIVED_ON, words.RECEIPT), starts=("defence",),
         attaches=(Slot("receipt", _("回执"), required=False, privacy=Class.S),),
         gates=(BY_BRANCH, day_said("received_on"))),
    Step("ask", _("我要提"), ASKING, None, Who.ONESELF, says=(words.ASK, words.SAID),
         attaches=(Slot("evidence", _("材料"), required=False, privacy=Class.S),),
         does=effects.keep_point),
    Step("answer", _("回应本人"), (*ASKING, S.BRANCH_MEETING), None, DRAFT,
         says=(words.POINT, words.ANSWER, words.RESULT), gates=(BY_BRANCH,),
         does=effects.keep_answer),
    Step("hear", _("当面听取"), (S.DEFENCE_OPEN,), None, DRAFT,
         says=(words.HEARD_ON, words.HEARD, words.CHECKED),
         gates=(BY_BRANCH, gates.TWO_NAMED, day_said("heard_on"))),
    Step("review", _("基层党委预审"), (S.DEFENCE_OPEN,), None, DECIDE, Place.ABOVE,
         says=(words.REVIEWED_ON, words.OPINION),
         gates=(BY_APPROVER, gates.OTHER_HAND, gates.NOTICE, day_said("reviewed_on"))),
    Step("review_further", _("再上一级审核"), (S.DEFENCE_OPEN, S.BRANCH_MEETING), None, DECIDE,
         Place.ABOVE, says=(words.REVIEWED_ON, words.OPINION),
         gates=(BY_SUPERIOR, gates.HIGHER, gates.OTHER_HAND,
                of_form(Form.ADVISE_LEAVE, Form.STRIKE_OFF), day_said("reviewed_on"))),
    Step("call_meeting", _("提交支部大会"), (S.DEFENCE_OPEN,), S.BRANCH_MEETING, DRAFT,
         says=(words.INVITED_ON,), stops=("defence",),
         gates=(BY_DRAFTER, gates.NOTICE, time_passed("defence"), gates.ANSWERED, gates.TWO_NAMED,
                gates.REVIEWED, day_said("invited_on"))),
)  # fmt: skip
DECIDING_STEPS = (
    Step("record_vote", _("记下表决"), (S.BRANCH_MEETING,), None, DRAFT,
         says=(words.MET_ON, words.CAME, *words.VOTE, words.MEETING), does=effects.keep_vote,
         gates=(BY_DRAFTER, gates.NOTICE, time_passed("defence"), gates.ANSWERED, gates.BALLOT,
                day_said("met_on"))),
    Step("approve", _("批准"), (S.BRANCH_MEETING,), S.APPROVED, DECIDE, Place.ABOVE,
         says=(words.DECIDED_ON,), stamps=("approved_at", "approved_by"),
         gates=(BY_APPROVER, gates.NOTICE, time_passed("defence"), gates.ANSWERED, gates.TWO_NAMED,
                gates.VOTED, gates.REVIEWED, gates.GROUND_KEPT, gates.CARE_FIRST,
                gates.OTHER_HAND, another_person("concern", "propose", "record_vote"),
                day_said("decided_on")),
         does=effects.keep_outcome, makes=(DECISION,), source_text=SOURCE),
    Step("give_back", _("退回"), (S.BRANCH_MEETING, S.PROPOSED), S.RETURNED, DECIDE, Place.ABOVE,
         says=(words.REASON,), gates=(BY_ABOVE, gates.OTHER_HAND)),
    Step("decide_none", _("不作处置"), (S.BRANCH_MEETING,), S.NOT_DISPOSED, DECIDE, Place.ABOVE,
         says=(words.REASON,), gates=(BY_ABOVE, gates.OTHER_HAND)),
    Step("tell_none", _("告知不作处置"), (S.NOT_DISPOSED,), S.CLOSED_NO_ACTION, DRAFT,
         says=(words.SERVED_ON, words.WAY), does=effects.close,
         gates=(BY_BRANCH, day_said("served_on")),
         makes=(Doc("none", _("不作处置通知"), papers.none, Class.S),)),
    Step("serve", _("送达决定"), (S.APPROVED,), S.SERVED, DRAFT,
         says=(words.SERVED_ON, words.WAY, words.RECEIPT),
         gates=(BY_BRANCH, of_form(Form.ADVISE_LEAVE, Form.STRIKE_OFF), day_said("served_on"))),
    Step("serve_rectify", _("送达限期改正决定"), (S.APPROVED,), S.SERVED, DRAFT,
         says=(words.SERVED_ON, words.WAY, words.RECEIPT), starts=("rectify",),
         gates=(BY_BRANCH, of_form(Form.RECTIFY), gates.TERM, day_said("served_on"))),
    Step("open_appeal", _("说明申诉的权利"), (S.SERVED,), S.APPEAL_OPEN, DRAFT,
         starts=("appeal",), gates=(BY_BRANCH,)),
    Step("appeal", _("我要申诉"), (S.APPEAL_OPEN,), None, Who.ONESELF, says=(words.SAID,),
         starts=("appeal_answer",), does=effects.keep_appeal),
    Step("pass_on", _("申诉转上级"), (S.APPEAL_OPEN,), None, DECIDE, Place.ABOVE,
         says=(words.TO_WHOM,), gates=(BY_ABOVE, gates.OPEN_APPEAL)),
    Step("answer_appeal", _("答复申诉"), (S.APPEAL_OPEN,), None, DECIDE, Place.ABOVE,
         says=(words.UPHELD, words.ANSWER), stops=("appeal_answer",),
         gates=(BY_ABOVE, gates.OPEN_APPEAL, gates.OTHER_HAND), does=effects.answer_appeal,
         makes=(Doc("appeal", _("申诉答复"), papers.appeal, Class.S),)),
)  # fmt: skip
TAKE_EFFECT = (
    BY_APPROVER, time_passed("appeal"), gates.NO_APPEAL, gates.OTHER_HAND,
)  # fmt: skip
EFFECT_STEPS = (
    Step("finish", _("决定生效"), (S.APPEAL_OPEN,), S.FINAL, DECIDE, Place.ABOVE,
         stamps=("final_on",), stops=("appeal",),
         gates=(*TAKE_EFFECT, of_form(Form.RECTIFY, Form.ADVISE_LEAVE)),
         does=effects.take_effect),
    Step("strike", _("除名生效"), (S.APPEAL_OPEN,), S.FINAL, DECIDE, Place.ABOVE, ends=True,
         stamps=("final_on", "closed_on"), does=effects.leave_party,
         gates=(*TAKE_EFFECT, of_form(Form.STRIKE_OFF))),
    Step("begin_help", _("开始帮教改正"), (S.FINAL,), S.IN_RECTIFICATION, DRAFT,
         says=(words.PLAN,), gates=(BY_BRANCH, of_form(Form.RECTIFY), gates.HELPER),
         makes=(Doc("plan", _("帮教计划"), papers.help_plan, Class.S),)),
    Step("talk", _("记一次帮教谈话"), (S.IN_RECTIFICATION,), None, DRAFT, says=(words.TALKED,),
         gates=(BY_HELPER, day_said("talked_on")), does=effects.keep_talk),
    Step("mid_check", _("中期检查"), (S.IN_RECTIFICATION,), None, DRAFT, says=(words.CHECK,),
         gates=(BY_HELPER,)),
    Step("lift", _("改正结束"), (S.IN_RECTIFICATION,), S.LIFTED, DECIDE, Place.ABOVE,
         says=(words.REVIEW,), stops=("rectify",), stamps=("closed_on",),
         gates=(BY_APPROVER, gates.OTHER_HAND, gates.MID_CHECKED), does=effects.lifted,
         makes=(Doc("lifted", _("改正结束通知"), papers.lifted, Class.S),)),
    Step("escalate", _("期满没有改正"), (S.IN_RECTIFICATION,), S.ESCALATED, DECIDE, Place.ABOVE,
         says=(words.REVIEW,), stops=("rectify",), stamps=("closed_on",),
         gates=(BY_APPROVER, gates.OTHER_HAND, gates.PERIOD_OVER),
         explains=_("要用更重的方式，另开一件，从头办。")),
    Step("advise", _("劝其退党"), (S.FINAL,), S.ADVISED, DRAFT, says=(words.TALKED,),
         gates=(BY_BRANCH, of_form(Form.ADVISE_LEAVE), gates.TWO_NAMED, day_said("talked_on"))),
    Step("leave", _("本人退党"), (S.ADVISED,), S.LEFT, DECIDE, Place.ABOVE,
         says=(words.STATEMENT_ON,), stamps=("closed_on",), does=effects.leave_party,
         gates=(BY_APPROVER, gates.OTHER_HAND, day_said("statement_on"))),
    Step("refuse", _("本人坚持不退"), (S.ADVISED,), S.REFUSED, DRAFT, says=(words.TALKED,),
         gates=(BY_BRANCH, day_said("talked_on"))),
    Step("strike_meeting", _("为除名再开支部大会"), (S.REFUSED,), S.BRANCH_MEETING, DRAFT,
         says=(words.INFORMED_ON, words.INVITED_ON), starts=("defence",),
         gates=(BY_DRAFTER, gates.TWO_NAMED, day_said("informed_on", "invited_on")),
         does=effects.turn_to_strike, makes=(NOTICE,)),
    Step("stop", _("终止处置"), BEFORE_DECISION, S.CLOSED_NO_ACTION, DRAFT, says=(words.REASON,),
         gates=(named(Role.DRAFTER, Role.APPROVER, Role.SUPERIOR),), stop=True,
         stamps=("closed_on",), explains=_("写明理由，告知本人，资料封存，转为谈心帮助。"),
         makes=(Doc("stopped", _("终止通知"), papers.stopped, Class.S),)),
    Step("withdraw", _("撤回决定"), AFTER_DECISION, S.CLOSED_NO_ACTION, DECIDE, Place.ABOVE,
         says=(words.REASON,), gates=(BY_ABOVE, gates.OTHER_HAND), stop=True,
         stamps=("closed_on",), does=effects.withdrawn,
         makes=(Doc("withdrawn", _("撤回决定通知"), papers.stopped, Class.S),)),
)  # fmt: skip

DISPOSITION = Flow(
    code="competence.disposition",
    title=_("组织处置"),
    model="disposition.Disposition",
    states=State,
    ends=ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    named="account_ids",
    looked=note_look,
    url="disposition:case",
    rule_sets=(RuleSet("2024", _("2024年办法"), SINCE, SOURCE),),
    stages=(
        Stage(_("启动与备案"), (S.CONCERN, S.PROPOSED, S.FILED_BEFORE, S.RETURNED)),
        Stage(_("调查核实"), (S.INVESTIGATING,)),
        Stage(_("听取本人意见"), HEARING),
        Stage(_("支部大会讨论表决"), (S.BRANCH_MEETING,)),
        Stage(_("上级党委审批"), (S.APPROVED, S.NOT_DISPOSED)),
        Stage(_("送达、帮教、申诉"), (
            S.SERVED, S.APPEAL_OPEN, S.FINAL, S.IN_RECTIFICATION, S.ADVISED, S.REFUSED, *ENDS)),
    ),
    limits=(
        Limit("defence", _("本人提意见"), "disposition.defence.working_days", waits=True,
              extension=Extension("disposition.defence.more.working_days", DRAFT, times=3)),
        Limit("rectify", _("限期改正"), "disposition.rectify.months",
              extension=Extension("disposition.rectify.more.months", DECIDE, place=Place.ABOVE,
                                  most="disposition.rectify.months.most")),
        Limit("appeal", _("申诉"), "disposition.appeal.days", waits=True),
        Limit("appeal_answer", _("答复申诉"), "disposition.appeal.answer.days"),
    ),
    steps=(*OPENING_STEPS, *HEARING_STEPS, *DECIDING_STEPS, *EFFECT_STEPS),
)  # fmt: skip

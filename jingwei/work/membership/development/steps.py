"""Which steps lead from the application to the archive? One row each, in the order of the way."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.gates import another_person, time_passed
from jingwei.kernel.flows.parts import ANY, OPENING, Doc, Kind, Place, Slot, Step, Who, Word
from jingwei.work.membership.development import admission, gates, moves, papers, words
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION, ON_PROBATION, State
from jingwei.work.membership.development.rules import SOURCE

S = State
BRANCH, ABOVE = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM
UP = Place.ABOVE
NEW = SOURCE + "（2026年修订）"


def doc(name: str, title: object) -> Doc:
    return Doc(name, title, getattr(papers, name))  # type: ignore[arg-type]


def minutes(label: object = _("会议记录")) -> Slot:
    return Slot("minutes", label, required=False)  # type: ignore[arg-type]


APPLYING = (
    Step("apply", _("递交入党申请书"), OPENING, S.APPLIED, BRANCH, dated="on", starts=("talk",),
         says=(words.day(_("申请入党日期"), "applied_on"),),
         gates=(gates.in_order(), gates.OF_AGE), does=moves.begin,
         source_text=NEW + "第五条、第六条"),
    Step("talk", _("派人谈话"), (S.APPLIED,), S.TALKED, BRANCH, dated="on", stops=("talk",),
         says=(words.day(_("谈话日期"), "talked_on"), words.WHO_TALKED, words.NOTE),
         attaches=(Slot("record", _("谈话记录"), required=False),),
         gates=(gates.in_order(),), makes=(doc("talk_record", _("谈话记录")),),
         source_text=NEW + "第七条"),
)  # fmt: skip

ACTIVISTS = (
    Step("decide_activist", _("确定为积极分子"), (S.TALKED,), S.ACTIVIST_DECIDED, BRANCH,
         dated="on", starts=("cultivation", "check"),
         says=(words.day(_("支委会（支部大会）研究日期"), "activist_on"), words.RECOMMENDED,
               words.OPINION),
         attaches=(minutes(),), gates=(gates.in_order(), gates.OF_AGE),
         does=moves.begin_cultivation, makes=(doc("activist_filing", _("积极分子备案表")),),
         explains=_("先有党员推荐或者群团组织推优，再由支委会研究"), source_text=NEW + "第八条"),
    Step("file_activist", _("积极分子备案"), (S.ACTIVIST_DECIDED,), S.ACTIVIST, ABOVE, UP,
         says=(words.OPINION,), gates=(another_person("decide_activist"),),
         source_text=NEW + "第八条"),
    Step("return_activist", _("退回积极分子备案"), (S.ACTIVIST_DECIDED,), S.TALKED, ABOVE, UP,
         decides=True, says=(words.REASON,), stops=("cultivation", "check"), stop=True,
         gates=(another_person("decide_activist"),), does=moves.take_back_activist),
    Step("name_contacts", _("确定培养联系人"), (S.ACTIVIST_DECIDED, S.ACTIVIST), None, BRANCH,
         says=words.CONTACTS, gates=(gates.CONTACTS_FULL,), does=moves.name_contacts,
         source_text=NEW + "第九条"),
    Step("check", _("记半年考察"), (S.ACTIVIST_DECIDED, S.ACTIVIST), None, BRANCH, dated="on",
         starts=("check",), says=(words.day(_("考察日期")), words.CHECK, words.NOTE),
         gates=(gates.HAS_CONTACT, gates.in_order("activist_on")), does=moves.note_check,
         makes=(doc("activist_record", _("培养教育考察登记表")),), source_text=NEW + "第十一条"),
)  # fmt: skip

CANDIDATES = (
    Step("decide_candidate", _("确定发展对象人选"), (S.ACTIVIST,), S.CANDIDATE_DECIDED, BRANCH,
         dated="on", stops=("cultivation", "check"),
         says=(words.day(_("支委会研究日期"), "candidate_on"), *words.HEARD, words.OPINION),
         attaches=(minutes(),),
         gates=(gates.HAS_CONTACT, gates.CULTIVATED, gates.CHECKED, gates.in_order()),
         does=moves.clear_notice, source_text=NEW + "第十三条"),
    Step("publish", _("公示发展对象人选"), (S.CANDIDATE_DECIDED,), S.NOTICE, BRANCH, dated="on",
         under=("2026",), starts=("notice",),
         says=(words.day(_("张贴日期"), "noticed_on"), words.WHERE),
         gates=(gates.in_order(),), makes=(doc("notice", _("公示")),),
         source_text=NEW + "第十三条"),
    Step("note_objection", _("记一条公示反映"), (S.NOTICE, S.NOTICED), None, BRANCH,
         under=("2026",), says=(words.day(_("反映日期")), words.text(
             "what", _("反映的内容"), required=True, help=_("不写反映人的姓名。"))),
         gates=(gates.in_order("noticed_on"),), does=moves.note_objection),
    Step("end_notice", _("公示期满"), (S.NOTICE,), S.NOTICED, BRANCH, under=("2026",),
         stops=("notice",), says=(words.SETTLED,),
         gates=(time_passed("notice"), gates.ANSWERED), makes=(doc("notice_result",
                                                                    _("公示结果")),),
         source_text=NEW + "第十三条"),
    Step("consent", _("上级同意"), (S.NOTICED,), S.CANDIDATE, ABOVE, UP, under=("2026",),
         stamps=("consented_on",), says=(words.OPINION,),
         gates=(gates.consent(filing=False), another_person("decide_candidate", "publish")),
         source_text=NEW + "第十三条"),
    Step("file_candidate", _("上级备案"), (S.NOTICED,), S.CANDIDATE, ABOVE, UP, under=("2026",),
         stamps=("consented_on",), says=(words.OPINION,),
         gates=(gates.consent(filing=True), another_person("decide_candidate", "publish")),
         source_text=NEW + "第十三条"),
    Step("file_candidate", _("上级备案"), (S.CANDIDATE_DECIDED,), S.CANDIDATE, ABOVE, UP,
         under=("2014",), stamps=("consented_on",), says=(words.OPINION,),
         gates=(another_person("decide_candidate"),), source_text=SOURCE + "（2014年）"),
    Step("return_candidate", _("上级不同意，退回"), (S.CANDIDATE_DECIDED,), S.ACTIVIST,
         ABOVE, UP, decides=True,
         under=("2014",), says=(words.REASON,), stop=True, starts=("check",),
         gates=(another_person("decide_candidate"),)),
    Step("return_candidate", _("上级不同意，退回"), (S.CANDIDATE_DECIDED, S.NOTICED), S.ACTIVIST,
         ABOVE, UP, decides=True,
         under=("2026",), says=(words.REASON,), stop=True, starts=("check",),
         gates=(another_person("decide_candidate"),)),
    Step("name_sponsors", _("确定入党介绍人"), (S.CANDIDATE,), None, BRANCH, says=words.SPONSORS,
         gates=(gates.SPONSORS_FULL,), does=moves.name_sponsors, source_text=NEW + "第十四条"),
    Step("review_politically", _("政治审查"), (S.CANDIDATE,), None, BRANCH,
         says=(words.day(_("审查日期"), "political_on"), words.OUTCOME, words.REVIEWED_HOW),
         gates=(gates.in_order("applied_on"),),
         makes=(doc("political_review", _("政治审查综合材料")),), source_text=NEW + "第十六条"),
    Step("train", _("短期集中培训"), (S.CANDIDATE,), None, BRANCH,
         says=(words.day(_("培训结束日期"), "trained_on"), *words.TRAINING, words.NOTE),
         gates=(gates.in_order("applied_on"), gates.TRAINED), does=moves.note_training,
         source_text=NEW + "第十七条"),
)  # fmt: skip

RECEIVING = (
    Step("review", _("支委会审查"), (S.CANDIDATE,), S.REVIEWED, BRANCH, dated="on",
         says=(words.day(_("支委会日期"), "reviewed_on"), words.LEAVING, words.OPINION),
         attaches=(minutes(),), gates=(gates.READY, gates.in_order(), gates.STAYS),
         does=moves.note_recorded_training,
         source_text=NEW + "第十八条"),
    Step("prereview", _("上级预审合格"), (S.REVIEWED,), S.PREREVIEWED, ABOVE, UP, under=("2014",),
         stamps=("prereviewed_on",), says=(words.OPINION,), gates=(another_person("review"),),
         makes=(doc("prereview", _("预审意见")),), source_text=SOURCE + "（2014年）"),
    Step("prereview", _("上级预审合格"), (S.REVIEWED,), S.PREREVIEWED, ABOVE, UP, under=("2026",),
         stamps=("prereviewed_on",), starts=("meeting",), says=(words.OPINION,),
         gates=(another_person("review"),), makes=(doc("prereview", _("预审意见")),),
         source_text=NEW + "第十八条、第十九条"),
    Step("return_review", _("预审不合格，退回"), (S.REVIEWED,), S.CANDIDATE, ABOVE, UP,
         decides=True, says=(words.REASON,), stop=True, gates=(another_person("review"),)),
    Step("issue_form", _("发入党志愿书"), (S.PREREVIEWED,), S.FORMED, BRANCH, dated="on",
         says=(words.day(_("发放日期"), "formed_on"), words.FORM_NO), gates=(gates.in_order(),),
         makes=(doc("form_cover", _("入党志愿书封面")),), source_text=NEW + "第十八条"),
    Step("vote", _("支部大会通过"), (S.FORMED,), S.VOTED, BRANCH, dated="on", stops=("meeting",),
         starts=("approval", "probation"),
         says=(words.day(_("支部大会日期"), "voted_on"), *words.VOTE, words.OPINION),
         attaches=(minutes(),), gates=(gates.in_order(), gates.vote()),
         does=moves.vote("admission"), makes=(doc("resolution", _("支部大会决议")),),
         source_text=NEW + "第十九条、第二十条"),
    Step("vote_down", _("支部大会没有通过"), (S.FORMED,), S.CANDIDATE, BRANCH, dated="on",
         decides=True, stops=("meeting",), stop=True,
         says=(words.day(_("支部大会日期")), *words.VOTE, words.OPINION),
         attaches=(minutes(),), gates=(gates.in_order(), gates.vote(wants=False)),
         does=moves.vote("admission", passed=False), source_text=NEW + "第二十条"),
    Step("talk_above", _("上级派人谈话"), (S.VOTED,), None, ABOVE, UP,
         says=(words.day(_("谈话日期"), "talked_above_on"), words.WHO_TALKED, words.NOTE),
         gates=(gates.in_order("voted_on"),), source_text=NEW + "第二十四条"),
    Step("approve", _("上级批准接收"), (S.VOTED,), S.PROBATIONARY, ABOVE, UP, under=("2014",),
         stops=("approval",), says=(words.OPINION, words.WHY_LATE),
         gates=(another_person("vote", "review"), gates.TALKED_ABOVE, gates.not_late("voted_on")),
         does=admission.admit, makes=(doc("approval", _("接收预备党员批复")),),
         source_text=SOURCE + "（2014年）"),
    Step("approve", _("上级批准接收"), (S.VOTED,), S.PROBATIONARY, ABOVE, UP, under=("2026",),
         stops=("approval",), starts=("oath",), says=(words.OPINION, words.WHY_LATE),
         gates=(another_person("vote", "review"), gates.TALKED_ABOVE, gates.not_late("voted_on")),
         does=admission.admit, makes=(doc("approval", _("接收预备党员批复")),),
         source_text=NEW + "第二十五条"),
    Step("refuse_admission", _("上级不批准接收"), (S.VOTED,), S.CANDIDATE, ABOVE, UP,
         decides=True, stops=("approval", "probation"), says=(words.REASON,), stop=True,
         gates=(another_person("vote"),), source_text=NEW + "第二十五条"),
)  # fmt: skip

PROBATION = (
    Step("file_above", _("报上一级组织部门备案"), ON_PROBATION, None, ABOVE, UP,
         says=(words.day(_("报备日期"), "filed_above_on"),),
         gates=(gates.in_order("approved_on"),)),
    Step("place", _("编入支部和党小组"), ON_PROBATION, None, BRANCH,
         says=(words.day(_("编入日期"), "placed_on"), words.GROUP),
         gates=(gates.in_order("approved_on"),), source_text=NEW + "第二十八条"),
    Step("swear", _("入党宣誓"), ON_PROBATION, None, BRANCH, dated="on", stops=("oath",),
         says=(words.day(_("宣誓日期"), "oath_on"),
               Word("where", _("在哪里宣誓"), Kind.LINE, required=False, most=100)),
         gates=(gates.in_order("approved_on"),), makes=(doc("oath_record", _("宣誓记录")),),
         source_text=NEW + "第二十九条"),
    Step("observe", _("记预备期考察"), (S.PROBATIONARY,), None, BRANCH,
         says=(words.day(_("考察日期")), words.text("note", _("考察情况"), required=True)),
         gates=(gates.in_order("approved_on"),), source_text=NEW + "第三十条"),
    Step("request", _("本人申请转正"), (S.PROBATIONARY,), S.REQUESTED, BRANCH, dated="on",
         says=(words.day(_("书面申请日期"), "requested_on"),),
         attaches=(Slot("request", _("转正申请书"), required=False),),
         gates=(gates.in_order(),), source_text=NEW + "第三十二条"),
    Step("vote_full", _("支部大会通过按期转正"), (S.REQUESTED,), S.FULL_VOTED, BRANCH, dated="on",
         stops=("probation",), starts=("full_approval",),
         says=(words.day(_("支部大会日期"), "full_voted_on"), *words.VOTE, words.OPINION),
         attaches=(minutes(),), gates=(gates.SERVED, gates.in_order(), gates.vote()),
         does=moves.vote("full"), makes=(doc("full_resolution", _("转正决议")),),
         source_text=NEW + "第三十二条"),
    Step("vote_extension", _("支部大会通过延长预备期"), (S.REQUESTED,), S.EXTENSION_VOTED, BRANCH,
         dated="on", starts=("full_approval",),
         says=(words.day(_("支部大会日期"), "full_voted_on"), words.MONTHS, *words.VOTE,
               words.text("reason", _("延长的原因"), required=True)),
         attaches=(minutes(),),
         gates=(gates.EXTENDABLE, gates.SERVED, gates.in_order(), gates.vote()),
         does=moves.vote_extension, makes=(doc("full_resolution", _("延长预备期决议")),)),
    Step("vote_cancel", _("支部大会通过取消资格"), (S.REQUESTED, S.PROBATIONARY), S.CANCEL_VOTED,
         BRANCH, dated="on", starts=("full_approval",), stop=True,
         says=(words.day(_("支部大会日期"), "full_voted_on"), *words.VOTE,
               words.text("reason", _("原因"), required=True)),
         attaches=(minutes(),), gates=(gates.in_order(), gates.vote()),
         does=moves.vote("cancel"), makes=(doc("full_resolution", _("取消资格决议")),)),
    Step("approve_full", _("上级批准转正"), (S.FULL_VOTED,), S.FULL, ABOVE, UP,
         stops=("full_approval",), stamps=("full_approved_on",),
         says=(words.OPINION, words.WHY_LATE),
         gates=(another_person("vote_full"), gates.not_late("full_voted_on")),
         does=admission.convert, makes=(doc("conversion", _("转正批复")),),
         source_text=NEW + "第三十三条"),
    Step("approve_extension", _("上级批准延长"), (S.EXTENSION_VOTED,), S.PROBATIONARY, ABOVE, UP,
         decides=True, stops=("full_approval",), says=(words.OPINION,),
         gates=(another_person("vote_extension"),), does=moves.extend_probation,
         makes=(doc("conversion", _("延长预备期批复")),)),
    Step("approve_cancel", _("上级批准取消资格"), (S.CANCEL_VOTED,), S.STOPPED, ABOVE, UP,
         decides=True,
         stops=("full_approval", "probation"), stamps=("stopped_on",), says=(words.OPINION,),
         gates=(another_person("vote_cancel"),), does=admission.cancel,
         makes=(doc("conversion", _("取消资格批复")),)),
    Step("return_full", _("上级不批准，退回支部"),
         (S.FULL_VOTED, S.EXTENSION_VOTED, S.CANCEL_VOTED), S.REQUESTED, ABOVE, UP,
         decides=True, stops=("full_approval",), says=(words.REASON,), stop=True,
         gates=(another_person("vote_full", "vote_extension", "vote_cancel"),),
         does=moves.take_back),
    Step("archive", _("材料归档"), (S.FULL,), S.ARCHIVED, BRANCH,
         says=(words.day(_("归档日期"), "archived_on"),), gates=(gates.in_order(),),
         source_text=NEW + "第三十六条"),
)  # fmt: skip


def _stop(rules: str, states: tuple[str, ...]) -> Step:
    return Step(
        "stop", _("终止"), states, S.STOPPED, BRANCH, decides=True,
        stop=True, dated="on", under=(rules,),
        says=(words.day(_("支部研究日期"), "stopped_on"), words.WHY, words.REASON),
        gates=(gates.in_order(),), does=moves.forget,
        explains=_("本人撤回、转走或者支部研究不再培养"),
    )  # fmt: skip


NOTICE_STATES = (S.NOTICE, S.NOTICED)
ALWAYS = (
    _stop("2014", tuple(one for one in BEFORE_ADMISSION if one not in NOTICE_STATES)),
    _stop("2026", BEFORE_ADMISSION),
    Step("close_gone", _("组织关系已不在，结束"), (*ON_PROBATION, S.FULL), S.STOPPED, BRANCH,
         stop=True, stamps=("stopped_on",), says=(words.REASON,), gates=(gates.GONE,)),
    Step("remind", _("超期提醒上级"), ANY, None, Who.WORKER, raises=True),
)  # fmt: skip

STEPS = (*APPLYING, *ACTIVISTS, *CANDIDATES, *RECEIVING, *PROBATION, *ALWAYS)

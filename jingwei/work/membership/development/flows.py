"""How does an applicant become a full member? The 25 steps of 2014, and what 2026 adds."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.parts import Extension, Limit, RuleSet, Stage
from jingwei.work.membership.development import steps
from jingwei.work.membership.development.kinds import (
    ACTIVISTS,
    APPLICANTS,
    CANDIDATES,
    ENDS,
    ON_PROBATION,
    RECEIVING,
    State,
)
from jingwei.work.membership.development.rules import SOURCE

S = State

DEVELOPMENT = Flow(
    code="membership.development", title=_("发展党员"), model="development.Development",
    states=S, ends=ENDS, sees=Duty.MEMBERS_SEE, begins=(S.APPLIED,), person="person",
    keeps_rules=False, url="development:case",
    purpose=_("从递交申请到转为正式党员；办过的步骤算数，以后的步骤按当天的细则办。"),
    rule_sets=(
        RuleSet("2014", _("2014年细则"), date(2014, 5, 28), SOURCE + "（2014年）"),
        RuleSet("2026", _("2026年修订的细则"), date(2026, 5, 11), SOURCE + "（2026年修订）"),
    ),
    stages=(
        Stage(_("申请"), APPLICANTS),
        Stage(_("积极分子"), ACTIVISTS),
        Stage(_("发展对象"), CANDIDATES),
        Stage(_("接收"), RECEIVING),
        Stage(_("预备期"), ON_PROBATION),
        Stage(_("转正归档"), (S.FULL, *ENDS)),
    ),
    limits=(
        Limit("talk", _("派人谈话"), "development.talk.months", escalates="remind"),
        Limit("cultivation", _("培养教育"), "development.cultivation.years", waits=True),
        Limit("check", _("半年考察"), "development.check.months"),
        Limit("notice", _("公示"), "development.notice.working_days", waits=True,
              counts_first=True),
        Limit("meeting", _("召开支部大会"), "development.meeting.months", escalates="remind"),
        Limit("approval", _("上级审批"), "development.approval.months", escalates="remind",
              warn_days=14,
              extension=Extension("development.approval.months", Duty.MEMBERS_CONFIRM)),
        Limit("oath", _("入党宣誓"), "development.oath.months"),
        Limit("probation", _("预备期"), "development.probation.years", waits=True),
        Limit("full_approval", _("转正审批"), "development.full.approval.months",
              escalates="remind", warn_days=14),
    ),
    steps=steps.STEPS,
)  # fmt: skip

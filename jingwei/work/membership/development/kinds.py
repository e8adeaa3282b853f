"""Where may a development case stand, and what kinds of thing are said in it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The states in the order of the way; the two last are ends."""

    APPLIED = "applied", _("已申请")
    TALKED = "talked", _("入党申请人")
    ACTIVIST_DECIDED = "activist_decided", _("积极分子待备案")
    ACTIVIST = "activist", _("入党积极分子")
    CANDIDATE_DECIDED = "candidate_decided", _("发展对象人选")
    NOTICE = "notice", _("公示中")
    NOTICED = "noticed", _("公示期满")
    CANDIDATE = "candidate", _("发展对象")
    REVIEWED = "reviewed", _("待预审")
    PREREVIEWED = "prereviewed", _("预审合格")
    FORMED = "formed", _("待支部大会")
    VOTED = "voted", _("待上级审批")
    PROBATIONARY = "probationary", _("预备党员")
    REQUESTED = "requested", _("已申请转正")
    FULL_VOTED = "full_voted", _("转正待审批")
    EXTENSION_VOTED = "extension_voted", _("延长预备期待审批")
    CANCEL_VOTED = "cancel_voted", _("取消资格待审批")
    FULL = "full", _("已转正，待归档")
    ARCHIVED = "archived", _("已归档")
    STOPPED = "stopped", _("已终止")


S = State
ENDS = (S.ARCHIVED, S.STOPPED)
APPLICANTS = (S.APPLIED, S.TALKED)
ACTIVISTS = (S.ACTIVIST_DECIDED, S.ACTIVIST)
CANDIDATES = (S.CANDIDATE_DECIDED, S.NOTICE, S.NOTICED, S.CANDIDATE)
RECEIVING = (S.REVIEWED, S.PREREVIEWED, S.FORMED, S.VOTED)
ON_PROBATION = (S.PROBATIONARY, S.REQUESTED, S.FULL_VOTED, S.EXTENSION_VOTED, S.CANCEL_VOTED)
BEFORE_ADMISSION = (*APPLICANTS, *ACTIVISTS, *CANDIDATES, *RECEIVING)


class Part(models.TextChoices):
    """The stretches of the way, as lists and boards show them."""

    APPLICANT = "applicant", _("入党申请人")
    ACTIVIST = "activist", _("入党积极分子")
    CANDIDATE = "candidate", _("发展对象")
    RECEIVING = "receiving", _("接收预备党员")
    PROBATION = "probation", _("预备党员")
    DONE = "done", _("已转正")
    STOPPED = "stopped", _("已终止")


PARTS: dict[str, tuple[str, ...]] = {
    Part.APPLICANT: APPLICANTS, Part.ACTIVIST: ACTIVISTS, Part.CANDIDATE: CANDIDATES,
    Part.RECEIVING: RECEIVING, Part.PROBATION: ON_PROBATION, Part.DONE: (S.FULL, S.ARCHIVED),
    Part.STOPPED: (S.STOPPED,),
}  # fmt: skip


class Recommended(models.TextChoices):
    """Who put the activist forward."""

    MEMBERS = "members", _("党员推荐")
    LEAGUE = "league", _("共青团推优")
    MASS = "mass", _("其他群团组织推荐")


class Check(models.TextChoices):
    """What a half-yearly check came to; the committee says it, no program does."""

    GO_ON = "go_on", _("继续培养")
    READY = "ready", _("可以讨论列为发展对象")
    STOP = "stop", _("不宜继续培养")


class Outcome(models.TextChoices):
    PASSED = "passed", _("合格")
    NOT_PASSED = "not_passed", _("不合格")


class Why(models.TextChoices):
    """Why a case ends early."""

    WITHDRAWN = "withdrawn", _("本人撤回申请")
    MOVED = "moved", _("转到别的单位继续培养")
    NOT_READY = "not_ready", _("支部研究不再培养")
    REVIEW = "review", _("政治审查不合格")
    DIED = "died", _("去世")


class VoteKind(models.TextChoices):
    ADMISSION = "admission", _("接收预备党员")
    FULL = "full", _("按期转正")
    EXTENSION = "extension", _("延长预备期")
    CANCEL = "cancel", _("取消预备党员资格")


class Politics(models.TextChoices):
    """政治面貌 before admission; GB/T 4762."""

    LEAGUE = "03", _("共青团员")
    OTHER_PARTY = "04", _("民主党派成员")
    NO_PARTY = "12", _("无党派人士")
    MASSES = "13", _("群众")

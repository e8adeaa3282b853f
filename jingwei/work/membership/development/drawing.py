"""What do the pages show of a case? Plain values for templates; every list asked for once."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import queries as flows
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Sex
from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY
from jingwei.shell.flows import told
from jingwei.work.membership.development import queries, trainings
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.queries import BoardRow

HOMES = ("party_branch", "joint_branch", "floating_branch")
DAYS = (
    ("applied_on", gettext_lazy("申请入党")), ("talked_on", gettext_lazy("派人谈话")),
    ("activist_on", gettext_lazy("确定为积极分子")),
    ("candidate_on", gettext_lazy("确定发展对象人选")),
    ("noticed_on", gettext_lazy("公示")), ("consented_on", gettext_lazy("上级同意或备案")),
    ("political_on", gettext_lazy("政治审查")), ("trained_on", gettext_lazy("短期培训")),
    ("reviewed_on", gettext_lazy("支委会审查")), ("prereviewed_on", gettext_lazy("上级预审")),
    ("formed_on", gettext_lazy("发志愿书")), ("voted_on", gettext_lazy("支部大会")),
    ("talked_above_on", gettext_lazy("上级派人谈话")), ("approved_on", gettext_lazy("上级批准")),
    ("placed_on", gettext_lazy("编入支部")), ("oath_on", gettext_lazy("入党宣誓")),
    ("requested_on", gettext_lazy("申请转正")), ("full_voted_on", gettext_lazy("转正的支部大会")),
    ("full_approved_on", gettext_lazy("批准转正")), ("archived_on", gettext_lazy("归档")),
    ("stopped_on", gettext_lazy("终止")),
)  # fmt: skip


def may_write(scope: Scope, org: Organisation) -> bool:
    """A new application is taken by a branch."""
    return org.kind in HOMES and scope.holds(Duty.MEMBERS_CHANGE, org.path)


def tabs(org: Organisation, current: str) -> list[dict[str, Any]]:
    return [
        {"label": _("名单"), "url": reverse("development:of", args=[org.code]),
         "current": current == "list"},
        {"label": _("进度板"), "url": reverse("development:board", args=[org.code]),
         "current": current == "board"},
    ]  # fmt: skip


def board(org: Organisation, rows: list[BoardRow]) -> list[dict[str, Any]]:
    """The board's rows with the addresses of the lists behind each number."""
    return [
        {
            "org": row.org, "whole": row.whole, "is_self": row.org.pk == org.pk,
            "url": reverse("development:of", args=[row.org.code]),
            "cells": [
                {"n": n, "part": part.value, "label": part.label}
                for part, n in zip(queries.BOARD, row.counts, strict=True)
            ],
        }
        for row in rows
    ]  # fmt: skip


def shown(row: Development, scope: Scope, at: datetime) -> dict[str, Any]:
    """Everything that the page of one case shows."""
    case = flows.case_of(DEVELOPMENT, row)
    look = flows.look_at(DEVELOPMENT, row, case, by=scope, at=at)
    offers = flows.offers(look)
    running = told.running(look, flows.clock_events(case) if case else ())
    stepper = reverse("flows:case", args=[DEVELOPMENT.code, row.public_id])
    return {
        "row": row, "stages": told.stages(look), "state": DEVELOPMENT.label(row.state),
        "rules": DEVELOPMENT.rules_on(look.on), "stepper": stepper,
        "mine": [one for one in offers if one.is_mine and not one.step.stop],
        "stops": [one for one in offers if one.is_mine and one.step.stop],
        "waiting": not any(one.is_mine for one in offers),
        "limits": [one for one in running if one.state in ("running", "paused")],
        "people": _people(row), "days": days_of(row), "details": _details(row),
        "votes": queries.votes_of(row), "classes": trainings.of(row, look.on),
        "may_edit": row.state in BEFORE_ADMISSION
        and scope.holds(Duty.MEMBERS_CHANGE, row.org_path),
    }  # fmt: skip


def _people(row: Development) -> list[dict[str, Any]]:
    named = (
        (_("培养联系人"), row.contact_one), (_("培养联系人"), row.contact_two),
        (_("入党介绍人"), row.sponsor_one), (_("入党介绍人"), row.sponsor_two),
    )  # fmt: skip
    return [
        {"label": label, "value": who.name,
         "url": reverse("members:member", args=[who.public_id])}
        for label, who in named if who is not None
    ]  # fmt: skip


def days_of(row: Development) -> list[dict[str, Any]]:
    found = [(getattr(row, name), str(label)) for name, label in DAYS]
    found += [(day, _("半年考察")) for day in row.checks_on]
    return [
        {"what": label, "on": day, "state": "done"}
        for day, label in sorted(((d, w) for d, w in found if d), key=lambda one: one[0])
    ]  # fmt: skip


def _details(row: Development) -> list[dict[str, Any]]:
    pairs = (
        (_("性别"), str(Sex(row.sex).label) if row.sex in ("1", "2") else ""),
        (_("出生日期"), row.birth_on.isoformat() if row.birth_on else ""),
        (_("民族"), ETHNICITY.titles.get(row.ethnicity, "")),
        (_("学历"), EDUCATION.titles.get(row.education, "")),
        (_("学位"), DEGREE.titles.get(row.degree, "")),
        (_("政治面貌"), row.get_politics_display()),
        (_("籍贯"), row.native_place), (_("工作单位及职务"), row.unit_title),
        (_("工作岗位"), row.work_post),
        (_("入团日期"), row.league_on.isoformat() if row.league_on else ""),
        (_("参加工作日期"), row.worked_on.isoformat() if row.worked_on else ""),
        (_("身份证号"), _("末四位 {tail}").format(tail=row.id_tail) if row.id_tail else ""),
        (_("手机"), _("末四位 {tail}").format(tail=row.phone_tail) if row.phone_tail else ""),
        (_("背景信息"), row.background),
    )  # fmt: skip
    return [{"label": label, "value": value} for label, value in pairs if value]

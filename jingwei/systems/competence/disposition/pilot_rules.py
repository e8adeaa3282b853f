"""Is a pilot, a trial or a name of the list well written? Plain values in, findings out."""

from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

HOUSE: Final = "本系统规则"
FIVE: Final = 5
FIELDS: Final = ("rural", "community", "enterprise")
KEPT: Final = ("kept", "dropped")
LABEL: Final = 40


def pilot_findings(
    field: str, place: str, since: date | None, until: date | None, criteria: str
) -> list[Finding]:
    found = []
    if field not in FIELDS:
        found.append(_said("pilot.field", "请选农村、社区或企业。", "field"))
    if not place.strip():
        found.append(_said("pilot.place", "还没有写试点在哪里。", "place"))
    if not criteria.strip():
        found.append(_said("pilot.criteria", "还没有写为什么选它，请写选点标准。", "criteria"))
    if since is None:
        found.append(_said("pilot.since", "还没有写从哪天开始试。", "since"))
    if since and until and until <= since:
        found.append(_said("pilot.until", "结束要晚于开始，请核对日期。", "until"))
    return found


def trial_findings(
    idea: str, expected: str, began_on: date | None, *, first: date
) -> list[Finding]:
    found = []
    if not idea.strip():
        found.append(_said("trial.idea", "还没有写试什么做法。", "idea"))
    if not expected.strip():
        found.append(_said("trial.expected", "还没有写预期看到什么，请先写明。", "expected"))
    if began_on is None:
        found.append(_said("trial.began", "还没有写从哪天开始试。", "began_on"))
    elif began_on < first:
        found.append(_said("trial.before", "比试点开始还早，请核对日期。", "began_on"))
    return found


def evaluation_findings(
    evaluation: str, kept: str, ended_on: date | None, *, began_on: date, today: date,
    decided: bool,
) -> list[Finding]:  # fmt: skip
    found = []
    if decided:
        found.append(Finding("trial.decided", "这项试验已经有结论。", HOUSE))
    if not evaluation.strip():
        found.append(_said("trial.evaluation", "还没有写看到了什么。", "evaluation"))
    if kept not in KEPT:
        found.append(_said("trial.kept", "请选保留还是不用。", "kept"))
    if ended_on is None or not began_on <= ended_on <= today:
        found.append(_said("trial.ended", "结束日期在开始之后、今天以前，请核对。", "ended_on"))
    return found


def adoption_findings(
    place: str, since: date | None, why: str, *, kept: bool, own: bool, twice: bool, today: date
) -> list[Finding]:
    """A practice is taken up only after it was tried and kept, and by another unit."""
    found = []
    if not kept:
        found.append(Finding("adoption.kept", "这个做法还没有结论，保留推广了再采用。", HOUSE))
    if own:
        found.append(Finding("adoption.own", "这是本单位自己试的，不用再采用。", HOUSE))
    if twice:
        found.append(Finding("adoption.twice", "本单位已经在采用，不用再登记。", HOUSE))
    if not place.strip():
        found.append(_said("adoption.place", "还没有写在哪里采用。", "place"))
    if since is None:
        found.append(_said("adoption.since", "还没有写从哪天起采用。", "since"))
    elif since > today:
        found.append(_said("adoption.ahead", "还没有到这一天，采用了再登记。", "since"))
    if not why.strip():
        found.append(_said("adoption.why", "还没有写为什么适合这里。", "why"))
    return found


def stopping_findings(
    on: date | None, why: str, *, since: date, today: date, stopped: bool
) -> list[Finding]:
    found = []
    if stopped:
        found.append(Finding("adoption.stopped", "已经停用，不用再写。", HOUSE))
    if on is None or not since < on <= today:
        found.append(_said("adoption.day", "停用日期在采用之后、今天以前，请核对。", "on"))
    if not why.strip():
        found.append(_said("adoption.reason", "还没有写为什么停用。", "why"))
    return found


def label_findings(label: str) -> list[Finding]:
    if not label.strip():
        return [_said("checklist.label", "还没有写这一步叫什么。", "label")]
    if len(label.strip()) > LABEL:
        return [
            Finding(
                "checklist.long", "名字请写在{n}字以内。", HOUSE, {"n": LABEL, "field": "label"}
            )
        ]
    return []


def _said(code: str, message: str, field: str) -> Finding:
    return Finding(code, message, HOUSE, {"field": field})

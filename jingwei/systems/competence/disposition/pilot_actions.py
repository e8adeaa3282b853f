"""How are pilots, trials and the names of the local steps written down?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held
from jingwei.systems.competence.disposition import pilot_rules
from jingwei.systems.competence.disposition.kinds import Kept, Phase
from jingwei.systems.competence.disposition.models import Adoption, LocalStep, Pilot, Trial


@dataclass(frozen=True)
class PilotTold:
    """A pilot as it is typed."""

    field: str
    place: str
    since: date | None
    until: date | None
    criteria: str
    basis: str = ""


@dataclass(frozen=True)
class TrialTold:
    idea: str
    expected: str
    began_on: date | None
    figure: str = ""


def add_pilot(*, org: Organisation, told: PilotTold, by: Scope, at: datetime) -> Pilot:
    """A unit becomes a pilot: where, from when to when, and by which written criteria."""
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    _refuse(pilot_rules.pilot_findings(told.field, told.place, told.since, told.until,
                                       told.criteria))  # fmt: skip
    pilot = Pilot.everything.create(
        org=org, org_path=org.path, field=told.field, place=told.place.strip(),
        held=held(told.since, told.until), criteria=told.criteria.strip(),
        basis=told.basis.strip(),
    )  # fmt: skip
    _line("competence.pilot.add", pilot, by, at, {"field": told.field, "from": told.since})
    return pilot


def change_pilot(*, pilot: Pilot, told: PilotTold, by: Scope, at: datetime) -> Pilot:
    """Put a pilot right, or say when it ends."""
    by.require(Duty.MEMBERS_CONFIRM, pilot.org_path)
    _refuse(pilot_rules.pilot_findings(told.field, told.place, told.since, told.until,
                                       told.criteria))  # fmt: skip
    row: Pilot = Pilot.everything.select_for_update(of=("self",)).get(pk=pilot.pk)
    row.field, row.place = told.field, told.place.strip()
    row.criteria, row.basis = told.criteria.strip(), told.basis.strip()
    row.held = held(told.since, told.until)
    row.save()
    _line("competence.pilot.change", row, by, at, {"from": told.since, "to": told.until})
    return row


def add_trial(*, pilot: Pilot, told: TrialTold, by: Scope, at: datetime) -> Trial:
    """An idea is tried: what is expected of it is written down before."""
    by.require(Duty.MEMBERS_CONFIRM, pilot.org_path)
    _refuse(pilot_rules.trial_findings(told.idea, told.expected, told.began_on,
                                       first=pilot.held.lower))  # fmt: skip
    trial = Trial.everything.create(
        org_id=pilot.org_id, org_path=pilot.org_path, pilot=pilot, idea=told.idea.strip(),
        expected=told.expected.strip(), figure=told.figure.strip(), began_on=told.began_on,
    )  # fmt: skip
    _line("competence.trial.add", trial, by, at, {"from": told.began_on})
    return trial


def evaluate_trial(
    *, trial: Trial, evaluation: str, kept: str, ended_on: date | None, by: Scope, at: datetime
) -> Trial:
    """What was found, and whether the idea is kept or dropped."""
    by.require(Duty.MEMBERS_CONFIRM, trial.org_path)
    row: Trial = Trial.everything.select_for_update(of=("self",)).get(pk=trial.pk)
    _refuse(pilot_rules.evaluation_findings(
        evaluation, kept, ended_on, began_on=row.began_on, today=local_day(at),
        decided=row.kept != Kept.OPEN,
    ))  # fmt: skip
    row.evaluation, row.kept, row.ended_on = evaluation.strip(), kept, ended_on
    row.decided_on = local_day(at)
    row.save()
    _line("competence.trial.evaluate", row, by, at, {"kept": kept})
    return row


def adopt_practice(
    *, org: Organisation, trial: Trial, place: str, since: date | None, why: str, by: Scope,
    at: datetime,
) -> Adoption:  # fmt: skip
    """A unit takes up what a pilot elsewhere kept; where it came from stays written."""
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    Organisation.everything.select_for_update(of=("self",)).get(pk=org.pk)
    running = Adoption.everything.filter(org=org, trial=trial, held__upper_inf=True)
    _refuse(pilot_rules.adoption_findings(
        place, since, why, kept=trial.kept == Kept.KEPT, own=trial.org_id == org.pk,
        twice=running.exists(), today=local_day(at),
    ))  # fmt: skip
    row = Adoption.everything.create(
        org=org, org_path=org.path, trial=trial, idea=trial.idea,
        origin=f"{trial.pilot.place}（{trial.org}）"[:300], place=place.strip(), held=held(since),
        why=why.strip(),
    )  # fmt: skip
    _line("competence.practice.adopt", row, by, at, {"trial": str(trial.public_id), "from": since})
    return row


def stop_practice(
    *, adoption: Adoption, on: date | None, why: str, by: Scope, at: datetime
) -> Adoption:
    """The unit no longer uses it, and says why: others weigh that too."""
    by.require(Duty.MEMBERS_CONFIRM, adoption.org_path)
    row: Adoption = Adoption.everything.select_for_update(of=("self",)).get(pk=adoption.pk)
    _refuse(pilot_rules.stopping_findings(
        on, why, since=row.held.lower, today=local_day(at), stopped=row.is_stopped
    ))  # fmt: skip
    assert on is not None  # noqa: S101 - refused without one
    row.held, row.ended_why = closed(row.held, on), why.strip()
    row.save(update_fields=["held", "ended_why"])
    _line("competence.practice.stop", row, by, at, {"to": on})
    return row


def rename_local_step(
    *, org: Organisation, phase: str, position: int, label: str, by: Scope, at: datetime
) -> LocalStep:
    """What this organisation and all below call one of the fifteen steps, from today."""
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    if phase not in Phase.values or not 1 <= position <= pilot_rules.FIVE:
        raise Refused(Finding("disposition.tick", "清单里没有这一步。", pilot_rules.HOUSE))
    _refuse(pilot_rules.label_findings(label))
    today = local_day(at)
    rows = LocalStep.everything.filter(org=org, phase=phase, position=position)
    for row in rows.filter(held__contains=today).select_for_update(of=("self",)):
        if row.held.lower == today:
            row.delete()
        else:
            row.held = closed(row.held, today)
            row.save(update_fields=["held"])
    made = LocalStep.everything.create(
        org=org, org_path=org.path, phase=phase, position=position, label=label.strip(),
        held=held(today),
    )  # fmt: skip
    write_line(
        verb="competence.checklist.rename", by=by, at=at, org=org,
        subject=("localstep", f"{org.code}:{phase}:{position}"),
        facts={"phase": phase, "position": position, "label": label.strip()},
    )  # fmt: skip
    return made


def _line(verb: str, row: Any, by: Scope, at: datetime, facts: dict[str, Any]) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org,
        subject=(row._meta.model_name, row.public_id), facts=facts,
    )  # fmt: skip


def _refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)

"""Who is on duty at a station, from when until when? Named, put right, ended: one line each."""

from dataclasses import dataclass
from datetime import date, datetime

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.keeping import ended, is_open, lock, refuse
from jingwei.systems.public_benefit.network import rules
from jingwei.systems.public_benefit.network.models import Station, StationStaff


@dataclass(frozen=True)
class Term:
    """From a day up to but not including another, as in the spreadsheet; without a first day from
    today, without a last until somebody says so."""

    since: date | None = None
    until: date | None = None


def name_staff(
    *, station: Station, name: str, post: str, term: Term = Term(), by: Scope, at: datetime
) -> StationStaff:  # fmt: skip
    """Somebody is on duty there for a time. Raises: Refused."""
    row = lock(Station, station, by)
    since = term.since or local_day(at)
    found = rules.staff_findings(name=name, post=post, is_open=is_open(row, local_day(at)))
    found += _term_findings(row, name.strip(), since, term.until, but=None)
    refuse(found)
    made = StationStaff(
        org=row.org, org_path=row.org_path, station=row, name=name.strip(), post=post.strip(),
        held=held(since, term.until),
    )  # fmt: skip
    made.save(force_insert=True)
    write_line(
        verb="network.staff.name", by=by, at=at, org=row.org, subject=("station", row.public_id),
        facts={"since": since, "until": term.until},
    )  # fmt: skip
    return made


def change_staff(
    *, staff: StationStaff, post: str, term: Term, by: Scope, at: datetime
) -> StationStaff:  # fmt: skip
    """Another post or other days of the same person; the line keeps the former days. Raises:
    Refused."""
    row = lock(StationStaff, staff, by)
    station = Station.everything.get(pk=row.station_id)
    since, former = term.since or row.held.lower, row.held
    found = rules.staff_findings(name=row.name, post=post, is_open=True)
    found += _term_findings(station, row.name, since, term.until, but=row)
    refuse(found)
    row.post, row.held = post.strip(), held(since, term.until)
    row.save(update_fields=["post", "held"])
    write_line(
        verb="network.staff.change", by=by, at=at, org=row.org,
        subject=("stationstaff", row.public_id),
        facts={"since": since, "until": term.until, "was_since": former.lower,
               "was_until": former.upper},
    )  # fmt: skip
    return row


def end_staff(*, staff: StationStaff, by: Scope, at: datetime) -> StationStaff:
    """No longer on duty there. Raises: Refused."""
    row = lock(StationStaff, staff, by)
    last = ended(row.held, local_day(at))
    if row.held.upper is not None and row.held.upper <= last.upper:
        raise Refused(Finding("staff.over", "已经不在岗。", rules.HOUSE))
    row.held = last
    row.save(update_fields=["held"])
    write_line(
        verb="network.staff.end", by=by, at=at, org=row.org, subject=("stationstaff", row.public_id)
    )
    return row


def _term_findings(
    station: Station, name: str, since: date, until: date | None, *, but: StationStaff | None
) -> list[Finding]:
    in_order = until is None or since < until
    others = StationStaff.everything.filter(station=station, name=name)
    same = others.exclude(pk=but.pk) if but else others
    return rules.duty_findings(
        since=since, until=until, opened=station.held.lower, closed=station.held.upper,
        twice=in_order and same.filter(held__overlap=held(since, until)).exists(),
    )  # fmt: skip

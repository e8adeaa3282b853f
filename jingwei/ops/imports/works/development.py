"""How does a list of development open cases in their stage, so that nothing is overdue that day?

What the list does not say stays empty: a talk that is not on paper is still to be held, and its
time begins with the day of the import.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_noop as _

from jingwei.kernel import names as sounds
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.calendar import add_months, add_years
from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.imports.brought import Brought, Confirmed, Made
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import MEMBERS, Cell, Layout, Secret
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.ops.imports.works.candidates import Candidates, match
from jingwei.ops.imports.writing.standing import CHANGED
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import State

PLAIN: Final = (
    "sex", "ethnicity", "education", "politics", "political", "native_place", "background",
    "work_post", "unit_title",
)  # fmt: skip
DAYS: Final = (
    "birth_on", "applied_on", "talked_on", "activist_on", "candidate_on", "political_on",
    "trained_on", "voted_on", "league_on", "worked_on",
)  # fmt: skip
SAID: Final = (
    "name", "org", "stage", "approved_on", "full_on", "contacts", "contact_two", "checks",
    "sponsors", "sponsor_two", "training_days", "training_hours", "extended",
)  # fmt: skip
HELPERS: Final = ("contact_one", "contact_two", "sponsor_one", "sponsor_two")
LAYOUT: Final = Layout(
    "development", "development", tuple(map(Cell, (*SAID, *PLAIN, *DAYS))),
    (
        Secret("id_number", "id_number", "id_index", "id_tail"),
        Secret("phone", "phone", "", "phone_tail"), Secret("address", "address", ""),
    ),
    extra=(
        "state", "name_sort", "checks_on", "check_due", "talk_due", "probation_until", "cultivated",
        *(f"{name}_id" for name in HELPERS),
    ),
)  # fmt: skip
_C = LAYOUT.cell
STATES: Final = {
    "activist": State.ACTIVIST, "candidate": State.CANDIDATE, "probationary": State.PROBATIONARY,
}  # fmt: skip
WHOLE: Final = (
    "applied_on", "talked_on", "activist_on", "candidate_on", "political_on", "trained_on",
    "voted_on", "approved_on",
)  # fmt: skip


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each in the state in which its case opens."""
    count = len(table)
    prepared = Prepared(secrets=people.plain(table, LAYOUT))
    homes = organisations_of(table, "org", finder)
    prepared.org = [one.id if one else None for one in homes]
    prepared.indexes = {
        key: some for key, some in people.indexed(table, MEMBERS).items() if key == "id_number"
    }
    shared.whole_days(table, WHOLE)
    said = {name: texts(table, name, count) for name in (*SAID, *DAYS)}
    found = match(table, scope, prepared, said)
    today = local_day(batch.uploaded_at)
    prepared.extra = _states(said, found, today)
    prepared.extra["approved_on"] = [
        approved or voted if stage_ == "probationary" else approved
        for approved, voted, stage_ in zip(
            said["approved_on"], said["voted_on"], said["stage"], strict=True
        )
    ]
    shared.say(
        table, "voted_on", "development.approved",
        [at for at in range(count) if said["stage"][at] == "probationary"
         and said["voted_on"][at] and not said["approved_on"][at]],
    )  # fmt: skip
    _birthdays(table, prepared, said)
    _seal(prepared, said, count, table)
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("development"))


def _states(
    said: dict[str, list[str | None]], found: Candidates, today: date
) -> dict[str, list[str | None]]:
    """State, what is due next, and who helps; every day that is due lies after today."""
    count = len(said["name"])
    extra: dict[str, list[str | None]] = {name: [None] * count for name in LAYOUT.extra}
    talk, check = (int(value_of(f"development.{name}.months", today)) for name in ("talk", "check"))
    year = int(value_of("development.probation.years", today))
    cultivation = int(value_of("development.cultivation.years", today))
    for at in range(count):
        days = {name: _whole(said[name][at]) for name in WHOLE}
        stage_ = said["stage"][at] or "applicant"
        state = STATES.get(stage_) or (State.TALKED if days["talked_on"] else State.APPLIED)
        extra["state"][at] = state
        extra["name_sort"][at] = sounds.sort_key(said["name"][at] or "")
        extra["checks_on"][at] = "{" + ",".join(map(str, found.checks[at])) + "}"
        if state == State.APPLIED and days["applied_on"]:
            due = max(add_months(days["applied_on"], talk), add_months(today, talk))
            extra["talk_due"][at] = due.isoformat()
        if state == State.ACTIVIST and days["activist_on"]:
            last = max((days["activist_on"], *found.checks[at]))
            extra["check_due"][at] = _after(last, check, today).isoformat()
            extra["cultivated"][at] = add_years(days["activist_on"], cultivation).isoformat()
        if state == State.PROBATIONARY and days["voted_on"]:
            until = add_years(days["voted_on"], year)
            if said["extended"][at] and (said["extended"][at] or "").isdigit():
                until = add_months(until, int(said["extended"][at] or 0))
            extra["probation_until"][at] = until.isoformat()
        for name in HELPERS:
            who = found.helpers[at].get(name)
            extra[f"{name}_id"][at] = str(who) if who else None
    return extra


def _whole(text: str | None) -> date | None:
    return first_day(text) if text and len(text) == shared.WHOLE_DAY else None


def _after(last: date, months: int, today: date) -> date:
    """The next half year counted from the last check that has not passed yet."""
    n = 1
    while (due := add_months(last, months * n)) < today:
        n += 1
    return due


def _birthdays(table: Table, prepared: Prepared, said: dict[str, list[str | None]]) -> None:
    """Only whole days are kept: one by month alone stays empty and is told."""
    for name in ("birth_on", "league_on", "worked_on"):
        short = [at for at, day in enumerate(said[name]) if day and len(day) < shared.WHOLE_DAY]
        prepared.extra[name] = [day if day and len(day) == shared.WHOLE_DAY else None
                                for day in said[name]]  # fmt: skip
        shared.say(table, name, "development.half_day", short)


def _seal(prepared: Prepared, said: dict[str, list[str | None]], count: int, table: Table) -> None:
    """Number, phone and address of those who are not admitted yet; a member's stand in the file."""
    prepared.target_uuid = people.fresh_ids(count)
    admitted = [one == "probationary" for one in said["stage"]]
    good = table.good.tolist()
    for secret in LAYOUT.secrets:
        words = prepared.secrets.get(secret.field)
        if words is None:
            continue
        seal = sealing.sealer(f"development.{secret.column}")
        prepared.sealed[secret.field] = [
            seal(text, UUID(row)) if text and ok and not member else None
            for text, row, ok, member in zip(
                words, prepared.target_uuid, good, admitted, strict=True
            )
        ]


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Cases in their stage with what runs for them, and images."""
    on = local_day(done.batch.uploaded_at)
    made = shared.insert(cursor, done, "development", _columns(), {"rules": _rules(on)})
    cursor.execute(
        """
        WITH made AS (
            INSERT INTO flow_case (public_id, org_id, org_path, flow, subject, state, rule_set,
                number, level, begun_at, moved_at, person_id)
            SELECT gen_random_uuid(), d.org_id, d.org_path, %(flow)s, d.public_id, d.state,
                %(rules)s, 0, 0, d.applied_on + interval '4 hours', %(at)s, d.person_id
            FROM staged_row s JOIN development d ON d.id = s.target
            WHERE s.batch_id = %(batch)s AND s.verdict = 1 RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row) SELECT %(entry)s, 'flow_case', id FROM made
        """,
        {
            "flow": DEVELOPMENT.code, "rules": _rules(on), "at": done.at,
            "batch": done.batch.pk, "entry": done.entry,
        },
    )  # fmt: skip
    for name, due in RUNS.items():
        _clock(cursor, done, name, due, on)
    return made, 0


RUNS: Final = {
    "talk": "talk_due", "cultivation": "cultivated", "check": "check_due",
    "probation": "probation_until",
}  # fmt: skip
BEGAN: Final = {"cultivation": "d.activist_on", "probation": "d.voted_on"}


def _clock(cursor: Any, done: Confirmed, name: str, due: str, on: date) -> None:
    """The limit of those for whom it runs; what begins anew begins with the day of the import."""
    limit = DEVELOPMENT.limit(name)
    span, source = span_of(limit.span, on)
    cursor.execute(
        f"""
        INSERT INTO flow_clock (case_id, org_id, org_path, name, number, amount, unit, source,
            state, outcome, began_on, due_on, extended, waits, is_certain)
        SELECT c.id, d.org_id, d.org_path, %(name)s, %(number)s, %(amount)s, %(unit)s, %(source)s,
            'running', '', {BEGAN.get(name, "least(%(on)s, " + _C(due) + "::date)")},
            {_C(due)}::date, 0, %(waits)s, true
        FROM staged_row s JOIN development d ON d.id = s.target
        JOIN flow_case c ON c.flow = %(flow)s AND c.subject = d.public_id
        WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND {_C(due)} IS NOT NULL
        """,
        {
            "name": name, "number": limit.span if isinstance(limit.span, str) else "",
            "amount": span.amount, "unit": span.unit, "source": source, "on": on,
            "waits": limit.waits, "flow": DEVELOPMENT.code, "batch": done.batch.pk,
        },
    )  # fmt: skip


def _rules(on: date) -> str:
    return str(DEVELOPMENT.rules_on(on).code)


def _columns() -> dict[str, str]:
    columns = {
        "public_id": "s.target_uuid", "name": _C("name"), "name_sort": _C("name_sort"),
        "person_id": "s.other", "state": _C("state"), "checks_on": f"{_C('checks_on')}::date[]",
        "degree": "''", "recommended": "''", "form_no": "''", "why": "''", "objections": "0",
        "rule_note": "%(rules)s", "updated_at": "%(at)s", "version": "1", "is_demo": "false",
        "is_talent": "false",
        "approved_on": f"CASE WHEN s.other IS NOT NULL THEN {_C('approved_on')}::date END",
    }  # fmt: skip
    columns |= {name: f"coalesce({_C(name)}, '')" for name in PLAIN if name != "sex"}
    columns["sex"] = f"coalesce({_C('sex')}, '0')"
    columns |= {name: f"{_C(name)}::date" for name in (*DAYS, "check_due", "talk_due",
                                                      "probation_until")}  # fmt: skip
    columns |= {f"{name}_id": f"{_C(f'{name}_id')}::bigint" for name in HELPERS}
    columns |= {name: f"{_C(name)}::int" for name in ("training_days", "training_hours")}
    columns["extended_months"] = f"{_C('extended')}::int"
    for at, secret in enumerate(LAYOUT.secrets, 1):
        columns[secret.column] = f"s.sealed[{at}]"
        if secret.tail:
            columns[secret.tail] = f"coalesce(s.tails[{at}], '')"
    columns["id_index"] = "CASE WHEN s.sealed[1] IS NOT NULL THEN s.indexes[1] END"
    return columns


BROUGHT: Final = Brought(
    "development", LAYOUT, stage, write, "name",
    (
        Made(
            "flow_case", "(SELECT d.name FROM development d WHERE d.public_id = p.subject)",
            (("steps", "p.number > 0", _("后来又办过")),),
            belongings=("flow_clock.case_id",),
        ),
        Made(
            "development", "p.name",
            (
                ("version", "p.version > 1", CHANGED),
                (
                    "training",
                    (
                        "EXISTS (SELECT 1 FROM past_class c WHERE c.case_id = p.id) OR EXISTS"
                        " (SELECT 1 FROM case_attendance c WHERE c.case_id = p.id)"
                    ),
                    _("已有培训记录"),
                ),
            ),
        ),
    ),
    stale=(
        (
            "SELECT s.row_no FROM staged_row s JOIN development d ON d.id_index = s.indexes[1]"
            " AND d.state NOT IN ('archived', 'stopped')"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            "SELECT s.row_no FROM staged_row s JOIN development d ON d.person_id = s.other"
            " AND d.state NOT IN ('archived', 'stopped')"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            f"SELECT s.row_no FROM staged_row s JOIN development d ON d.org_id = s.org"
            f" AND d.name = {_C('name')} AND d.applied_on = {_C('applied_on')}::date"
            " AND d.state NOT IN ('archived', 'stopped')"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND s.indexes[1] IS NULL"
        ),
    ),
)  # fmt: skip

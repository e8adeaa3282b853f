"""How is a worksheet carried out by a second person, in one transaction, and how taken back?"""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import actions as orgs
from jingwei.kernel.orgs import remains
from jingwei.kernel.orgs.actions import refuse
from jingwei.kernel.orgs.edge_actions import tie_between
from jingwei.kernel.orgs.kinds import EdgeKind
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, OrganisationState
from jingwei.kernel.orgs.rules import basis_findings, code_taken
from jingwei.kernel.people.models import Post
from jingwei.kernel.ranges import closed, held
from jingwei.kernel.register import register
from jingwei.kernel.worksheets import queries, rules
from jingwei.kernel.worksheets.actions import lock_worksheet
from jingwei.kernel.worksheets.handover import Handover, changed_since, put_back
from jingwei.kernel.worksheets.models import End, Item, Worksheet


def execute_worksheet(
    *, sheet: Worksheet, by: Scope, at: datetime, version: int | None = None
) -> Worksheet:
    """Carry out what people said of every single thing; all of it or nothing.

    Sources that take nothing end with the day; each new organisation is tied to what it came from
    (``turned_into``). One ledger line with the image of every row.
    """
    orgs.lock_tree()
    sheet = lock_worksheet(sheet, by, version)
    same = sheet.made_by_id == by.account_id
    refuse(rules.state_findings(sheet.state, "submitted", same_person=same))
    ends = queries.ends(sheet)
    for end in ends:
        if end.body is not None:
            end.body = orgs.lock_organisation(end.body, None)
    refuse(queries.findings(sheet, today=local_day(at)))
    done = Handover(on=sheet.on, by=by, at=at, basis=sheet.basis)
    above = Organisation.everything.get(pk=sheet.org_id)
    fresh = [end for end in ends if end.body_id is None]
    for end in fresh:
        end.body = _set_up(end, above, done)
        end.save(update_fields=["body"])
    _hand_over(sheet, ends, done)
    for source in ends:
        if source.is_source:
            _turn(source, ends, done)
    for source in ends:
        if source.is_source and not source.is_target:
            _end(source, done)
    facts = queries.told(sheet) | {"made": [end.code for end in fresh]}
    line = write_line(
        verb="worksheets.worksheet.execute", by=by, at=at, org=above,
        subject=("worksheet", sheet.public_id), facts=facts,
    )  # fmt: skip
    sheet.touched, sheet.line = done.write(line), line.pk
    sheet.done_by_id, sheet.done_at, sheet.state = by.account_id, at, Worksheet.State.DONE
    _save(sheet, "touched", "line", "done_by", "done_at", "state")
    return sheet


def undo_worksheet(
    *, sheet: Worksheet, reason: str, by: Scope, at: datetime, version: int | None = None
) -> Worksheet:
    """Take an execution back: a new line that corrects the first, and every row as it was.

    What was known in between stays readable. Refused where a row has changed since.
    """
    orgs.lock_tree()
    sheet = lock_worksheet(sheet, by, version)
    refuse(
        [
            *rules.state_findings(sheet.state, "done"),
            *basis_findings(reason, says="请写明撤回的理由。"),
        ]
    )
    changed = changed_since(sheet.touched)
    if changed:
        later = rules.LATER
        raise Refused(Finding(later.code, later.message, later.source, {"n": len(changed)}))
    assert sheet.line is not None  # noqa: S101 - it was executed
    ends = queries.ends(sheet)
    made = [end for end in ends if end.code]
    End.everything.filter(pk__in=[end.pk for end in made]).update(body=None)
    try:
        with transaction.atomic():
            put_back(sheet.line)
            _straighten(ends)
            # A later tie to an organisation that goes must be found here, not at the commit.
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as named:
        later = rules.LATER
        raise Refused(Finding(later.code, later.message, later.source, {"n": 1})) from named
    write_line(
        verb="worksheets.worksheet.undo", by=by, at=at, org=sheet.org,
        subject=("worksheet", sheet.public_id), corrects=sheet.line,
        facts=queries.told(sheet) | {"reason": reason},
    )  # fmt: skip
    sheet.state = Worksheet.State.UNDONE
    _save(sheet, "state")
    return sheet


def _set_up(end: End, above: Organisation, done: Handover) -> Organisation:
    """The new organisation with its name, its superior and what search needs."""
    org = Organisation(
        code=end.code, path=orgs.next_path(above.path), name=end.name, kind=end.body_kind,
        held=held(done.on), pinyin=names.pinyin(end.name), initials=names.initials(end.name),
        updated_at=done.at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            org.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(code_taken()) from taken
    done.made("organisation", [org.pk])
    state = OrganisationState.everything.create(
        org=org, org_path=org.path, held=held(done.on), name=org.name, kind=org.kind,
        basis=done.basis,
    )  # fmt: skip
    done.made("organisation_state", [state.pk])
    edge = Edge.everything.create(
        org=org, org_path=org.path, host=above, host_path=above.path, kind=EdgeKind.LEADS,
        held=held(done.on), basis=done.basis,
    )  # fmt: skip
    done.made("edge", [edge.pk])
    orgs.index_name(org)
    done.made("name_part", NamePart.everything.filter(org=org).values_list("pk", flat=True))
    return org


def _hand_over(sheet: Worksheet, ends: list[End], done: Handover) -> None:
    """Kind by kind, target by target; what stays with a source that goes on is not touched."""
    bodies = {end.pk: end.body for end in ends}
    rows = list(Item.everything.filter(worksheet=sheet).order_by("pk"))
    done.source_of = {(row.kind, row.thing): row.org_id for row in rows}
    for kind, one in register().assignables.items():
        groups: dict[int | None, list[int]] = {}
        for row in rows:
            body = bodies.get(row.target_id)
            if row.kind == kind and (row.is_ended or (body and body.pk != row.org_id)):
                groups.setdefault(row.target_id, []).append(row.thing)
        # What ends goes first: it may free the seat that another takes.
        for target, things in sorted(groups.items(), key=lambda group: group[0] or 0):
            one.assign(things, bodies[target] if target else None, done)


def _turn(source: End, ends: list[End], done: Handover) -> None:
    """Lineage: each other target came out of this source."""
    for target in ends:
        if not target.is_target or target.pk == source.pk:
            continue
        assert source.body is not None  # noqa: S101 - a source exists
        assert target.body is not None  # noqa: S101 - set up above
        lower = Organisation.everything.get(pk=target.body.pk)
        upper = Organisation.everything.get(pk=source.body.pk)
        if tie_between(lower, upper, EdgeKind.TURNED_INTO, held(done.on)) is None:
            edge = Edge.everything.create(
                org=lower, org_path=lower.path, host=upper, host_path=upper.path,
                kind=EdgeKind.TURNED_INTO, held=held(done.on), basis=done.basis,
            )  # fmt: skip
            done.made("edge", [edge.pk])


def _end(source: End, done: Handover) -> None:
    """The source is over: its name, superior, seats and term end with the day."""
    assert source.body is not None  # noqa: S101 - a source exists
    org = Organisation.everything.get(pk=source.body.pk)
    for row in remains.running(org):
        table = row._meta.db_table
        done.keep(table, [row.pk])
        if isinstance(row, Post) and row.held.lower is not None and row.held.lower >= done.on:
            continue  # a seat that was set up the same day has a holder's history to keep
        orgs.end_stretch(row, done.on)
    done.keep("organisation", [org.pk])
    org.held = closed(org.held, done.on)
    orgs.save_organisation(org, done.at, "held")


def _straighten(ends: list[End]) -> None:
    """Put every organisation that was handed back under the path of its superior again."""
    for end in ends:
        if end.body_id is None or not end.is_source:
            continue
        led = Edge.everything.filter(
            host=end.body_id, kind=EdgeKind.LEADS, held__endswith=None
        ).order_by("pk")  # fmt: skip
        for edge in led:
            org = Organisation.everything.get(pk=edge.org_id)
            host = Organisation.everything.get(pk=edge.host_id)
            if org.path[:-5] != host.path:
                orgs.move_paths(org.path, orgs.next_path(host.path))


def _save(sheet: Worksheet, *columns: str) -> None:
    sheet.version = F("version") + 1
    sheet.save(update_fields=[*columns, "version"])
    sheet.refresh_from_db(fields=["version"])

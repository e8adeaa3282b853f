"""How does the tree change? Founding, renaming, moving and dissolving, each with its history."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.fields import Precision
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import remains, rules
from jingwei.kernel.orgs.kinds import EdgeKind, OrgKind
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, OrganisationState, Term, Unit
from jingwei.kernel.ranges import closed, held

TREE_LOCK = 0x4A57_0001  # advisory lock: one hand at a time on the shape of the tree


def lock_tree() -> None:
    """Wait for and hold the right to change the shape of the tree until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])


def next_path(parent_path: str) -> str:
    """A free path below ``parent_path``; the tree must be locked. Labels are never used twice
    while the organisation that had them exists."""
    depth = len(parent_path) + paths.STEP
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(path) FROM organisation WHERE path > %s AND path < %s"
            " AND length(path) = %s",
            [parent_path, paths.upper(parent_path), depth],
        )
        (last,) = cursor.fetchone()
    number = paths.number(last[-paths.STEP :]) + 1 if last else 0
    return parent_path + paths.label(number)


def found_organisation(
    *,
    parent: Organisation | None,
    code: str,
    name: str,
    kind: str,
    founded_on: date,
    by: Scope,
    at: datetime,
    short_name: str = "",
    precision: str = Precision.DAY,
    unit: Unit | None = None,
    situation: str = "",
    basis: str = "",
    due_on: date | None = None,
    is_demo: bool = False,
) -> Organisation:
    """Set up an organisation below ``parent`` (None: the root of an empty city).

    Raises: Refused in words; codes ``org.*``.
    """
    if parent is not None:
        by.require(Duty.ORGS_CHANGE, parent.path)
    lock_tree()
    if parent is not None:
        parent = lock_organisation(parent, None)
    seen = rules.Founding(
        name=name, short_name=short_name, kind=kind, founded_on=founded_on, due_on=due_on,
        kind_known=kind in OrgKind.values, code=code,
        parent_kind=parent.kind if parent else "",
        parent_open=parent is None or parent.is_open,
        code_taken=Organisation.everything.filter(code=code).exists(),
    )  # fmt: skip
    refuse(rules.founding_findings(seen, on=local_day(at)))
    org = Organisation(
        code=code,
        path=next_path(parent.path if parent else ""),
        name=name,
        short_name=short_name,
        kind=kind,
        held=held(founded_on),
        founded_precision=precision,
        unit=unit,
        situation=situation,
        pinyin=names.pinyin(name),
        initials=names.initials(name),
        is_demo=is_demo,
        updated_at=at,
    )
    try:
        with transaction.atomic():
            org.save(force_insert=True)
    except IntegrityError as taken:
        # Row security hides the neighbours' codes; only the key of the table knows them.
        raise Refused(rules.code_taken()) from taken
    _write_state(org, held(founded_on), basis)
    if parent is not None:
        _lead(org, parent, max(founded_on, parent.held.lower or founded_on), basis)
    if due_on is not None:
        Term.everything.create(
            org=org, org_path=org.path, held=held(founded_on, due_on), due_on=due_on
        )
    index_name(org)
    write_line(
        verb="orgs.organisation.found", by=by, at=at, org=org, subject=("organisation", org.code),
        facts={"name": name, "kind": kind, "founded_on": founded_on, "basis": basis,
               "superior": parent.code if parent else "",
               "due_on": due_on},
    )  # fmt: skip
    return org


def rename_organisation(
    *,
    org: Organisation,
    name: str,
    on: date,
    by: Scope,
    at: datetime,
    short_name: str | None = None,
    kind: str | None = None,
    basis: str = "",
    version: int | None = None,
) -> Organisation:
    """Give an organisation a new name (or kind) from a day on; the former one stays in history."""
    by.require(Duty.ORGS_CHANGE, org.path)
    org = lock_organisation(org, version)
    new_kind = org.kind if kind is None else kind
    new_short = org.short_name if short_name is None else short_name
    before = {"name": org.name, "short_name": org.short_name, "kind": org.kind}
    state = remains.own(OrganisationState, org).filter(held__endswith=None).first()
    refuse(
        rules.renaming_findings(
            name=name, short_name=new_short, on=on, today=local_day(at), is_open=org.is_open,
            since=state.held.lower if state else org.held.lower,
            same=(name, new_short, new_kind) == tuple(before.values()),
            kind_known=new_kind in OrgKind.values,
            **(remains.kinds_around(org) if new_kind != org.kind else {}), kind=new_kind,
        )
    )  # fmt: skip
    if state is not None:
        end_stretch(state, on)
    org.name, org.short_name, org.kind = name, new_short, new_kind
    org.pinyin, org.initials = names.pinyin(name), names.initials(name)
    save_organisation(org, at, "name", "short_name", "kind", "pinyin", "initials")
    _write_state(org, held(on), basis)
    index_name(org)
    write_line(
        verb="orgs.organisation.rename", by=by, at=at, org=org,
        subject=("organisation", org.code),
        facts={"before": before, "name": name, "kind": new_kind, "from": on, "basis": basis},
    )  # fmt: skip
    return org


def move_organisation(
    *,
    org: Organisation,
    parent: Organisation,
    on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
    version: int | None = None,
) -> Organisation:
    """Put an organisation and all below it under another superior from a day on.

    Every scoped row goes along, one statement for each table (``move_paths`` of the database).
    """
    by.require(Duty.ORGS_CHANGE, org.path)
    by.require(Duty.ORGS_CHANGE, parent.path)
    lock_tree()
    org = lock_organisation(org, version)
    parent = lock_organisation(parent, None)
    edge = remains.leading_edge(org)
    refuse(
        rules.moving_findings(
            on=on, today=local_day(at), is_open=org.is_open, parent_open=parent.is_open,
            kind=org.kind, parent_kind=parent.kind,
            inside=paths.holds(org.path, parent.path),
            inside_until=remains.inside_until(org, parent, on),
            already=edge is not None and edge.host_id == parent.pk,
            since=edge.held.lower if edge else None, is_root=edge is None and org.is_open,
            parent_since=parent.held.lower,
        )
    )  # fmt: skip
    former = remains.superior(edge) if edge else None
    if edge is not None:
        end_stretch(edge, on)
    old, new = org.path, next_path(parent.path)
    moved = move_paths(old, new)
    org.path = new
    save_organisation(org, at)
    _lead(org, parent, on, basis)
    write_line(
        verb="orgs.organisation.move", by=by, at=at, org=org, subject=("organisation", org.code),
        facts={"from_superior": former.code if former else "", "superior": parent.code,
               "superior_name": parent.name, "from": on, "basis": basis,
               "organisations": moved, "path_before": old},
    )  # fmt: skip
    return org


def move_paths(former: str, fresh: str) -> int:
    """Put the subtree of one path under another one; how many organisations it has. Both ends
    must be in the scope that was said to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT move_paths(%s, %s)", [former, fresh])
        return int(cursor.fetchone()[0])


def dissolve_organisation(
    *, org: Organisation, on: date, by: Scope, at: datetime, basis: str, version: int | None = None
) -> Organisation:
    """End an organisation; it must have no open organisations below, members or held posts."""
    by.require(Duty.ORGS_CHANGE, org.path)
    lock_tree()
    org = lock_organisation(org, version)
    left = remains.of(org)
    refuse(
        rules.dissolving_findings(
            on=on, today=local_day(at), is_open=org.is_open, since=org.held.lower, basis=basis,
            below=left.below, members=left.members, holders=left.holders, units=left.units,
            last_change=left.last_change, busy_until=left.busy_until,
        )
    )  # fmt: skip
    org.held = closed(org.held, on)
    save_organisation(org, at, "held")
    for row in remains.running(org):
        end_stretch(row, on)
    write_line(
        verb="orgs.organisation.dissolve", by=by, at=at, org=org,
        subject=("organisation", org.code), facts={"from": on, "basis": basis},
    )  # fmt: skip
    return org


def lock_organisation(org: Organisation, version: int | None) -> Organisation:
    """The row as it is now, locked.

    Raises: Refused 409 where it changed since ``version`` was shown.
    """
    row: Organisation | None = (
        Organisation.everything.select_for_update(no_key=True).filter(pk=org.pk).first()
    )
    # No row: it was moved out of sight since the page was drawn.
    if row is None or (version is not None and row.version != version):
        raise Refused(
            Finding("version.changed", "这个组织刚被别人改过，请看过现在的内容再改一次。")
        )
    return row


def index_name(org: Organisation) -> None:
    """Write the searchable parts of an organisation's name anew."""
    NamePart.everything.filter(org=org, org_path=org.path, unit=None).delete()
    said = {*names.parts(org.name), *(names.parts(org.short_name) if org.short_name else ())}
    said.add(org.code.upper())
    NamePart.everything.bulk_create(
        NamePart(org=org, org_path=org.path, part=part) for part in sorted(said)
    )


def save_organisation(org: Organisation, at: datetime, *columns: str) -> None:
    """Write columns of a locked row and count its version up."""
    org.updated_at = at
    org.version = F("version") + 1
    org.save(update_fields=[*columns, "updated_at", "version"])
    org.refresh_from_db(fields=["version"])


def refuse(found: list[Finding]) -> None:
    """Raises: Refused with every reason at once, where there is one."""
    if found:
        raise Refused(*found)


def _write_state(org: Organisation, stretch: Any, basis: str) -> None:
    OrganisationState.everything.create(
        org=org, org_path=org.path, held=stretch, name=org.name, short_name=org.short_name,
        kind=org.kind, basis=basis,
    )  # fmt: skip


def _lead(org: Organisation, parent: Organisation, since: date, basis: str) -> None:
    Edge.everything.create(
        org=org, org_path=org.path, host=parent, host_path=parent.path,
        kind=EdgeKind.LEADS, held=held(since), basis=basis,
    )  # fmt: skip


def end_stretch(row: Any, on: date) -> None:
    """Close a stretch; one that would hold on no day was a slip of the same day and goes."""
    if row.held.lower is not None and row.held.lower >= on:
        row.delete()
        return
    row.held = closed(row.held, on)
    row.save(update_fields=["held"])

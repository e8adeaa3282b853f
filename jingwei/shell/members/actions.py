"""How are own views, columns and exports kept? Exports with reason, second person and looks."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import reveal
from jingwei.kernel.privacy.models import Look
from jingwei.shell.members import queries, rules
from jingwei.shell.members.models import ColumnChoice, Export, SavedView

REASONS: Final = reveal.REASONS


def save_view(*, name: str, query: str, by: Scope, at: datetime) -> SavedView:
    """Keep a list under a name; a name that is there already takes the new conditions."""
    kept = queries.choices(by).views
    refuse(rules.view_findings(name=name, query=query, kept=[view.name for view in kept]))
    try:
        with transaction.atomic():
            view, _made = SavedView.objects.update_or_create(
                account_id=by.account_id or 0, name=name.strip(),
                defaults={"query": query, "created_at": at},
            )  # fmt: skip
    except IntegrityError:  # the same name twice in one moment
        raise Refused(rules.again()) from None
    return view


def drop_view(*, view: SavedView, by: Scope) -> None:
    """Only the account's own view is found at all."""
    SavedView.objects.filter(pk=view.pk, account_id=by.account_id or 0).delete()


def choose_columns(*, columns: list[str], by: Scope) -> None:
    """Remember the columns for the account."""
    ColumnChoice.objects.update_or_create(
        account_id=by.account_id or 0, defaults={"columns": " ".join(columns)}
    )


def ask_export(
    *, query: str, columns: list[str], sealed: list[str], count: int, reason: str, words: str,
    by: Scope, at: datetime,
) -> Export:  # fmt: skip
    """Ask for a list to be taken out. A large one with sealed columns waits for a second person;
    any other is agreed to at once and taken with :func:`take_export`."""
    by.require(Duty.MEMBERS_EXPORT)
    if sealed:
        by.require(Duty.MEMBERS_REVEAL)
    refuse(
        rules.export_findings(
            count=count, columns=columns, reason=reason, known=tuple(REASONS), words=words,
            sealed=bool(sealed),
        )
    )  # fmt: skip
    org = Organisation.objects.within(by).get(pk=by.org_id)
    waits = rules.needs_second(count, sealed=bool(sealed))
    export = Export(
        org=org, org_path=org.path, query=query[:1000], columns=" ".join(columns), count=count,
        reason=reason, words=words, asked_by_id=by.account_id or 0, asked_at=at,
        outcome=Export.Outcome.OPEN if waits else Export.Outcome.AGREED,
        making=Export.Making.MAKING if not waits and rules.by_worker(count) else "",
    )  # fmt: skip
    export.save(force_insert=True)
    if waits:
        write_line(
            verb="members.export.ask", by=by, at=at, org=org, subject=("export", export.public_id),
            facts={"count": count, "columns": columns, "reason_given": reason},
            values={"words": words, "query": query},
        )  # fmt: skip
    return export


def decide_export(
    *, export: Export, agree: bool, by: Scope, at: datetime, answer: str = ""
) -> Export:
    """The second person: another account that may confirm, for the whole range of the list."""
    by.require(Duty.MEMBERS_CONFIRM, export.org_path)
    row: Export = Export.everything.select_for_update(of=("self",)).get(pk=export.pk)
    refuse(
        rules.deciding_findings(
            same_account=row.asked_by_id == by.account_id,
            is_open=row.outcome == Export.Outcome.OPEN, agree=agree, answer=answer,
        )
    )  # fmt: skip
    row.outcome = Export.Outcome.AGREED if agree else Export.Outcome.DECLINED
    row.decided_by_id, row.decided_at, row.answer = by.account_id, at, answer
    row.save(update_fields=["outcome", "decided_by", "decided_at", "answer"])
    write_line(
        verb="members.export.agree" if agree else "members.export.decline", by=by, at=at,
        org=row.org, subject=("export", row.public_id), facts={"count": row.count},
        values={"answer": answer} if answer else None,
    )  # fmt: skip
    return row


def take_export(
    *, export: Export, count: int, people: list[Person], sealed: list[str], by: Scope,
    at: datetime,
) -> Export:  # fmt: skip
    """The list leaves the program: a line, and for sealed columns a look on each file.

    ``count`` is how many the list holds now, never more than were agreed to; ``people`` are
    their files, where sealed columns go along.
    """
    by.require(Duty.MEMBERS_EXPORT)
    if sealed:
        by.require(Duty.MEMBERS_REVEAL)
    row: Export = Export.everything.select_for_update(of=("self",)).get(pk=export.pk)
    own = row.asked_by_id == by.account_id
    agreed = row.outcome == Export.Outcome.AGREED and row.taken_at is None
    at_once = row.decided_at is None and not row.making
    on_time = at_once or queries.may_be_taken(row, at)
    refuse(rules.taking_findings(may_be_taken=own and agreed and on_time, grown=count > row.count))
    row.taken_at = at
    row.save(update_fields=["taken_at"])
    if sealed:
        Look.everything.bulk_create(
            (
                reveal.look_at(person, fields=sealed, reason=reveal.EXPORT, words=row.words,
                               by=by, at=at)
                for person in people
            ),
            batch_size=1000,
        )  # fmt: skip
    write_line(
        verb="members.export.take", by=by, at=at, org=row.org, subject=("export", row.public_id),
        facts={"count": count, "columns": row.columns.split(), "reason_given": row.reason},
        values={"words": row.words, "query": row.query},
    )  # fmt: skip
    return row


def export_made(*, export: Export, count: int, file_key: bytes, at: datetime) -> None:
    """The worker has kept the workbook; ``count`` is how many it holds."""
    row: Export = Export.everything.select_for_update(of=("self",)).get(pk=export.pk)
    row.making, row.made_at, row.count, row.file_key = Export.Making.READY, at, count, file_key
    row.save(update_fields=["making", "made_at", "count", "file_key"])


def export_not_made(*, export_id: int) -> None:
    """The worker could not; whoever asked reads so and may ask again."""
    rows = Export.everything.filter(pk=export_id, making=Export.Making.MAKING)
    rows.update(making=Export.Making.FAILED)


def forget_files(*, at: datetime) -> int:
    """Without its key a file cannot be opened: those fetched and those a day old; how many."""
    kept = Export.everything.filter(file_key__isnull=False)
    over = kept.filter(Q(taken_at__isnull=False) | Q(made_at__lt=at - queries.KEPT))
    return int(over.update(file_key=None))


def refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)

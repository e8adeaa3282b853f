"""How does a roster come in without a page? As a post, or as the program at the city's root."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jingwei.kernel.access.actions import by_login
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.posts import posts_of, scope_of
from jingwei.kernel.access.scope import Scope, acting, say_scope, system_scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports import actions, queries, restaging
from jingwei.ops.imports.models import Batch, Kind, Verdict
from jingwei.ops.imports.sheets import ALIKE
from jingwei.ops.imports.writing import meanwhile
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.ops.words import told


def bring(
    *, kind: str, content: bytes, name: str, post: str | None, dry_run: bool = False,
    as_of: date | None = None, only_good: bool = True, sheet: str = "",
    datum: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Read, judge and (unless dry) write a roster; what came of it, as the JSON of the manual.

    Raises: Refused in words; nothing is written then.
    """
    with restaging.unswept():
        return _brought(kind, content, name, post, dry_run, as_of, only_good, sheet, datum)


def _brought(
    kind: str, content: bytes, name: str, post: str | None, dry_run: bool, as_of: date | None,
    only_good: bool, sheet: str, datum: str,
) -> dict[str, Any]:  # fmt: skip
    if post is None and kind in BY_SOMEBODY:
        raise Refused(Finding("import.somebody", "工单要由人受理，请用 --as 写明以谁的身份。"))
    at = timezone.now()
    with _as(post) as (scope, account_id):
        batch = actions.open_batch(
            kind=kind, name=name, content=content, as_of=as_of, only_good=only_good, by=scope,
            at=at, account_id=account_id, sheet=sheet, datum=datum,
        )  # fmt: skip
        batch = actions.read_batch(batch=batch, by=scope, at=at)
    with _as(post) as (scope, _):
        batch = Batch.everything.get(pk=batch.pk)
        came = report(batch)
        ready = batch.state == Batch.State.CHECKING and (batch.new or batch.changed)
        if ready and not dry_run and (only_good or not batch.rejected):
            came = _write(batch, scope, at) or came
        elif dry_run and batch.state in actions.OPEN:
            actions.cancel_batch(batch=batch, by=scope, at=at)
    return came


BY_SOMEBODY = frozenset({Kind.HOTLINE})
"""What the program cannot bring in its own name: a matter says who took it and answers for it."""
TRIES = 3  # nobody looks between judging and writing, so rows that changed are judged again


def _write(batch: Batch, scope: Scope, at: datetime) -> dict[str, Any] | None:
    for left in reversed(range(TRIES)):
        try:
            write_batch(batch=batch, by=scope, at=at)
            return None if left == TRIES - 1 else report(batch)
        except Refused as refusal:
            if meanwhile.CODE not in refusal.codes or not left:
                raise
            batch = actions.judge_again(batch=batch, why=refusal, by=scope, at=at)
    return None


def undo(public_id: str, *, post: str | None) -> dict[str, Any]:
    """Take a batch back."""
    with _as(post) as (scope, _):
        known = Batch.everything.filter(public_id=public_id) if _is_number(public_id) else None
        batch = known.first() if known is not None else None
        if batch is None:
            raise Refused(Finding("import.unknown", "没有这一批，请核对编号。"))
        undone = undo_batch(batch=batch, by=scope, at=timezone.now())
    return {"batch": public_id, "removed": undone.removed, "restored": undone.restored}


def _is_number(public_id: str) -> bool:
    try:
        UUID(public_id)
    except ValueError:
        return False
    return True


def report(batch: Batch) -> dict[str, Any]:
    """What came of a batch: counts, and every warning and error with its cell."""
    errors: list[dict[str, Any]] = []
    warnings: list[dict[str, Any]] = []
    if problem := queries.problem_of(batch):
        errors.append(_told(batch, 0, "", problem, ""))
    for notice in queries.notices(batch):
        if batch.state == Batch.State.MAPPING:
            errors.append(_told(batch, 0, "", notice, ""))
        elif notice.code == ALIKE:
            warnings.append(_told(batch, 0, "", notice, ""))
    rows = queries.problem_rows(batch).exclude(verdict=Verdict.SKIPPED).order_by("row_no")
    for one in queries.problems(batch, rows):
        (errors if one.is_error else warnings).append(
            _told(batch, one.row_no, one.title, one.sentence, one.written)
        )
    return {
        "batch": str(batch.public_id), "kind": batch.kind, "rows": batch.rows, "new": batch.new,
        "changed": batch.changed, "unchanged": batch.unchanged, "rejected": batch.rejected,
        "warnings": warnings, "errors": errors,
    }  # fmt: skip


def _told(batch: Batch, row: int, column: str, finding: Finding, value: str) -> dict[str, Any]:
    return {
        "sheet": batch.sheet, "row": row, "column": column, "code": finding.code,
        "message": told(finding), "value_masked": value,
    }  # fmt: skip


@contextmanager
def _as(post: str | None) -> Iterator[tuple[Scope, int | None]]:
    """The post of ``login`` or ``login@org code``; without one the program itself at the root."""
    if post is None:
        with system_scope("命令行导入") as scope:
            yield scope, _first_account()
        return
    login, _, code = post.partition("@")
    known = by_login(login)
    if known is None or not known.is_active:
        raise Refused(Finding("import.login", "没有这个登录名，请核对 --as。"))
    with transaction.atomic():
        say_scope(Scope(account_id=known.pk))
        account = Account.everything.get(pk=known.pk)
        grants = posts_of(account, timezone.localdate())
    scopes = [scope_of(account, grant) for grant in grants]
    for scope in scopes:
        with acting(scope):
            org = Organisation.everything.get(pk=scope.org_id)
        if not code or org.code == code:
            with acting(scope):
                yield scope, account.pk
            return
    raise Refused(Finding("import.post", "这个人现在没有这个身份，请核对 --as。"))


def _first_account() -> int | None:
    """Whose name a batch of the program bears: the first account of the city."""
    key: int | None = Account.everything.order_by("pk").values_list("pk", flat=True).first()
    if key is None:
        raise Refused(Finding("import.no_account", "还没有账号，请先运行 ./jw init。"))
    return key

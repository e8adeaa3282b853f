"""Do sealed values, rights and files still open? Looks that need the keys, as the owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from jingwei.ops import telling
from jingwei.ops.health.look import Found, bad, soon
from jingwei.ops.words import _

SAMPLE = 1_000


def grants() -> Iterator[Found]:
    """A right that was written by hand carries no mark of ours."""
    from jingwei.kernel.access.models import Grant
    from jingwei.kernel.access.posts import is_genuine

    forged = [grant.pk for grant in Grant.everything.all() if not is_genuine(grant)]
    if forged:
        yield bad(
            _("有 {count} 项授权不是程序写的（编号 {first} 起），请停用并查明。").format(
                count=len(forged), first=forged[0]
            )
        )


def values() -> Iterator[Found]:
    """Sealed numbers of a thousand people taken at random open under the keys that are here."""
    from jingwei.kernel.people.models import Person
    from jingwei.kernel.privacy import sealing
    from jingwei.kernel.privacy.classes import Class

    columns = [
        name for name, kind in Person.PRIVACY.items()
        if kind is Class.S and Person._meta.get_field(name).get_internal_type() == "BinaryField"
        and not name.endswith("_index")
    ]  # fmt: skip
    closed = 0
    for person in Person.everything.order_by("?")[:SAMPLE]:
        for column in columns:
            try:
                sealing.unseal(
                    getattr(person, column), column=f"person.{column}", row=person.public_id
                )
            except (sealing.Unreadable, ValueError):
                closed += 1
    if closed:
        yield bad(_("抽查的加密内容有 {count} 处打不开，请核对密钥文件。").format(count=closed))


def files() -> Iterator[Found]:
    """Sealed files that a row names and that are gone or do not open, and those no row names."""
    for store in _stores():
        there = {place.stem for place in store.folder.glob("*.sealed")}
        if lost := set(store.named) - there:
            yield soon(
                _("有 {count} 份{what}不见了，请从备份取回 files 文件夹。").format(
                    count=len(lost), what=store.what
                )
            )
        if closed := sum(not store.opens(one) for one in sorted(set(store.named) & there)):
            yield bad(
                _("有 {count} 份{what}打不开，请核对密钥文件，从备份取回 files 文件夹。").format(
                    count=closed, what=store.what
                )
            )
        if orphans := there - set(store.named):
            yield soon(
                _("{folder} 里有 {count} 个文件没有对应的记录，可以删除。").format(
                    folder=store.folder, count=len(orphans)
                )
            )


@dataclass(frozen=True)
class _Store:
    """One folder of sealed files: ``named`` has the wrapped key of each that should be there."""

    what: str
    folder: Path
    column: str
    named: dict[str, bytes]

    def opens(self, name: str) -> bool:
        """Does the key of the file open? What it seals is read when it is asked for."""
        from jingwei.kernel.privacy import sealing

        try:
            return bool(sealing.unseal(self.named[name], column=self.column, row=UUID(name)))
        except (sealing.Unreadable, ValueError):
            return False


def _stores() -> Iterator[_Store]:
    from jingwei.kernel.flows import vault
    from jingwei.kernel.flows.models import FlowPaper
    from jingwei.ops.imports import files as rosters
    from jingwei.ops.imports.models import Batch, ProblemBook

    def keys(*rows: Any) -> dict[str, bytes]:
        return {
            str(name): bytes(key)
            for some in rows
            for name, key in some.filter(file_key__isnull=False).values_list(
                "public_id", "file_key"
            )
        }

    yield _Store(
        _("导入原文件"), rosters.folder(), rosters.KEY_COLUMN,
        keys(Batch.everything, ProblemBook.objects),
    )  # fmt: skip
    yield _Store(_("材料附件"), vault.folder(), vault.KEY_COLUMN, keys(FlowPaper.objects))


def ledger() -> Iterator[Found]:
    """Every line under its seal, every seal after the one before, values as committed."""
    from django.db import connection

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import checking

    with system_scope("核验台账"), connection.cursor() as cursor:
        report = checking.verify(
            cursor, progress=lambda done, all_: telling.say(_("正在核验封存"), done, all_)
        )
    if not report.is_good:
        yield bad(
            _("台账有 {count} 处与封存不符，请保留现场，用 ./jw ledger verify 看细节。").format(
                count=report.wrong
            )
        )

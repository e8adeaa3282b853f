"""Do sealed values, rights and files still open? Looks that need the keys, as the owner."""

from collections.abc import Iterator
from pathlib import Path

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
    """Copies of rosters without a batch, and batches whose copy is gone."""
    from django.conf import settings

    from jingwei.ops.imports.models import Batch

    folder = Path(settings.MEDIA_ROOT) / "imports"
    there = {place.stem for place in folder.glob("*.sealed")} if folder.exists() else set()
    named = {
        str(one)
        for one in Batch.everything.filter(file_key__isnull=False).values_list(
            "public_id", flat=True
        )
    }
    if lost := named - there:
        yield soon(
            _("有 {count} 份导入原文件不见了，请从备份取回 files 文件夹。").format(count=len(lost))
        )
    if orphans := there - named:
        yield soon(
            _("{folder} 里有 {count} 个文件没有对应的导入，可以删除。").format(
                folder=folder, count=len(orphans)
            )
        )


def ledger() -> Iterator[Found]:
    """Every line under its seal, every seal after the one before, values as committed."""
    from django.db import connection

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import checking

    with system_scope("核验台账"), connection.cursor() as cursor:
        report = checking.verify(cursor)
    if not report.is_good:
        yield bad(
            _("台账有 {count} 处与封存不符，请保留现场，用 ./jw ledger verify 看细节。").format(
                count=report.wrong
            )
        )

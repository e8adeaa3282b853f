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
    """The values behind lines are what the lines committed to."""
    import json

    from jingwei.kernel.ledger.models import EntryDetail
    from jingwei.kernel.ledger.record import commitment, subject_secret, values_of

    wrong: list[int] = []
    details = EntryDetail.objects.select_related("entry", "subject_key").order_by("?")[:SAMPLE]
    for detail in details:
        if detail.subject_key is None:
            continue  # erased
        secret = subject_secret(detail.subject_key)
        committed = json.loads(detail.entry.payload).get("committed", {})
        if any(
            committed.get(name) != commitment(secret, name, value)
            for name, value in values_of(detail).items()
        ):
            wrong.append(detail.entry_id)
    if wrong:
        yield bad(_("台账第 {number} 行的内容被改过，请保留现场并报告。").format(number=min(wrong)))

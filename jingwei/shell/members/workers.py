"""Who makes a long list, and who clears it away? A worker, on behalf of the post that asked."""

import logging

from django.http import QueryDict
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.findings import Refused
from jingwei.shell.members import actions, columns, exporting, kept, queries
from jingwei.shell.members.models import Export

log = logging.getLogger("jingwei.exports")


@app.task(name="exports.make", queue="exports")
def make(export_id: int, account_id: int, grant_id: int, language: str) -> None:
    """Make the workbook of a long list and keep it sealed; done already, it does nothing."""
    try:
        with (
            jobs.connected(), jobs.on_behalf(account_id, grant_id) as scope,
            translation.override(language),
        ):  # fmt: skip
            row = Export.objects.within(scope).filter(pk=export_id).first()
            if row is None or row.making != Export.Making.MAKING:
                return
            scope.require(Duty.MEMBERS_EXPORT)
            now = timezone.now()
            ids = exporting.ids_of(scope, QueryDict(row.query), timezone.localdate())
            wanted = columns.exported(row.columns.split(), sealed=False)
            book = exporting.workbook(scope, ids, wanted, row, at=now)
            key = kept.keep(row.public_id, book)
            actions.export_made(export=row, count=len(ids), file_key=key, at=now)
    except Exception as wrong:
        log.exception("export %s", export_id)
        with jobs.connected(), system_scope("导出没有做成"):
            actions.export_not_made(export_id=export_id)
        if not isinstance(wrong, Refused | jobs.PostEnded):
            raise


@app.periodic(cron="10 * * * *")
@app.task(name="exports.tidy", queueing_lock="exports.tidy", queue="exports", pass_context=False)
def tidy(timestamp: int) -> int:
    """Lists that were fetched, or waited a day, go from the disk and their keys from the rows."""
    with jobs.connected(), system_scope("删除取走和过期的导出文件"):
        now = timezone.now()
        actions.forget_files(at=now)
        return kept.sweep((now - queries.KEPT).timestamp())

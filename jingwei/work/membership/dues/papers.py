"""How do the list of receipts and the disclosure look on paper? Papers are Chinese everywhere."""

from datetime import timedelta

from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.paper import Field, Paper, Signature, Table, Text, day_in_words
from jingwei.work.membership.dues import queries
from jingwei.work.membership.dues.kinds import Paid
from jingwei.work.membership.dues.models import Sheet
from jingwei.work.membership.dues.money import said
from jingwei.work.membership.dues.overview import Disclosed


def receipts(sheet: Sheet) -> Paper:
    """党费收缴清单: every entry of a sheet, with room for the hand of whoever paid."""
    rows = []
    for row in queries.rows_of(sheet):
        for one in row.entries:
            how = Paid(one.kind).label if one.kind != Paid.DUES else ""
            note = "、".join(filter(None, (str(how), f"{one.payer}代交" if one.payer else "",
                                          one.why)))  # fmt: skip
            rows.append((row.person.name, said(one.cents), one.on.isoformat(), note, ""))
    head = ("姓名", "金额（元）", "日期", "备注", "签名")
    blocks = (
        Field("党支部", str(sheet.org)),
        Field("时段", sheet.period),
        Field("应交", f"{sheet.members}人，{said(sheet.due_cents)}元"),
        Field("已交", f"{sheet.paid_members}人，{said(sheet.paid_cents)}元"),
        Table(head, tuple(rows), (3, 2.4, 2.6, 3.4, 2)),
        Signature((str(sheet.org),), None),
    )
    return Paper("党费收缴清单", blocks, receipt=f"记录编号 {str(sheet.public_id)[:8].upper()}")


def disclosure(org: Organisation, told: Disclosed) -> Paper:
    """党费收缴公示: totals, nobody's own amount."""
    last = told.until - timedelta(days=1)
    span = f"{day_in_words(told.first)}至{day_in_words(last)}"
    if told.is_small:
        lines: tuple[Text | Table, ...] = (
            Text("本时段交纳党费的人数较少，为不公开个人数额，并入上级党组织一起公示。"),
        )
    else:
        rows = (
            ("应交党费", said(told.due)),
            ("实交党费", said(told.paid)),
            ("自愿多交", said(told.gifts)),
            ("转交中央的大额党费", said(told.central)),
            ("上缴上级党委", said(told.handed)),
            ("其中已核收", said(told.accepted)),
        )
        lines = (
            Text(
                f"现将{span}党费收缴情况公示如下。应交{told.members}人次，"
                f"已交{told.paid_members}人次，经批准减免{told.eased}人。"
            ),
            Table(("项目", "金额（元）"), rows, (3, 2)),
        )
    return Paper(
        f"{org}党费收缴情况公示",
        (*lines, Text("对数额有疑问的，请向党支部或上级党委提出。"), Signature((str(org),), None)),
    )

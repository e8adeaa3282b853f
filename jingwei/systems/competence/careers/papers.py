"""What stands on the list of a handover? What was open, on the day, for both to keep."""

from jingwei.kernel.papers.paper import Field, Paper, Signature, Table, Text, day_in_words
from jingwei.systems.competence.careers.models import CadrePost, PostHandover


def handover(cadre: CadrePost, row: PostHandover) -> Paper:
    """交接清单. Papers are Chinese in every language of the screen."""
    lines = tuple(
        (str(n), one["what"], one["title"], one["due"] or "-", one["state"])
        for n, one in enumerate(row.items, 1)
    )
    return Paper(
        "交接清单",
        (
            Field("职务", f"{cadre.org} {cadre.position.post.get_title_display()}"),
            Field("移交人", cadre.person.name),
            Field("接收人", row.successor.name),
            Field("日期", day_in_words(row.on)),
            Table(("序号", "事项", "内容", "期限", "现在"), lines, (1, 2, 5, 2, 2))
            if lines
            else Text("没有未办的事项。", flush=True),
            Text(row.words or "没有另外要交代的。"),
            Field("移交人签名"),
            Field("接收人签名"),
            Signature((str(cadre.org),), row.on),
        ),
    )

"""What does somebody sign who lets an errand be run? Scope, time, papers, and how to stop it."""

from jingwei.kernel.papers.paper import Field, Paper, Signature, Table, Text
from jingwei.systems.public_benefit.proxies.models import ProxyErrand
from jingwei.work.matters.models import Matter, ProxyCase, ProxyPaper


def mandate(
    matter: Matter, said: ProxyCase | None, errand: ProxyErrand | None, papers: list[ProxyPaper],
    days: int,
) -> Paper:  # fmt: skip
    """代办委托书. Names and numbers of the person are written by hand and kept nowhere here."""
    term = f"{said.since.isoformat()}至{said.until.isoformat()}" if said else ""
    return Paper(
        "代办委托书",
        (
            Field("委托人"),
            Field("代办员", errand.agent_name if errand else ""),
            Field("委托办什么", said.mandate if said else ""),
            Field("委托期限", term),
            Table(
                ("收下的材料", "收下的日子", "退还或销毁的日子"),
                tuple(
                    (one.name, one.taken_on.isoformat(),
                     one.ended_on.isoformat() if one.ended_on else "")
                    for one in papers
                ) or (("", "", ""),),
                (5, 3, 3),
            ),
            Text("代办不收费，只办上面写的事，不做别的用。"),
            Text(f"材料办完退还本人或者销毁，最晚在办完后{days}天内；不留复印件。"),
            Text("您随时可以说不办了，材料当场退还。办得好不好，凭回执自愿评价，代办员不知道是谁评的。"),
            Field("委托人签名"),
            Field("日期"),
            Signature((str(matter.org),)),
        ),
        receipt=f"诉求编号 {str(matter.public_id)[:8].upper()}",
    )  # fmt: skip

"""When may a plea go on? Pure rules of the example."""

from datetime import date

from jingwei.kernel.findings import Finding


def title_findings(title: str) -> list[Finding]:
    """A plea without a title cannot be read by anybody."""
    if title.strip():
        return []
    return [Finding("example.title", "事由还没有写，请先写事由。", "示例规则第一条")]


def meeting_findings(met_on: date | None, on: date) -> list[Finding]:
    """The meeting has taken place."""
    if met_on is None or met_on <= on:
        return []
    return [
        Finding(
            "example.met", "会议日期还没到，请会后再报。", "示例规则第二条", {"field": "met_on"}
        )
    ]

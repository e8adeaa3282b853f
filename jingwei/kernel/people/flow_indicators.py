"""Why are there more or fewer members than last year? Who came and who left, seen from each level.

Last year's end + in - out = this year's end, at every level of the tree:

- *In* is a membership that began by admission, transfer or restoration; *out* one that ended by
  transfer, death or leaving. The opening position a city brings along is neither, nor is a change
  of category or state: a suspended member is still on the roster, so the end of a suspension
  brings nobody in; restored is who had left.
- A member who moves from branch A to branch B is out at A and in at B, and nothing to every
  organisation above both: at the lowest of these the move is taken back (``elsewhere``).
- A branch that is put under another superior takes its members along: they are "with their
  organisation" in at the new superiors and out at the old ones (``moved``).

What is left over comes from opening rows imported later, merged files and undone imports; it is
shown as a difference and never hidden.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Records, Words

BALANCE = Group("balance", _("党员增减"), 30)
ROSTER = "党员名册（组织关系）"

ENTRIES = Records(
    code="people.entries",
    title=_("新增党员"),
    unit=in_context("人", "名"),
    model="people.Membership",
    duty=Duty.MEMBERS_SEE,
    belongs=_("转入、入党的组织"),
    reads=frozenset({"membership", "edge"}),
    basis="people.members",
    elsewhere=True,
    period=True,
    rows="""
        SELECT m.id, m.org_id, m.began, f.org_id AS elsewhere
        FROM membership m
        LEFT JOIN membership f ON f.person_id = m.person_id AND f.kind = 'home'
            AND upper(f.held) = lower(m.held) AND f.org_id <> m.org_id
            AND f.ended IN ('moved', 'transferred_out')
            AND m.began IN ('moved', 'transferred_in')
        WHERE m.kind = 'home' AND m.began <> 'opening' AND m.began <> 'continued'
            AND BEGAN(m.held)
            AND (m.began <> 'restored' OR NOT EXISTS (
                SELECT 1 FROM membership b WHERE b.person_id = m.person_id AND b.kind = 'home'
                AND upper(b.held) = lower(m.held) AND b.org_id = m.org_id
            ))
    """,
)
EXITS = Records(
    code="people.exits",
    title=_("减少党员"),
    unit=in_context("人", "名"),
    model="people.Membership",
    duty=Duty.MEMBERS_SEE,
    belongs=_("转出、离开的组织"),
    reads=frozenset({"membership", "edge"}),
    basis="people.members",
    elsewhere=True,
    period=True,
    rows="""
        SELECT m.id, m.org_id, m.ended, f.org_id AS elsewhere
        FROM membership m
        LEFT JOIN membership f ON f.person_id = m.person_id AND f.kind = 'home'
            AND lower(f.held) = upper(m.held) AND f.org_id <> m.org_id
            AND f.began IN ('moved', 'transferred_in')
            AND m.ended IN ('moved', 'transferred_out')
        WHERE m.kind = 'home' AND NOT upper_inf(m.held)
            AND m.ended IN ('moved', 'transferred_out', 'died', 'left') AND ENDED(m.held)
    """,
)
_STOCK = """
    SELECT m.id, m.org_id FROM membership m WHERE m.kind = 'home' AND HELD_BEFORE(m.held)
"""


def _whole(way: str, title: Words) -> Records:
    return Records(
        code=f"people.moved_{way}", title=title, unit=in_context("人", "名"),
        model="people.Membership", duty=Duty.MEMBERS_SEE,
        reads=frozenset({"membership", "edge"}), basis="people.members", moved=way, period=True,
        belongs=_("随组织划入、划出的组织"),
        rows=_STOCK,
    )  # fmt: skip


WITH_ORG_IN = _whole("in", _("整建制转入的党员"))
WITH_ORG_OUT = _whole("out", _("整建制转出的党员"))


def _flow(
    code: str, title: Words, records: Records, n: str = "true", note: Words = ""
) -> Indicator:
    return Indicator(
        code=f"people.{code}", title=title, unit=in_context("人", "名"), source=ROSTER,
        records=records, group=BALANCE, n=n, note=note,
    )  # fmt: skip


FLOWS = (
    _flow("admitted", _("发展入党"), ENTRIES, "began = 'admitted'"),
    _flow(
        "transferred_in",
        _("转入"),
        ENTRIES,
        "began IN ('transferred_in', 'moved')",
        _("从本组织以外转入；本组织内部调整不算。"),
    ),
    _flow("restored", _("恢复党籍"), ENTRIES, "began = 'restored'"),
    _flow(
        "transferred_out",
        _("转出"),
        EXITS,
        "ended IN ('transferred_out', 'moved')",
        _("转到本组织以外；本组织内部调整不算。"),
    ),
    _flow("died", _("去世"), EXITS, "ended = 'died'"),
    _flow("left", _("退党、除名等出党"), EXITS, "ended = 'left'"),
    _flow("moved_in", _("整建制转入"), WITH_ORG_IN, note=_("随所在组织一起划入的党员。")),
    _flow("moved_out", _("整建制转出"), WITH_ORG_OUT, note=_("随所在组织一起划出的党员。")),
)

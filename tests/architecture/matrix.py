"""Who may open which address? Every route of the project, once; a route that is not here fails.

A route says who may (``duties``: any of them, none: any post) and about whose ``thing`` it is.
What follows from that is the same everywhere and stands in ``test_matrix``: nobody is sent to the
sign-in, no post is 404, no duty is 403, and a thing out of sight is answered in the very words of
one that does not exist.
"""

from dataclasses import dataclass, field
from typing import Any

from jingwei.kernel.access.duties import Duty

ANYBODY, SIGNED_IN, POST = "anybody", "signed in", "post"
SEE, CHANGE, REVEAL = Duty.MEMBERS_SEE, Duty.MEMBERS_CHANGE, Duty.MEMBERS_REVEAL
CONFIRM, EXPORT = Duty.MEMBERS_CONFIRM, Duty.MEMBERS_EXPORT
ORGS, TREE, FIGURES, IMPORT = Duty.ORGS_SEE, Duty.ORGS_CHANGE, Duty.FIGURES_SEE, Duty.ROSTERS_IMPORT
OPEN, SLIPS, GIVE, LEDGER = (
    Duty.ACCOUNTS_OPEN, Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ,
)  # fmt: skip
MEETINGS = Duty.MEETINGS_RECORD
RULES = Duty.RULES_KEEP
LOOKERS = (SLIPS, GIVE, LEDGER)


@dataclass(frozen=True)
class Route:
    """One route and the methods it answers. ``args`` are parts of the address that name no thing.

    ``also``: statuses besides the usual ones, for those who may: 403 where more than the duty is
    asked of the post, 404 for something that is not there for anybody, 422 without a file.
    """

    who: str = POST
    duties: tuple[Duty, ...] = ()
    things: dict[str, str] = field(default_factory=dict)
    methods: str = "GET"
    args: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    also: frozenset[int] = frozenset()
    body: dict[str, Any] = field(default_factory=dict)


def page(
    *duties: Duty, methods: str = "GET", query: str = "", also: tuple[int, ...] = (),
    args: dict[str, Any] | None = None, body: dict[str, Any] | None = None, **things: str,
) -> Route:  # fmt: skip
    return Route(POST, duties, things, methods, args or {}, query, frozenset(also), body or {})


def own(methods: str = "GET", *, also: tuple[int, ...] = ()) -> Route:
    return Route(SIGNED_IN, methods=methods, also=frozenset(also))


def anybody(methods: str = "GET", *, also: tuple[int, ...] = ()) -> Route:
    return Route(ANYBODY, methods=methods, also=frozenset(also))


BOTH = "GET POST"
ONE: Any = {"public_id": "person"}
SHEET: Any = {"public_id": "worksheet"}
BATCH: Any = {"public_id": "batch"}
MEETING: Any = {"public_id": "meeting"}
ROW = {"row_no": 2}
# The flow of the tests' own, which the world registers.
PLEA = {"flow": "example.plea"}
NO_PAPER = "00000000-0000-0000-0000-000000000008"

PAGES: dict[str, Route] = {
    "": own(also=(302,)),
    "display/": anybody("POST"),
    "language/": anybody("POST"),
    "session/": anybody(also=(401,)),
    "healthz": anybody(),
    "sign-in/": anybody(BOTH),
    "sign-in/slip/": anybody(BOTH),
    "sign-in/code/": anybody(BOTH),
    "sign-in/password/": anybody(BOTH),
    "sign-out/": anybody("POST"),
    "account/": own(),
    "account/posts/": own(),
    "account/act-as/": own("POST", also=(404,)),
    "account/password/": own(BOTH),
    "account/sessions/end/": own("POST", also=(404,)),
    "account/sessions/end-others/": own("POST"),
    "account/second-factor/": own(),
    "account/second-factor/start/": own("POST"),
    "account/second-factor/confirm/": own("POST"),
    "account/second-factor/off/": own("POST"),
    "account/keys/": own(BOTH),
    "account/keys/<uuid:public_id>/end/": Route(
        SIGNED_IN, methods="POST", things={"public_id": "nothing"}, also=frozenset({404})
    ),
    "me/": own(),
    "me/show/": own("POST", also=(404,)),
    "me/ask/": own(BOTH, also=(404,)),
    "me/download/": own(also=(404,)),
    "help/": anybody(),
    "help/words/": anybody(),
    "help/imports/": anybody(),
    "help/about/": anybody(),
    "search/": page(query="q=东"),
    "search/suggest/": page(query="q=东"),
    "orgs/": page(ORGS),
    "orgs/tree/": page(ORGS, query="under={code}", code="org"),
    "orgs/choose/": page(TREE, query="what=orgs&q=东"),
    "orgs/<code:code>/": page(ORGS, code="org"),
    "orgs/<code:code>/posts/": page(ORGS, code="org"),
    "orgs/<code:code>/members/": page(SEE, code="org"),
    "orgs/<code:code>/below/": page(ORGS, code="org"),
    "orgs/<code:code>/units/": page(ORGS, code="org"),
    "orgs/<code:code>/ledger/": page(ORGS, code="org"),
    "orgs/<code:code>/history/": page(ORGS, code="org"),
    "orgs/<code:code>/known/": page(ORGS, code="org"),
    "orgs/<code:code>/change/": page(TREE, code="org"),
    "orgs/<code:code>/change/<slug:act>/": page(
        TREE, code="org", methods=BOTH, args={"act": "rename"}
    ),
    "units/": page(ORGS),
    "worksheets/": page(TREE),
    "worksheets/new/<code:code>/": page(TREE, code="org", methods=BOTH),
    "worksheets/<uuid:public_id>/": page(TREE, **SHEET),
    "worksheets/<uuid:public_id>/<slug:act>/": page(
        TREE, methods="POST", args={"act": "refresh"}, **SHEET
    ),
    "units/new/<code:code>/": page(TREE, code="org", methods=BOTH),
    "units/<uuid:public_id>/": page(ORGS, public_id="unit"),
    "units/<uuid:public_id>/<slug:act>/": page(
        TREE, public_id="unit", methods=BOTH, args={"act": "edit"}
    ),
    "members/": page(SEE),
    "members/conditions/": page(SEE),
    "members/views/": page(SEE, methods="POST"),
    "members/views/<uuid:public_id>/drop/": page(SEE, methods="POST", public_id="nothing"),
    "members/columns/": page(SEE, methods="POST"),
    "members/register/": page(CHANGE, methods=BOTH),
    "members/choose/": page(CHANGE, query="what=orgs&name=org&q=东", also=(404,)),
    "members/duplicates/": page(CHANGE),
    "members/corrections/": page(CONFIRM, CHANGE),
    "members/corrections/<uuid:public_id>/": page(
        CONFIRM, CHANGE, methods=BOTH, public_id="correction", also=(403,)
    ),
    "members/export/": page(EXPORT, methods=BOTH),
    "members/exports/": page(EXPORT, CONFIRM),
    "members/exports/<uuid:public_id>/decide/": page(CONFIRM, methods="POST", public_id="export"),
    "members/exports/<uuid:public_id>/take/": page(
        EXPORT, methods="POST", public_id="export", also=(403,)
    ),
    "members/posts/<code:code>/": page(CHANGE, methods=BOTH, code="org"),
    "members/posts/<code:code>/new/": page(TREE, methods=BOTH, code="org"),
    "members/posts/<code:code>/close/<uuid:post>/": page(
        TREE, methods=BOTH, code="org", post="post"
    ),
    "members/posts/<code:code>/relieve/<uuid:position>/": page(
        CHANGE, methods=BOTH, code="org", position="position"
    ),
    "members/<uuid:public_id>/": page(SEE, **ONE),
    "members/<uuid:public_id>/timeline/": page(SEE, **ONE),
    "members/<uuid:public_id>/looks/": page(SEE, **ONE),
    "members/<uuid:public_id>/sealed/": page(SEE, **ONE),
    "members/<uuid:public_id>/reveal/": page(REVEAL, methods=BOTH, **ONE),
    "members/<uuid:public_id>/edit/": page(CHANGE, methods=BOTH, **ONE),
    "members/<uuid:public_id>/changes/": page(CHANGE, **ONE),
    "members/<uuid:public_id>/changes/<slug:act>/": page(
        CHANGE, methods=BOTH, args={"act": "move"}, **ONE
    ),
    "meetings/": page(SEE),
    "meetings/of/<code:code>/": page(SEE, code="org"),
    "meetings/new/<code:code>/": page(MEETINGS, methods=BOTH, code="org"),
    "meetings/talks/": page(SEE),
    "meetings/talks/new/<code:code>/": page(MEETINGS, methods=BOTH, code="org"),
    "meetings/resolutions/<uuid:public_id>/finish/": page(
        MEETINGS, methods=BOTH, public_id="resolution"
    ),
    "meetings/<uuid:public_id>/": page(SEE, **MEETING),
    "meetings/<uuid:public_id>/edit/": page(MEETINGS, methods=BOTH, **MEETING),
    "meetings/<uuid:public_id>/correct/": page(MEETINGS, methods=BOTH, **MEETING),
    "meetings/<uuid:public_id>/cancel/": page(MEETINGS, methods=BOTH, **MEETING),
    "meetings/<uuid:public_id>/minutes.<slug:kind>": page(
        SEE, args={"kind": "docx"}, also=(404,), **MEETING
    ),
    "overview/": page(FIGURES),
    "figures/": page(FIGURES),
    "figures/definitions/": page(FIGURES),
    "figures/<code:code>/": page(FIGURES, code="org"),
    "figures/<code:code>/<str:indicator>/": page(
        FIGURES, code="org", args={"indicator": "orgs.organisations"}
    ),
    "rulebook/": page(),
    "rulebook/changes/": page(RULES),
    "rulebook/changes/<uuid:public_id>/": page(RULES, methods=BOTH, public_id="nothing"),
    "rulebook/calendar/<int:year>/": page(args={"year": 2026}),
    "rulebook/calendar/<int:year>/day/": page(RULES, methods=BOTH, args={"year": 2026}),
    "rulebook/calendar/<int:year>/enter/": page(RULES, methods=BOTH, args={"year": 2026}),
    "rulebook/<str:name>/": page(args={"name": "dues.wage"}),
    "rulebook/<str:name>/change/": page(RULES, methods=BOTH, args={"name": "dues.wage"}),
    "accounts/": page(*LOOKERS),
    "accounts/posts/": page(*LOOKERS),
    "accounts/changes/": page(LEDGER),
    "accounts/open/": page(OPEN, CHANGE, methods=BOTH, also=(403,)),
    "accounts/open/secretaries/": page(OPEN, methods=BOTH),
    "accounts/slips/": page(SLIPS, methods=BOTH),
    "accounts/give/": page(GIVE, methods=BOTH),
    "accounts/give/secretaries/": page(GIVE, methods=BOTH),
    "accounts/posts/<uuid:public_id>/deputy/": page(methods=BOTH, public_id="grant", also=(403,)),
    "accounts/posts/<uuid:public_id>/end/": page(methods=BOTH, public_id="grant", also=(403,)),
    "accounts/<uuid:public_id>/": page(*LOOKERS, public_id="account"),
    "accounts/<uuid:public_id>/close/": page(OPEN, methods="POST", public_id="account"),
    "accounts/<uuid:public_id>/slip/": page(SLIPS, methods="POST", public_id="account"),
    "accounts/<uuid:public_id>/second-factor/": page(OPEN, methods="POST", public_id="account"),
    "ledger/": page(LEDGER),
    "ledger/seals/": page(LEDGER),
    "ledger/verify/": page(LEDGER, methods="POST"),
    "flows/": page(),
    "flows/<str:flow>/<uuid:public_id>/": page(SEE, public_id="plea", args=PLEA),
    "flows/<str:flow>/<uuid:public_id>/steps/<slug:verb>/": page(
        SEE, methods="POST", public_id="plea", args=PLEA | {"verb": "ask"}, also=(403,)
    ),
    "flows/<str:flow>/<uuid:public_id>/limits/<slug:name>/": page(
        SEE, methods="POST", public_id="plea", args=PLEA | {"name": "answer"}, also=(403,)
    ),
    "flows/<str:flow>/<uuid:public_id>/papers/<uuid:paper>/": page(
        SEE, public_id="plea", args=PLEA | {"paper": NO_PAPER}, also=(404,)
    ),
    "imports/": page(IMPORT),
    "imports/new/": page(IMPORT, methods=BOTH),
    "imports/templates/<slug:kind>/": page(IMPORT, args={"kind": "members"}),
    "imports/<uuid:public_id>/": page(IMPORT, **BATCH),
    "imports/<uuid:public_id>/columns/": page(IMPORT, also=(422,), **BATCH),
    "imports/<uuid:public_id>/columns/choose/": page(IMPORT, methods="POST", **BATCH),
    "imports/<uuid:public_id>/changes/": page(IMPORT, **BATCH),
    "imports/<uuid:public_id>/progress/": page(IMPORT, **BATCH),
    "imports/<uuid:public_id>/rows/<int:row_no>/": page(IMPORT, methods="POST", args=ROW, **BATCH),
    "imports/<uuid:public_id>/rows/<int:row_no>/settle/": page(
        IMPORT, methods="POST", args=ROW, body={"way": "skip"}, **BATCH
    ),
    "imports/<uuid:public_id>/accept/": page(IMPORT, methods="POST", **BATCH),
    "imports/<uuid:public_id>/meaning/": page(IMPORT, methods=BOTH, also=(404,), **BATCH),
    "imports/<uuid:public_id>/confirm/": page(IMPORT, methods="POST", **BATCH),
    "imports/<uuid:public_id>/cancel/": page(IMPORT, methods="POST", **BATCH),
    "imports/<uuid:public_id>/undo/": page(IMPORT, methods="POST", **BATCH),
    "imports/<uuid:public_id>/problems/": page(IMPORT, also=(422,), **BATCH),
    "imports/<uuid:public_id>/problems/make/": page(IMPORT, methods="POST", also=(422,), **BATCH),
    "imports/<uuid:public_id>/problems/made/": page(IMPORT, **BATCH),
}

# Operations of the API by their names; the method and the things follow from the description.
ME = Route(SIGNED_IN)
ME_OR_NONE = Route(SIGNED_IN, also=frozenset({404}))
API: dict[str, Route] = {
    "who_am_i": ME,
    "list_tokens": ME,
    "make_own_token": ME,
    "end_own_token": ME_OR_NONE,
    "own_file_told": ME_OR_NONE,
    "own_file_whole": ME_OR_NONE,
    "own_looks": ME_OR_NONE,
    "own_corrections": ME_OR_NONE,
    "ask_own_correction_told": ME_OR_NONE,
    "list_organisations": page(ORGS),
    "get_organisation": page(ORGS),
    "organisations_below": page(ORGS),
    "organisations_above": page(ORGS),
    "organisation_ties": page(ORGS),
    "organisation_known": page(ORGS),
    "organisation_posts": page(SEE),
    "organisation_history": page(ORGS),
    "found_organisation": page(TREE),
    "rename_organisation": page(TREE),
    "move_organisation": page(TREE),
    "dissolve_organisation": page(TREE),
    "begin_term": page(TREE),
    "end_term": page(TREE),
    "edit_contact": page(TREE),
    "tie_unit": page(TREE),
    "begin_dual": page(TREE),
    "end_dual": page(TREE),
    "tie_organisation": page(TREE),
    "untie_organisation": page(TREE),
    "list_units": page(ORGS),
    "get_unit": page(ORGS),
    "open_unit": page(TREE),
    "edit_unit": page(TREE),
    "close_unit": page(TREE),
    "entrust_unit": page(TREE),
    "list_divisions": page(ORGS),
    "get_division": page(ORGS, also=(404,)),
    "list_members": page(SEE),
    "members_alike": page(CHANGE),
    "get_member": page(SEE),
    "member_timeline": page(SEE),
    "member_looks": page(SEE),
    "reveal_member": page(REVEAL),
    "register_a_member": page(CHANGE),
    "correct_member": page(CHANGE),
    "make_full": page(CHANGE),
    "move_a_member": page(CHANGE),
    "end_a_membership": page(CHANGE),
    "suspend_a_member": page(CHANGE),
    "restore_a_member": page(CHANGE),
    "fill_in_id_number": page(CHANGE),
    "ask_for_id_number": page(CHANGE),
    "ask_for_merge": page(CHANGE),
    "list_corrections": page(CONFIRM, CHANGE),
    "get_correction": page(CONFIRM, CHANGE, also=(403,)),
    "decide_correction": page(CONFIRM, CHANGE, also=(403,)),
    "open_a_post": page(TREE),
    "close_a_post": page(TREE),
    "appoint_to_post": page(CHANGE, also=(403,)),
    "relieve_of_post": page(CHANGE, also=(403,)),
    "list_meetings": page(SEE),
    "meetings_due": page(SEE),
    "get_meeting": page(SEE),
    "record_a_meeting": page(MEETINGS),
    "keep_a_meeting": page(MEETINGS),
    "close_a_meeting": page(MEETINGS),
    "correct_a_meeting": page(MEETINGS),
    "cancel_a_meeting": page(MEETINGS),
    "finish_a_decision": page(MEETINGS),
    "list_talks": page(SEE),
    "note_a_talk": page(MEETINGS),
    "figure_definitions": page(FIGURES),
    "figures_of": page(FIGURES),
    "figure_series": page(FIGURES, query="indicator=orgs.organisations"),
    "figure_evidence": page(FIGURES),
    "list_numbers": page(),
    "get_number": page(also=(404,)),
    "rate_due": page(also=(404, 422)),
    "ask_for_number": page(RULES, also=(404,)),
    "list_number_changes": page(RULES),
    "decide_number": page(RULES, also=(404,)),
    "get_calendar": page(also=(404,)),
    "get_clock": page(),
    "change_calendar_day": page(RULES),
    "enter_calendar_year": page(RULES),
    "list_accounts": page(*LOOKERS),
    "get_account": page(*LOOKERS),
    "open_account": page(OPEN, CHANGE, also=(403,)),
    "close_account": page(OPEN),
    "issue_slip": page(SLIPS),
    "drop_second_factor": page(OPEN),
    "list_grants": page(*LOOKERS),
    "get_grant": page(*LOOKERS),
    "give_grant": page(GIVE),
    "appoint_deputy": page(also=(403,)),
    "end_grant": page(also=(403,)),
    "list_flows": page(),
    "get_case": page(SEE, args=PLEA),
    "case_steps": page(SEE, args=PLEA),
    "take_case_step": page(SEE, args=PLEA | {"verb": "ask"}, also=(403,)),
    "extend_case_limit": page(SEE, args=PLEA | {"name": "answer"}, also=(403,)),
    "attach_case_paper": page(SEE, args=PLEA, also=(403,)),
    "list_lines": page(LEDGER),
    "lines_of_thing": page(ORGS, LEDGER),
    "ledger_state": page(LEDGER),
    "ledger_head": page(LEDGER),
    "list_seals": page(LEDGER),
    "list_checks": page(LEDGER),
    "list_batches": page(IMPORT),
    "get_batch": page(IMPORT),
    "upload_roster": page(IMPORT),
    "batch_problems": page(IMPORT),
    "batch_changes": page(IMPORT),
    "choose_batch_columns": page(IMPORT),
    "repair_batch_cell": page(IMPORT),
    "settle_batch_row": page(IMPORT),
    "accept_batch_suggestions": page(IMPORT),
    "say_batch_meaning": page(IMPORT),
    "batch_candidates": page(IMPORT, query="column=branch&text=支部"),
    "ask_for_workbook": page(IMPORT, also=(422,)),
    "get_workbook": page(IMPORT, also=(404,)),
    "confirm_batch": page(IMPORT),
    "undo_a_batch": page(IMPORT),
    "cancel_a_batch": page(IMPORT),
}
# What a name in an address of the API means; the other names are parts that name no thing.
THINGS = {
    "code": "org", "unit_id": "unit", "member_id": "person", "correction_id": "correction",
    "post_id": "post", "position_id": "position", "account_id": "account", "grant_id": "grant",
    "batch_id": "batch", "case_id": "plea",
    "meeting_id": "meeting", "decision_id": "resolution",
}  # fmt: skip

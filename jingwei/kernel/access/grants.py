"""Which database role may do what to which table? Said once, applied after every migration."""

from django.db import connection

SEE, WRITE, KEEP = "SELECT", "SELECT, INSERT, UPDATE", "SELECT, INSERT, UPDATE, DELETE"

INSERT_ONLY = (
    "entry", "look", "flow_step", "flow_clock_event", "disposition_look", "deletion",
)  # fmt: skip
SEEN_ONLY = ("former_row", "seal", "django_migrations", "django_content_type")
VERSIONED = ("rule",)
"""A version is written and its stretch closed; what it said is never changed."""
ERASABLE = ("entry_detail", "row_image", "subject_key")
WORKED_OUT = ("fact", "fact_layout", "filled", "dirty_mark", "ledger_check")
"""Figures, and what verifications found: only the worker writes them; nobody at a page can set one,
not even by mistake."""

ENDED_BY_WORKER = ("look",)
"""Rows that nobody takes back, and that go when their time is over."""

SEALER = {"entry": "SELECT", "seal": "SELECT, INSERT"}
"""The sealer reads lines, adds seals, and can neither change nor delete either."""
PUBLIC_DOOR = {
    "matter": "id, public_id, receipt, state, channel, kind, category, first_category, title,"
    " asked, place_id, spot, org_id, org_path, host_id, host_path, level, bounces, reopened,"
    " received_at, received_on, received_by_id, reply_due_on, replied_on, promised_on,"
    " answered_on, answered_in_time, closed_on, outcome, phone_tail, is_demo",
    "matter_mediation": "matter_id, received_on, free_from, apply_until, is_wages",
    "matter_petition": "matter_id, body, what, basis, handed_on, tell_by, their_no, their_on",
    "matter_arrival": "id, kind, receipt, taken_at",
    "flow_case": "id, flow, subject, state, number",
    "flow_step": "id, public_id, case_id, number, verb, from_state, to_state, at, sealed",
    "flow_clock": "id, case_id, name, state, began_on, due_on, ended_on, outcome, amount, unit",
    "unit": "id, public_id, name, kind, held, division_id",
    "division": "code, name, parent_code",
    "rule": "name, value, held, place",
    "calendar_day": "day, is_working, name",
    "service_category": "id, public_id, title, about, place, held",
    "service_item": "id, public_id, category_id, held",
    "item_wording": "id, item_id, held, title, kind, ring, for_whom, bring, never_ask, takes,"
    " price, price_words, basis",
    "service_centre": "id, public_id, name, level, unit_id, address, longitude, latitude, phone,"
    " hours, held, note",
    "closed_day": "id, centre_id, first, last, why",
    "offering": "id, public_id, centre_id, item_id, held, weekdays, opens, closes, desk, provider",
    "delegate_studio": "id, public_id, name, kind, unit_id, place, longitude, latitude, phone,"
    " hours, held",
    "studio_delegate": "studio_id, name, held, consent_on",
    "station": "id, public_id, name, level, unit_id, place, longitude, latitude, phone, hours,"
    " held",
    "station_shut": "station_id, first, last, why",
    "station_offer": "station_id, item_id, title, price, held",
    "proxy_agent": "unit_id, does, held",
}
"""What residents' pages may read, column by column, each under its own policy: the one matter of
the receipt that was shown, which communities there are, what hangs at the door of a service
centre or a station, which errands are run where, the numbers of the rulebook and
the days that the State arranged. No table of
members is here."""
OPEN_TO_OTHERS = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prokind = 'f'
    AND pg_get_userbyid(proowner) = session_user
    AND NOT coalesce(array_to_string(proconfig, ';') LIKE '%search_path=%pg_temp%', false)
ORDER BY 1
"""
"""Functions of ours with the owner's rights that would look in a session's temporary tables before
they look in ours: who may make such a table could put rows of its own before them."""
STAFF = ("jw_app", "jw_worker")
ALL = (*STAFF, "jw_public", "jw_seal", "jw_self", "jw_read")


def statements(tables: list[str], partitions: list[str], own: list[str]) -> list[str]:
    """All GRANT and REVOKE statements for the tables of the schema.

    ``own`` are the tables with a policy for ``jw_self``: a member without a post may read them,
    own rows only.
    """
    found = [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {', '.join(ALL)}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {', '.join(ALL)}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO jw_app, jw_worker",
    ]
    for table in tables:
        if table in partitions:
            continue
        right = KEEP
        if table in INSERT_ONLY:
            right = "SELECT, INSERT"
        elif table in SEEN_ONLY:
            right = SEE
        elif table in VERSIONED:
            right = "SELECT, INSERT, UPDATE (held)"
        elif table in ERASABLE:
            right = "SELECT, INSERT, DELETE"
        found.append(f'GRANT {right} ON "{table}" TO {", ".join(STAFF)}')
        if table in WORKED_OUT:
            found.append(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM jw_app')
    found += [
        f'GRANT DELETE ON "{table}" TO jw_worker' for table in ENDED_BY_WORKER if table in tables
    ]
    found += [f'GRANT SELECT ON "{table}" TO jw_self' for table in own]
    found += [
        f'GRANT SELECT ({columns}) ON "{table}" TO jw_public'
        for table, columns in PUBLIC_DOOR.items() if table in tables
    ]  # fmt: skip
    found += [
        f'GRANT {may} ON "{table}" TO jw_seal' for table, may in SEALER.items() if table in tables
    ]
    return found


def apply() -> None:
    """Apply them, as the owner. Idempotent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relispartition FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1"
        )
        rows = cursor.fetchall()
        partitions = [name for name, is_partition in rows if is_partition]
        cursor.execute(
            "SELECT DISTINCT tablename FROM pg_policies"
            " WHERE schemaname = 'public' AND 'jw_self' = ANY(roles) ORDER BY 1"
        )
        own = [name for (name,) in cursor.fetchall()]
        for statement in statements([name for name, _ in rows], partitions, own):
            cursor.execute(statement)
        cursor.execute(OPEN_TO_OTHERS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SET search_path = public, pg_temp")

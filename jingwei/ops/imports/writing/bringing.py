"""How do all new members of a batch become rows at once? By a function of the owner; its text.

The migration holds the text as it was on its day, a test says when the two differ.
"""

from datetime import datetime
from textwrap import fill, indent
from typing import Any

from jingwei.ops.imports.staging.layout import MEMBERS

OPENINGS = ("dues_paid_to", "dues_monthly", "development_stage", "case_under_way", "applied_on")
MANY = 10_000
"""From so many rows on a first roster of a city builds the indexes once, when its rows stand."""
COMPUTED = ("name_sort", "pinyin", "initials")
_DEFAULTS = {
    "sex": "'0'", "ethnicity": "''", "birth_precision": "'d'", "education": "''", "degree": "''",
    "joined_precision": "'d'", "full_precision": "'d'", "native_place": "''", "work_post": "''",
    "unit_title": "''", "lost_precision": "'d'", "floating_to": "''",
}  # fmt: skip

_TEXT = """
CREATE OR REPLACE FUNCTION bring_members(wanted bigint, line bigint, day date, known timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    places regclass[] := ARRAY['person', 'membership', 'opening', 'row_image']::regclass[];
    role_before text := current_setting('session_replication_role');
    as_sets boolean := has_parameter_privilege('session_replication_role', 'SET')
        AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = ANY (places)
            AND NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgtype & 4 <> 0)
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = ANY (places)
            AND k.conparentid = 0 AND (k.contype = 'f' AND (
                SELECT string_agg(a.attname, ',' ORDER BY n.at)
                FROM unnest(k.conkey) WITH ORDINALITY AS n (key, at)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.key
            ) NOT IN ('org_id,org_path', 'person_id', 'entry_id', 'merged_into_id')
            OR k.contype IN ('p', 'u', 'x') AND k.condeferrable));
    expected integer;
    brought integer;
    later record;
    asked text[] := '{{}}';
    made_later text[] := '{{}}';
    statement text;
BEGIN
    IF NOT EXISTS (
        SELECT FROM import_batch b
        JOIN entry e ON e.subject = 'import' AND e.subject_id = b.public_id::text
        WHERE b.id = wanted AND e.id = line AND b.kind = 'members'
        AND b.org_path >= current_setting('app.path', true)
        AND b.org_path < current_setting('app.hi', true)
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a batch must be in scope, the line its own';
    END IF;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', 'replica', true);
    END IF;
    SELECT count(*) INTO expected FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1;
    IF as_sets AND expected >= {many}
        AND NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM membership)
    THEN
        BEGIN
            LOCK TABLE person, membership, opening IN ACCESS EXCLUSIVE MODE NOWAIT;
            FOR later IN SELECT x.indrelid = 'membership'::regclass AS is_asked,
                CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s', x.indexrelid::regclass)
                    ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', x.indrelid::regclass,
                        k.conname) END AS dropped,
                CASE WHEN k.oid IS NULL THEN pg_get_indexdef(x.indexrelid)
                    ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', x.indrelid::regclass,
                        k.conname, pg_get_constraintdef(k.oid)) END AS made
                FROM pg_index x LEFT JOIN pg_constraint k
                    ON k.conindid = x.indexrelid AND k.conrelid = x.indrelid
                WHERE x.indrelid = ANY (ARRAY['person', 'membership', 'opening']::regclass[])
                AND NOT x.indisexclusion AND NOT x.indisprimary
                AND NOT EXISTS (SELECT FROM pg_constraint f
                    WHERE f.conindid = x.indexrelid AND f.contype = 'f')
            LOOP
                IF later.is_asked THEN
                    asked := asked || later.dropped;
                ELSE
                    EXECUTE later.dropped;
                END IF;
                made_later := made_later || later.made;
            END LOOP;
        EXCEPTION WHEN lock_not_available THEN
            made_later := '{{}}';
            asked := '{{}}';
        END;
    END IF;
    WITH place AS MATERIALIZED (
        SELECT o.id, o.path FROM organisation o
        WHERE o.id IN (SELECT s.org FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1)
        AND o.path >= current_setting('app.path', true)
        AND o.path < current_setting('app.hi', true)
        ORDER BY o.id FOR KEY SHARE
    )
    INSERT INTO person (id, public_id, org_id, org_path, is_demo, version, updated_at,
{names})
    SELECT s.target, s.target_uuid, o.id, o.path, false, 1, known,
{values}
    FROM staged_row s JOIN place o ON o.id = s.org
    WHERE s.batch_id = wanted AND s.verdict = 1;
    GET DIAGNOSTICS brought = ROW_COUNT;
    IF brought <> expected THEN
        RAISE foreign_key_violation USING MESSAGE = 'an organisation of the batch is out of scope';
    END IF;
    -- A trigger looks for the memberships of each new person: without an index that would be one
    -- scan a person over what an attempt before, taken back, has left there.
    FOREACH statement IN ARRAY asked LOOP
        EXECUTE statement;
    END LOOP;
    INSERT INTO row_image (entry_id, "table", row, before)
    SELECT line, 'person', s.target, NULL FROM staged_row s
    WHERE s.batch_id = wanted AND s.verdict = 1;
    INSERT INTO membership (person_id, org_id, org_path, kind, category, state, held, began, ended,
        basis)
    SELECT s.target, o.id, o.path, 'home', {category}, coalesce({state}, 'normal'),
        daterange(day, NULL), 'opening', '', ''
    FROM staged_row s JOIN organisation o ON o.id = s.org
    WHERE s.batch_id = wanted AND s.verdict = 1;
    INSERT INTO opening (person_id, org_id, org_path, kind, value, as_of)
    SELECT s.target, o.id, o.path, k.kind, k.value, day
    FROM staged_row s JOIN organisation o ON o.id = s.org
    CROSS JOIN LATERAL (VALUES
{openings}
    ) k (kind, value)
    WHERE s.batch_id = wanted AND s.verdict = 1 AND k.value IS NOT NULL;
    FOREACH statement IN ARRAY made_later LOOP
        EXECUTE statement;
    END LOOP;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', role_before, true);
    END IF;
    RETURN brought;
END $$;
"""


def columns() -> tuple[list[str], list[str]]:
    """Columns of a person that a roster fills, and the SQL over the staged row ``s``."""
    names, sqls = [], []
    for _, column, sql in MEMBERS.filled:
        default = _DEFAULTS.get(column)
        names.append(column)
        sqls.append(f"coalesce({sql}, {default})" if default else f"({sql})")
    for at, secret in enumerate(MEMBERS.secrets, 1):
        names += [secret.column, secret.index]
        sqls += [f"s.sealed[{at}]", f"s.indexes[{at}]"]
        if secret.tail:
            names.append(secret.tail)
            sqls.append(f"coalesce(s.tails[{at}], '')")
    names += COMPUTED
    sqls += [MEMBERS.cell(name) for name in COMPUTED]
    return names, sqls


def function() -> str:
    """The text of the function for the layout of members as it is now."""
    names, sqls = columns()
    pairs = [f"('{kind}', {MEMBERS.cell(kind)})" for kind in OPENINGS]
    return _TEXT.format(
        names=indent(fill(", ".join(names), 84), " " * 8),
        values=indent(",\n".join(sqls), " " * 4),
        openings=indent(",\n".join(pairs), " " * 8),
        many=MANY, category=MEMBERS.cell("category"), state=MEMBERS.cell("state"),
    )  # fmt: skip


def bring(cursor: Any, batch: int, entry: int, as_of: Any, at: datetime) -> int:
    """Persons, their home rows, what the city brings with them, and images; how many persons.

    Raises: IntegrityError where another writer came first.
    """
    cursor.execute("SELECT bring_members(%s, %s, %s, %s)", [batch, entry, as_of, at])
    return int(cursor.fetchone()[0])

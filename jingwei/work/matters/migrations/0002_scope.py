"""Keep matters to both sides that work on them, and open the narrow door of the public pages."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

SHOWN = "receipt = decode(nullif(current_setting('app.receipt', true), ''), 'hex')"
DOOR = f"""
CREATE FUNCTION door_knock(who bytea, most int) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH old AS (DELETE FROM door_count WHERE began < now() - interval '1 day' RETURNING 1)
    INSERT INTO door_count AS d (address, began, knocks) VALUES (who, now(), 1)
    ON CONFLICT (address) DO UPDATE SET
        knocks = CASE WHEN d.began < now() - interval '15 minutes' THEN 1 ELSE d.knocks + 1 END,
        began = CASE WHEN d.began < now() - interval '15 minutes' THEN now() ELSE d.began END
    RETURNING knocks <= most
$$;
CREATE FUNCTION matter_arrive(which uuid, what text, shown bytea, said bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF what NOT IN ('ask', 'confirm', 'dispute', 'withdraw', 'review')
        OR length(shown) <> 16 OR length(said) > 40000 THEN
        RAISE EXCEPTION 'not an arrival' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT count(*) FROM matter_arrival WHERE receipt = shown AND taken_at IS NULL) >= 5 THEN
        RAISE EXCEPTION 'too many arrivals' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO matter_arrival (public_id, kind, receipt, sealed, arrived_at, refused)
    VALUES (which, what, shown, said, now(), '[]');
END
$$;
REVOKE ALL ON FUNCTION door_knock(bytea, int), matter_arrive(uuid, text, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_knock(bytea, int), matter_arrive(uuid, text, bytea, bytea)
    TO jw_public;
ALTER TABLE matter_arrival ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter_arrival FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_arrival_taken ON matter_arrival TO jw_worker
    USING (current_setting('app.hi', true) = '~');
CREATE POLICY matter_arrival_shown ON matter_arrival FOR SELECT TO jw_public USING ({SHOWN});
CREATE POLICY matter_shown ON matter FOR SELECT TO jw_public USING ({SHOWN});
CREATE POLICY flow_case_shown ON flow_case FOR SELECT TO jw_public
    USING (flow = 'matters.matter' AND subject IN (SELECT public_id FROM matter));
CREATE POLICY flow_clock_shown ON flow_clock FOR SELECT TO jw_public
    USING (case_id IN (SELECT id FROM flow_case));
CREATE POLICY flow_step_shown ON flow_step FOR SELECT TO jw_public
    USING (case_id IN (SELECT id FROM flow_case));
CREATE POLICY unit_shown ON unit FOR SELECT TO jw_public
    USING (kind IN ('community', 'village') AND upper_inf(held));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
        ("flows", "0002_scope"),
    ]  # fmt: skip

    operations = [
        EnableScope("matter", host=True),
        EnableScope("review"),
        migrations.RunSQL(DOOR, migrations.RunSQL.noop),
        EnableMarks(
            "matter", watched="org_id received_on reply_due_on replied_on answered_on answered_in_time closed_on"
            " outcome reopened category channel", since="r.received_on",
        ),
        EnableMarks("matter_review", watched="org_id month grade", since="r.month"),
    ]  # fmt: skip

"""Let the database keep person.is_gone: true for whoever has no open home branch."""

from django.db import migrations

# As the owner, since a person's other stretches may lie in other offices. A first import brings
# nothing but open homes for people who are not gone: it pays one look over its own rows.
KEEP = """
CREATE FUNCTION keep_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET enable_nestloop = on AS $$
DECLARE
    many boolean;
    closed boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE upper(held) IS NOT NULL)', TG_ARGV[0])
        INTO closed;
    IF TG_OP = 'INSERT' AND NOT closed AND NOT EXISTS (SELECT 1 FROM person WHERE is_gone) THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT count(*) > 1000 FROM (SELECT 1 FROM %I LIMIT 1001) few', TG_ARGV[0])
        INTO many;
    IF many THEN
        PERFORM set_config('enable_nestloop', 'off', true);
    END IF;
    EXECUTE format(
        'UPDATE person p SET is_gone = NOT p.is_gone
         FROM (SELECT DISTINCT person_id FROM %I WHERE kind = ''home'') f
         WHERE p.id = f.person_id
           AND (p.is_gone OR EXISTS (SELECT 1 FROM %I e WHERE e.person_id = p.id
                AND e.kind = ''home'' AND (%L OR upper(e.held) IS NOT NULL)))
           AND p.is_gone = EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id
                AND m.kind = ''home'' AND upper(m.held) IS NULL)',
        TG_ARGV[0], TG_ARGV[0], TG_OP = 'DELETE');
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_gone() FROM PUBLIC;
CREATE TRIGGER membership_keep_gone_insert AFTER INSERT ON membership
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_gone('fresh');
CREATE TRIGGER membership_keep_gone_delete AFTER DELETE ON membership
    REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION keep_gone('former');

-- A move of the tree rewrites the paths of a county's rows; only changed days and files count.
CREATE FUNCTION keep_gone_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET enable_nestloop = on AS $$
BEGIN
    IF (SELECT count(*) FROM (SELECT 1 FROM fresh LIMIT 1001) few) > 1000 THEN
        PERFORM set_config('enable_nestloop', 'off', true);
    END IF;
    EXECUTE 'UPDATE person p SET is_gone = NOT p.is_gone
         FROM (SELECT o.person_id FROM former o JOIN fresh n ON n.id = o.id
               WHERE (n.held, n.person_id, n.kind) IS DISTINCT FROM (o.held, o.person_id, o.kind)
               UNION SELECT n.person_id FROM former o JOIN fresh n ON n.id = o.id
               WHERE (n.held, n.person_id, n.kind) IS DISTINCT FROM (o.held, o.person_id, o.kind)
              ) f
         WHERE p.id = f.person_id
           AND p.is_gone = EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id
                AND m.kind = ''home'' AND upper(m.held) IS NULL)';
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_gone_changed() FROM PUBLIC;
CREATE TRIGGER membership_keep_gone_update AFTER UPDATE ON membership
    REFERENCING OLD TABLE AS former NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION keep_gone_changed();

UPDATE person p SET is_gone = true WHERE EXISTS (
    SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.kind = 'home')
  AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id
    AND m.kind = 'home' AND upper(m.held) IS NULL);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_gone")]

    operations = [
        migrations.RunSQL(
            KEEP,
            "DROP FUNCTION keep_gone() CASCADE; DROP FUNCTION keep_gone_changed() CASCADE",
        )
    ]

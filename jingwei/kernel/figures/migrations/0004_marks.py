"""Note which organisations' figures are to be looked at again, whoever changes a record."""

from django.db import migrations

from jingwei.kernel.figures.enable_marks import EnableMarks

# A person has no organisation of its own here: it counts where the memberships and posts are.
WHERE_A_PERSON_COUNTS = """
    JOIN LATERAL (
        SELECT m.org_id FROM membership m WHERE m.person_id = r.id
        UNION SELECT p.org_id FROM position p WHERE p.person_id = r.id
    ) w ON true
"""


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0003_facts_by_records"),
        ("orgs", "0002_scope"),
        ("people", "0002_scope"),
    ]

    operations = [
        EnableMarks("membership", watched="org_id kind category state held began ended person_id"),
        EnableMarks(
            "person",
            watched="sex birth_on education id_index floating_to lost_since",
            org="w.org_id", join=WHERE_A_PERSON_COUNTS, since="NULL::date",
        ),
        EnableMarks("post", watched="org_id title held"),
        EnableMarks("position", watched="org_id post_id person_id held"),
        EnableMarks("term", watched="org_id held due_on"),
        EnableMarks("unit", watched="org_id held"),
        EnableMarks("organisation", watched="held", org="r.id"),
        EnableMarks("organisation_state", watched="org_id kind held", thing="organisation"),
        # A new edge alone founds an organisation: no other figure moves with it.
        EnableMarks(
            "edge", watched="org_id host_id kind held", thing="edge", thing_new="organisation"
        ),
    ]

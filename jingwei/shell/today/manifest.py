"""Which things of organisations and members wait on the page of today?

Their sources live with the things; here they are put into the order of a day's work.
"""

from jingwei.kernel.orgs import concerns as orgs
from jingwei.kernel.people import concerns as people
from jingwei.kernel.register import concern, waits_for_others
from jingwei.kernel.rulebook import concerns as rulebook

for source in (
    people.corrections_to_decide,
    people.probations_ending,
    orgs.vacant_secretaries,
    orgs.terms_due,
    rulebook.changes_to_decide,
    rulebook.years_missing,
):
    concern(source)
for source in (people.corrections_of_mine, rulebook.changes_of_mine):
    waits_for_others(source)

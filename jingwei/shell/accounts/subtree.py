"""Over which part of the tree does a batch go?"""

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.accounts.forms import SubtreeForm


def subtree_of(form: SubtreeForm, scope: Scope) -> Organisation:
    """The organisation that was named, else the acting post's own."""
    said: Organisation | None = form.cleaned_data.get("org")
    if said is not None:
        return said
    own: Organisation = Organisation.objects.within(scope).get(pk=scope.org_id)
    return own

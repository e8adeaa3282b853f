"""What do the pages of careers share? Their form of a few lines; the rest is the shell's."""

from functools import partial

from jingwei.shell import things
from jingwei.shell.things import kept, org_of, own_org, seen

__all__ = ["answered", "kept", "org_of", "own_org", "seen"]

answered = partial(things.answered, page="careers/simple.html")

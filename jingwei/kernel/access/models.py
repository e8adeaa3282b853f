"""Who may sign in, and in which acting posts?"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """Somebody who may sign in. There is no superuser: rights come from grants alone."""

    PRIVACY = classes.fields(
        I="id public_id login is_active must_change language opened_at closed_at is_demo"
        " failed_count failed_at last_login person",
        C="name",
        S="password",
    )
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.BigAutoField(primary_key=True)
    public_id = public_id_field()
    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=50)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # signed in by a slip; sets an own password
    language = models.CharField(max_length=10, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    failed_count = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    objects = AccountManager()
    everything: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.name


class Grant(Scoped):
    """An acting post: one account in one role for one organisation and all below it, with a term.

    A deputy's grant names the grant it stands in for and ends with the leave.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="account role held deputises basis given_by given_at mac"
    )

    public_id = public_id_field()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(r.key, r.title) for r in ROLES.values()])
    held = DateRangeField()
    deputises = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    basis = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    mac = models.BinaryField()  # over all columns above: a row edited by hand does not count

    class Meta(Scoped.Meta):
        db_table = "grant_of_post"

    def __str__(self) -> str:
        return f"{ROLES[self.role].title} {self.org_id}"


class Slip(Scoped):
    """A printed first-sign-in slip: works once, until its day. Only a hash of the code is kept."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="account issued_by issued_at until used_at", S="code_hash"
    )

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=128)
    issued_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        db_table = "slip"
        constraints = (
            models.UniqueConstraint(
                fields=("account",), condition=Q(used_at=None), name="one_open_slip_of_an_account"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.until:%F}"

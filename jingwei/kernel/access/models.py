"""Who may sign in, and in which acting posts?"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import DateRangeField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes


class Account(Scoped, AbstractBaseUser):
    """Somebody who may sign in. There is no superuser: rights come from grants alone.

    ``org`` is the organisation the account was opened for: the posts above it look after the
    sign-in. What the account may see is said by its grants, wherever they are.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="login is_active must_change language opened_at closed_at signed_in_at password_at"
        " person",
        C="name",
        S="password",
    )
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    last_login = None  # Django's would be written by a signal; signing in is an act with a line

    id = models.BigAutoField(primary_key=True)
    public_id = public_id_field()
    login = models.CharField(max_length=40, unique=True)  # as codes.login_form() gives it
    name = models.CharField(max_length=50)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)  # the next sign-in sets a new password
    language = models.CharField(max_length=10, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    signed_in_at = models.DateTimeField(null=True)
    password_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "account"
        indexes = (models.Index(fields=("org_path", "id"), name="account_org_path_idx"),)

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
    org_name: str  # words that posts.posts_of brings along
    org_code: str
    org_is_demo: bool
    stands_in_for: str

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


class SecondFactor(models.Model):
    """The secret that an account shares with an authenticator; works once ``confirmed_at`` is set.

    ``last_step`` is the last time step that was used: a code works once.
    """

    WITHOUT_SCOPE = "reached through its account, whose policy it shares"
    PRIVACY = classes.fields(I="account confirmed_at last_step", S="secret")

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        db_table = "second_factor"

    def __str__(self) -> str:
        return str(self.account_id)


class RecoveryCode(models.Model):
    """A written-down code for the day the telephone is lost: works once instead of the factor."""

    WITHOUT_SCOPE = "reached through its account, whose policy it shares"
    PRIVACY = classes.fields(I="id account used_at", S="code_hash")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_code"

    def __str__(self) -> str:
        return str(self.account_id)


class Attempt(models.Model):
    """How often a door was tried in vain, and when last.

    ``door`` is a keyed digest of a login, of a login on a device known to it, or of an address,
    so the table tells nobody who tried; logins that do not exist are counted like the others.
    """

    WITHOUT_SCOPE = "asked before anybody is known; holds keyed digests only"
    PRIVACY = classes.fields(I="door failures last_at")

    door = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "attempt"

    def __str__(self) -> str:
        return f"{self.door[:8]} {self.failures}"


class Session(AbstractBaseSession):
    """A browser that is signed in. ``session_key`` is the digest of the key in the cookie, so a
    copy of this table opens no session; ``account`` lets people see and end their own."""

    WITHOUT_SCOPE = "read by its key before anybody is known; listed by the account's own id"
    PRIVACY = classes.fields(
        I="session_key session_data expire_date account started_at seen_at device"
    )

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=80, blank=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        db_table = "session"

    def __str__(self) -> str:
        return f"{self.account_id} {self.device}"

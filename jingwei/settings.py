"""How does this process run? Everything that differs between places comes from the environment."""

import os
from pathlib import Path

from django.utils.csp import CSP

from jingwei.ops import database
from jingwei.ops.folders import data_folder, kept_secret
from jingwei.ops.parts import parts
from jingwei.ops.words import locales

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = data_folder()
ROLE = os.environ.get("JINGWEI_ROLE", "app")  # app, worker, migrate, public, seal

# All processes of one installation sign with the same: the first that asks keeps it in the folder.
SECRET_KEY = os.environ.get("JINGWEI_SECRET_KEY") or kept_secret(DATA_DIR, "django")
JINGWEI_KEY_FILE = Path(os.environ.get("JINGWEI_KEY_FILE", DATA_DIR / "secrets" / "columns.json"))
JINGWEI_CRYPTO = os.environ.get("JINGWEI_CRYPTO", "intl")  # or gm: SM4, SM3
JINGWEI_PASSWORDS = os.environ.get("JINGWEI_PASSWORDS", "asvs")  # or mlps3

DEBUG = os.environ.get("JINGWEI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("JINGWEI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("JINGWEI_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "procrastinate.contrib.django",
    "jingwei.kernel.privacy",
    "jingwei.kernel.places",
    "jingwei.kernel.known",
    "jingwei.kernel.orgs",
    "jingwei.kernel.people",
    "jingwei.kernel.access",
    "jingwei.kernel.ledger",
    "jingwei.kernel.worksheets",
    "jingwei.kernel.rulebook",
    "jingwei.kernel.figures",
    "jingwei.kernel.flows",
    "jingwei.kernel.notices",
    "jingwei.kernel.handover",
    "jingwei.shell",
    "jingwei.shell.members",
    *parts("work", "systems"),
    "jingwei.api",
    "jingwei.ops.imports",
    "jingwei.ops.leaving",
]

MIDDLEWARE = [
    # Outermost: a monitor asks before sessions, host checks and the transaction.
    "jingwei.ops.health.door.HealthDoor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jingwei.shell.middleware.PersonalPages",
    # Innermost: owns the transaction, resolves the acting post, rolls back every refusal.
    "jingwei.kernel.access.middleware.ActingPost",
]

ROOT_URLCONF = "jingwei.urls"
WSGI_APPLICATION = "jingwei.wsgi.application"
AUTH_USER_MODEL = "access.Account"
LOGIN_URL = "/sign-in/"
JINGWEI_CALLERS = ["jingwei.api.tokens.scope_of_token"]  # beside the session
JINGWEI_API_PARTS = ["jingwei.ops.imports.api"]  # modules above the API that add operations to it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

DATABASES = {"default": database.settings_for(ROLE)}
if database.has_public():
    DATABASES["public"] = database.settings_for("public")
# Residents' pages speak to the database as jw_public; without its address they are closed.
JINGWEI_PUBLIC_ALIAS = "public"
JINGWEI_SEALER = database.sealer()  # signs in as jw_seal, for the sealing of the ledger only
# A folder that the city's message gateway empties; without it notices stand on pages only.
JINGWEI_OUTBOX = os.environ.get("JINGWEI_OUTBOX", "")
JINGWEI_WITNESS = os.environ.get("JINGWEI_WITNESS") or DATA_DIR / "witness" / "heads.jsonl"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Page folders of the shell are not apps of their own.
        "DIRS": sorted((BASE_DIR / "jingwei" / "shell").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "jingwei.shell.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = locales()
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_TEMP_DIR = None

SESSION_ENGINE = "jingwei.kernel.access.session_store"
SESSION_COOKIE_AGE = 8 * 3600  # absolute; idle time is checked by the acting post
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jingwei.shell.errors.csrf_failed"
# Behind a proxy every request comes from its address; the operator names the header it writes.
JINGWEI_ADDRESS_HEADER = os.environ.get("JINGWEI_ADDRESS_HEADER", "")
JINGWEI_IDLE_MINUTES = int(os.environ.get("JINGWEI_IDLE_MINUTES", "60"))
JINGWEI_PROOF_MINUTES = int(os.environ.get("JINGWEI_PROOF_MINUTES", "10"))

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Who shows it may read the numbers of /health/metrics from another machine.
JINGWEI_METRICS_TOKEN = os.environ.get("JINGWEI_METRICS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "jingwei.ops.health.logs.Lines"},
        "json": {"()": "jingwei.ops.health.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("JINGWEI_LOG_FORMAT", "line"),
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("JINGWEI_LOG", "WARNING")},
}

"""How do the tests run? As the owner who makes the database; each test then acts as jw_app."""

import os

os.environ.setdefault("JINGWEI_ROLE", "migrate")

from jingwei.settings import *  # noqa: F403
from jingwei.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

# A system of the tests' own, whose one flow shows that the engine carries any.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.example_flow"]

DATABASES["default"]["TEST"] = {
    "NAME": os.environ.get("JINGWEI_TEST_DB", "test_jingwei"),
    "TEMPLATE": "template0",
}
DATABASES.pop("public", None)  # one connection, which takes up jw_public where it has to
JINGWEI_PUBLIC_ALIAS = "default"
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

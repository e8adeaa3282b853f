"""The door for the web server. Refuses to open under a role that would pass by the scope."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")

application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

from jingwei.kernel.access.startup import refuse_wrong_role  # noqa: E402
from jingwei.kernel.register import register  # noqa: E402

refuse_wrong_role()
# Every folder's manifest and addresses are read before the first request: several threads would
# else find them half read, and the first to come would wait for all of it.
register()
_ = get_resolver().url_patterns

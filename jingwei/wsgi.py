"""The door for the web server. Refuses to open under a role that would pass by the scope."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")

application = get_wsgi_application()

from jingwei.kernel.access.startup import refuse_wrong_role  # noqa: E402

refuse_wrong_role()

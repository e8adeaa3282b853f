"""How long do the pages of figures take? Records behind a number, and the report of any day."""

import json
import os
import statistics
import sys
import time
from datetime import timedelta
from typing import Any

ASKED = (
    "people.members", "people.members_without_id_number", "people.members_floating",
    "people.secretaries", "people.posts_vacant", "orgs.branches_too_large", "orgs.terms_overdue",
    "people.transferred_in",
)  # fmt: skip
TURNS = 10


def main(size: str) -> None:
    """Print one line of JSON: milliseconds of the page by figure, seconds of the report."""
    import django

    os.environ["JINGWEI_POOL_SIZE"] = "1"
    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.utils import timezone

    from jingwei.ops.bench import lists
    from jingwei.ops.bench import place as places

    places.refuse_other_databases(os.environ.get(places.NAME, ""))
    application = get_wsgi_application()
    found: dict[str, Any] = {}
    walls: list[float] = []
    for login, org in (("bench-city", "BENCH"), ("bench-county", "C00000")):
        browser = lists.signed_in(application, login)
        for code in ASKED:
            said = []
            for turn in range(-1, TURNS):
                began = time.perf_counter()
                browser.get(f"/figures/{org}/{code}/")
                if turn >= 0:
                    said.append((time.perf_counter() - began) * 1000)
            walls += said
            found[f"{org} {code}"] = round(statistics.median(said), 1)
    browser = lists.signed_in(application, "bench-city")
    day = timezone.localdate() - timedelta(days=40)
    reports = []
    for _turn in range(3):
        began = time.perf_counter()
        browser.get(f"/figures/BENCH/?on={day:%Y-%m-%d}")
        reports.append(time.perf_counter() - began)
    result = {
        "pages_ms": found, "C3_page_p50_ms": round(statistics.median(walls), 1),
        "C3_page_p95_ms": round(sorted(walls)[round(0.95 * (len(walls) - 1))], 1),
        "C3_report_s": round(statistics.median(reports), 2),
    }  # fmt: skip
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])

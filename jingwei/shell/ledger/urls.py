"""Where does the auditor read the ledger and see that it is whole?"""

from django.urls import path

from jingwei.shell.ledger import deletions, views

app_name = "ledger"

urlpatterns = [
    path("ledger/", views.lines, name="home"),
    path("ledger/seals/", views.seals, name="seals"),
    path("ledger/deletions/", deletions.page, name="deletions"),
    path("ledger/verify/", views.verify, name="verify"),
]

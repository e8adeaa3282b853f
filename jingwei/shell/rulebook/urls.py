"""Which addresses has the rulebook? Numbers, their changes, the working-day calendar."""

from django.urls import path

from jingwei.shell.rulebook.views import calendar, numbers

app_name = "rulebook"
YEAR = "rulebook/calendar/<int:year>"

urlpatterns = [
    path("rulebook/", numbers.home, name="home"),
    path("rulebook/changes/", numbers.changes, name="changes"),
    path("rulebook/changes/<uuid:public_id>/", numbers.decide, name="decide"),
    path(f"{YEAR}/", calendar.calendar, name="calendar"),
    path(f"{YEAR}/day/", calendar.change_day, name="day"),
    path(f"{YEAR}/enter/", calendar.enter_year, name="enter-year"),
    path("rulebook/<str:name>/", numbers.number, name="number"),
    path("rulebook/<str:name>/change/", numbers.change, name="change"),
]

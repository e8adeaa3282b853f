"""Where does everybody land?"""

from django.urls import path

from jingwei.shell.today import views

app_name = "today"

urlpatterns = [path("", views.home, name="home")]

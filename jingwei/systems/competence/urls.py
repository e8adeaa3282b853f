"""Where is the page of the system 素质党建?"""

from django.urls import path

from jingwei.shell.systems.views import page

app_name = "competence"

urlpatterns = [path("competence/", page("competence"), name="home")]

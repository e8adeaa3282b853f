"""Which addresses lead in and out, and to what belongs to the own account?"""

from django.urls import path

from jingwei.shell.signin.views import door, factor, own

app_name = "signin"

urlpatterns = [
    path("sign-in/", door.home, name="home"),
    path("sign-in/slip/", door.slip, name="slip"),
    path("sign-in/code/", door.code, name="code"),
    path("sign-in/password/", door.new_password, name="new_password"),
    path("sign-out/", door.out, name="out"),
    path("account/", own.mine, name="mine"),
    path("account/posts/", own.choose, name="choose"),
    path("account/act-as/", own.act_as, name="act_as"),
    path("account/password/", own.password, name="password"),
    path("account/sessions/end/", own.end, name="end_session"),
    path("account/sessions/end-others/", own.end_others, name="end_others"),
    path("account/second-factor/", factor.factor, name="factor"),
    path("account/second-factor/start/", factor.start, name="factor_start"),
    path("account/second-factor/confirm/", factor.confirm, name="factor_confirm"),
    path("account/second-factor/off/", factor.off, name="factor_off"),
]

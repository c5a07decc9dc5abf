from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.groups import calls
from webapp.groups.blueprint import bp
from webapp.groups.models import Group
from webapp.web import done


@bp.post("/groups/<int:group_id>/called")
@allow(coordinates, group=Group)
def called(group: Group) -> Any:
    calls.call(group)
    return done(_("The call is marked as made."), url_for("home.today"))

"""The blueprints that `own_page` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("joining", __name__)
bare = Blueprint("own", __name__, url_prefix="/p")

"""The blueprints that `answering` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("feedback", __name__)
bare = Blueprint("answers", __name__, url_prefix="/p")

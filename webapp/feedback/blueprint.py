"""The blueprints of feedback: of those who lead and coordinate, and of those who answer."""

from flask import Blueprint

bp = Blueprint("feedback", __name__)
bare = Blueprint("answers", __name__, url_prefix="/p")

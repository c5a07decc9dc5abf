"""The blueprints that the package's modules put their pages on."""

from flask import Blueprint

bp = Blueprint("attendance", __name__)
bare = Blueprint("attendance_worker", __name__)

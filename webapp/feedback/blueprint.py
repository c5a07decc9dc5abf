"""The blueprint that all pages of feedback for those who lead and coordinate stand on."""

from flask import Blueprint

bp = Blueprint("feedback", __name__)

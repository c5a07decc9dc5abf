"""The blueprint that `starting`, `people` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("groups", __name__)

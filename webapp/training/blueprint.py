"""The blueprint that `people` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("training", __name__)

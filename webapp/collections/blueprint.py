"""The blueprint that `curating` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("collections", __name__)

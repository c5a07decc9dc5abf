"""The blueprint that `views` and `people` put their pages on."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

"""The blueprint that `views` and `calendar_pages` put their pages on."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)

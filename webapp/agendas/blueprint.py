"""The blueprint that `writing` and `views` put their pages on."""

from flask import Blueprint

bp = Blueprint("agendas", __name__)

"""The blueprint that the package's modules put their pages on."""

from flask import Blueprint

bp = Blueprint("reports", __name__)

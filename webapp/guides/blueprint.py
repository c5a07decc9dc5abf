"""The blueprint that all the library's modules put their pages on."""

from typing import Any

from flask import Blueprint

from webapp.guides import labels

bp = Blueprint("guides", __name__, url_prefix="/guides")


@bp.context_processor
def names() -> dict[str, Any]:
    return {
        "kinds": labels.KINDS,
        "audiences": labels.AUDIENCES,
        "contents": labels.CONTENTS,
        "descriptions": labels.DESCRIPTIONS,
    }

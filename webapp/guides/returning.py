"""Back to the list of what there is to do, where something was begun from it."""

from flask import request, url_for

from webapp.guides.to_do_models import ToDo


def back_to(otherwise: str) -> str:
    """The list (or the part of it that was gone through) that `back` names, if it was there."""
    kind = request.values.get("back")
    return otherwise if kind is None else to_do_address(kind)


def to_do_address(kind: str) -> str:
    return url_for("guides.to_do_list", kind=kind if kind in {*ToDo} else None)

import re

from flask_babel import lazy_gettext as _

from webapp.practices.models import Stage

STAGES = {
    Stage.IDEA: _("An idea"),
    Stage.IN_DEVELOPMENT: _("In development"),
    Stage.READY: _("Ready for use"),
}
SECTIONS = {
    "idea": _("The idea"),
    "environment": _("Where it works"),
    "audience": _("For whom, and what is known of them"),
    "conditions": _("What it takes"),
    "results": _("Results in short"),
    "tips": _("Tips for those who try it"),
}
FACTS = {"place": _("Carried out at"), "region": _("Region"), "funder": _("Funder")}
AREA = re.compile(r"\d+\.\s+(?:([^:.]+):\s+)?(.+)")


def by_area(results: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is said first, and then of each numbered area of inclusion: its name and the rest."""
    first, areas = [], []
    for line in filter(None, map(str.strip, results.splitlines())):
        found = AREA.fullmatch(line)
        if found:
            areas.append((found[1] or "", found[2]))
        else:
            first.append(line)
    return first, areas

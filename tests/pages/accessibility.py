"""What axe finds wrong on a page, for those who can't see it, hear it or hit its small targets."""

from axe_playwright_python.sync_playwright import Axe

# No language changes the colours, so they may be looked at once a scheme.
COLOURS = {"runOnly": ["color-contrast"]}
ALL = {"rules": {"target-size": {"enabled": True}}}
ALL_BUT_COLOURS = {"rules": ALL["rules"] | {"color-contrast": {"enabled": False}}}


def violations(page, options=ALL):
    options = {**options, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(f["id"], [node["html"][:200] for node in f["nodes"]][:3]) for f in found]

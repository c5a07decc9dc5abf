"""What axe finds wrong on a page, for those who can't see it, hear it or hit its small targets."""

from axe_playwright_python.base import AXE_SCRIPT

# No language changes the colours, so they may be looked at once a scheme.
OF_COLOURS = "color-contrast", "link-in-text-block"
COLOURS = {"runOnly": list(OF_COLOURS)}
ALL = {"rules": {"target-size": {"enabled": True}}, "preload": False}  # no audio, no video
ALL_BUT_COLOURS = {
    **ALL,
    "rules": {**ALL["rules"], **{rule: {"enabled": False} for rule in OF_COLOURS}},
}
FIND = """async (options) => {
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((it) => it.html)]);
}"""


def with_axe(page):
    """The same phone, on which each page opens with axe in it: half the time of handing it over
    page by page."""
    page.context.add_init_script(AXE_SCRIPT)
    return page


def violations(page, options=ALL):
    """Rules that the page breaks, with the first places of each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(FIND, options)

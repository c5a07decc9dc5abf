"""What axe finds wrong on a page, for those who can't see it, hear it or hit its small targets."""

from axe_playwright_python.base import AXE_SCRIPT

# No language changes the colours, so they may be looked at once a scheme.
COLOURS = {"runOnly": ["color-contrast"]}
ALL = {"rules": {"target-size": {"enabled": True}}}
ALL_BUT_COLOURS = {"rules": ALL["rules"] | {"color-contrast": {"enabled": False}}}
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

"""QR codes: an address as a square that a phone's camera reads."""

from markupsafe import Markup


def qr_code(address: str, title: object) -> Markup:
    """An SVG to put into a page, with its quiet edge; the title is for those who can't see it."""
    import segno  # only the pages with a code need it

    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(title=str(title), border=3, omitsize=True, svgclass=None, lineclass=None)
    return Markup(svg.replace("<svg", '<svg role="img"', 1))

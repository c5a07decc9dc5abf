"""A phone's camera: what the codes that are seen on a page say."""

from io import BytesIO

import zxingcpp
from PIL import Image


def scanned(place):
    """The address that the one code in a place of the page holds, as a camera reads it."""
    [code] = codes(place)
    return code


def codes(place):
    """What all codes in a place hold, in the order in which they are found."""
    picture = Image.open(BytesIO(place.screenshot(scale="device")))
    return [code.text for code in zxingcpp.read_barcodes(picture)]

"""What a printed page needs besides what is on the screen: where it is online, in words and as a QR code."""

from __future__ import annotations

import segno
from markupsafe import Markup

from ..catalog import Catalog
from ..scale import details_each_case
from .addresses import public_address


def printed_code(catalog: Catalog, page: str) -> Markup:
    """The QR code of a page as inline SVG; empty without address, or when pages are too many."""
    address = public_address(catalog, page)
    if not address or not details_each_case(catalog):
        return Markup("")
    drawn = qr_of(address).svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # the address is beside it, in words


def qr_of(address: str) -> segno.QRCode:
    """An address as a QR code; a set mask, since trying all eight takes three times as long."""
    return segno.make(address, micro=False, error="m", mask=3, boost_error=False)

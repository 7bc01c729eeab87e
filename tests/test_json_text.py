"""How JSON is written."""

import json

from builder.json_text import compact, in_page, readable, row

HOSTILE = {"nom": "</script><img src=x onerror=alert(1)>\u2028 & é"}


def test_no_text_leaves_the_script_that_holds_it():
    held = in_page(HOSTILE)
    assert not set("<>&\u2028") & set(held)
    assert json.loads(held) == HOSTILE


def test_each_form_says_the_same_and_keeps_french_letters():
    for written in (readable(HOSTILE).decode(), compact(HOSTILE), row(HOSTILE)):
        assert json.loads(written) == HOSTILE
        assert "é" in written

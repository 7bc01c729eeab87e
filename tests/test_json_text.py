"""How JSON is written."""

import json

from builder.json_text import compact, in_page, indented, readable, row

HOSTILE = {"nom": "</script><img src=x onerror=alert(1)>\u2028 & é"}


def test_no_text_leaves_the_script_that_holds_it():
    held = in_page(HOSTILE)
    assert not set("<>&\u2028") & set(held)
    assert json.loads(held) == HOSTILE


def test_each_form_says_the_same_and_keeps_french_letters():
    for written in (readable(HOSTILE).decode(), compact(HOSTILE), row(HOSTILE)):
        assert json.loads(written) == HOSTILE
        assert "é" in written


def test_the_form_for_people_is_that_of_the_library():
    told = {"a": [1, 2.5, None, True, [], {}, ("x", [{"é": 1e-7}])], "b": {"c": {}, "d": "\u2028\n"}, "e": []}
    for value in (told, [told, "a"], [], {}, "a", 3):
        assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)

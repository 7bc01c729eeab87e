"""How messages quote, propose and space."""

from __future__ import annotations

from builder.wording import nearest, quoted, spaced, suggestion


def test_french_spaces_are_narrow_and_do_not_break():
    assert spaced("Vraiment ? « Oui » : 5 %") == "Vraiment\u202f? «\u202fOui\u202f»\u202f: 5\u202f%"


def test_a_quotation_fits_one_line_and_sends_nothing_to_the_terminal():
    assert quoted("  a\n\x1b[31mb\u202e ") == "« a ·[31mb· »"
    assert quoted("x" * 80) == f"« {'x' * 59}… »"


def test_the_nearest_word_is_proposed_else_the_short_list_else_to_copy_one():
    assert suggestion("agri-cour", ["agri-court", "ardelaine"]) == "Vouliez-vous dire « agri-court » ?"
    assert suggestion("zzz", ["oui", "non"]) == "Choisissez parmi : oui, non."
    assert suggestion("zzz", map(str, range(100))) == "Recopiez une valeur qui existe déjà."
    assert suggestion("zzz", []) == "Recopiez une valeur qui existe déjà."


def test_nothing_near_is_none():
    assert nearest("zzz", ["oui", "non"]) is None

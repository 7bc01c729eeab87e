"""Slots: what is one, what is not, and on which line."""

from __future__ import annotations

import pytest

from builder.slots import Slot, find_slots, find_slots_in_markdown, replace_slots


def test_a_slot_has_a_name_attributes_and_a_line():
    text = 'Bonjour\n\n<div data-slot="carte" data-thematique="alimentation"></div>\n'
    assert list(find_slots(text)) == [Slot("carte", {"thematique": "alimentation"}, 3)]


@pytest.mark.parametrize(
    "text",
    [
        '<div data-slot="carte" data-departement="07"></div>',
        '<div data-departement="07" data-slot="carte"></div>',
        "<div data-departement='07' data-slot='carte'></div>",
        "<div data-slot=carte data-departement=07></div>",
        '<div\n  data-slot = "carte"\n  data-departement = "07"\n>\n</div>',
        '<DIV DATA-SLOT="carte" Data-Departement="07"></DIV >',
        '<div data-slot="carte" departement="07"></div>',
    ],
)
def test_order_quotes_spaces_and_case_do_not_matter(text: str):
    assert list(find_slots(text)) == [Slot("carte", {"departement": "07"}, 1)]


def test_values_are_read_as_html():
    (slot,) = find_slots('<div data-slot="carte" data-titre="R&amp;D &quot;ici&quot;"></div>')
    assert slot.attributes == {"titre": 'R&D "ici"'}


@pytest.mark.parametrize(
    "text",
    [
        "<div></div>",
        '<div class="carte"></div>',
        '<div slot="carte"></div>',
        '<p data-slot="carte"></p>',
        '<!-- <div data-slot="carte"></div> -->',
        "&lt;div data-slot=&quot;carte&quot;&gt;&lt;/div&gt;",
    ],
)
def test_other_elements_and_comments_are_not_slots(text: str):
    assert list(find_slots(text)) == []
    assert replace_slots(text, lambda slot: "!") == text


@pytest.mark.parametrize(
    "text",
    [
        '`<div data-slot="carte"></div>`',
        '`` a ` <div data-slot="carte"></div> ``',
        '```html\n<div data-slot="carte"></div>\n```',
        '~~~\n<div data-slot="carte"></div>\n~~~',
        '- liste\n\n    ```\n    <div data-slot="carte"></div>\n    ```',
        '````\n```\n<div data-slot="carte"></div>\n```\n````',
        '```\n<div data-slot="carte"></div>\nbloc jamais fermé',
    ],
)
def test_a_slot_shown_as_code_in_markdown_is_not_a_slot(text: str):
    assert list(find_slots_in_markdown(text)) == []


def test_lines_stay_right_after_code():
    text = '---\ntitle: x\n---\n\n```\na\nb\n```\n\nUn ` seul.\n\n<div data-slot="liste"></div>\n'
    assert [slot.line for slot in find_slots_in_markdown(text)] == [12]


def test_a_slot_left_open_is_found_but_not_filled():
    text = '<div data-slot="carte">\n\nSuite.\n\n<div data-slot="liste"></div>'
    assert [(slot.name, slot.closed) for slot in find_slots(text)] == [("carte", False), ("liste", True)]
    assert replace_slots(text, lambda slot: slot.name) == '<div data-slot="carte">\n\nSuite.\n\nliste'


def test_what_fills_a_slot_is_printed_as_it_is():
    """Backslashes and things that look like slots come out untouched."""
    filled = replace_slots(
        'a <div data-slot="x"></div> b', lambda slot: r'\1 \g<0> <div data-slot="y"></div>'
    )
    assert filled == r'a \1 \g<0> <div data-slot="y"></div> b'

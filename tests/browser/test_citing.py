"""« Copier » gives the very citation, and the example in JavaScript does what the guide says."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serving import served
from tests.test_api import example, publish


def test_a_citation_is_copied_at_a_click_and_it_is_said(chromium: Browser, home: str):
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{home}citer/ardelaine/")
    block = page.locator("section.reference p.a-copier").first
    button = page.locator("section.reference button.copier").first

    button.click()

    expect(button).to_contain_text("Copié")
    expect(page.get_by_role("status")).to_contain_text("la citation courte")
    assert page.evaluate("navigator.clipboard.readText()") == block.inner_text().strip()
    context.close()


def test_where_copying_is_refused_the_text_is_selected(chromium: Browser, home: str):
    page = chromium.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}})"
    )
    page.goto(f"{home}citer/ardelaine/")
    block = page.locator("section.reference p.a-copier").first

    page.locator("section.reference button.copier").first.click()

    expect(page.get_by_role("status")).to_contain_text("Sélectionné")
    assert page.evaluate("getSelection().toString()").strip() == block.inner_text().strip()
    page.close()


def test_without_javascript_citations_are_there_to_be_selected(chromium: Browser, home: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}citer/ardelaine/")

    assert page.locator("button.copier").count() == 0
    expect(page.locator("section.reference p.a-copier").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "anchor",
    [
        "emplois-2018-effectif",
        "emplois-2018-effectif-projet-stock-emplois",
        "emplois-2018-effectif-projet-stock-emplois-54",  # as edition 2026-11 has it
    ],
)
def test_a_figure_has_an_address(chromium: Browser, home: str, anchor: str):
    page = chromium.new_page()
    page.goto(f"{home}projets/ardelaine/#{anchor}")

    expect(page.locator("tr:has(:target), tr:target")).to_contain_text("54 emplois")
    page.close()


def test_the_example_in_javascript_runs(chromium: Browser, tmp_path: Path):
    with served(tmp_path) as address:
        code = example(publish(address, tmp_path), "javascript")
        (tmp_path / "index.html").write_text("<title>x</title>", encoding="utf-8")
        page = chromium.new_page()
        told: list[str] = []
        page.on("console", lambda message: message.type == "log" and told.append(message.text))
        page.goto(address)
        page.evaluate(f"(async () => {{ {code} }})()")
        page.close()

    assert told[0].startswith("La Laine du Haut : 10 emplois (2018, declare) http")

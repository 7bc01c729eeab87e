"""Cards: a picture of 1200 × 630 for what has something of its own, light, the same everywhere."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from builder import scale
from builder.catalog import Catalog
from builder.output import Output
from builder.sharing.addresses import PICTURE, address_of, case_picture, name_of
from builder.sharing.cards import BOTTOM, HEIGHT, LEFT, ROOM, WIDTH, Card, cards, picture
from tests.hostile_site import HOSTILE, LONG_NAME, LONG_WORD
from tests.small_catalog import ROWS, small_catalog


def files(catalog: Catalog) -> dict[str, Output]:
    return {output.path: output for output in cards(catalog)}


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def card(**words: str) -> Card:
    return Card(**({"kicker": "k", "title": "t", "department": ""} | words), points=())


def test_the_site_each_group_and_each_case_have_a_card():
    catalog = small_catalog()
    groups = [*catalog.territories, *catalog.themes, *catalog.types]
    pages = ["", *(group.path for group in groups), *(study.path for study in catalog.studies)]
    assert list(files(catalog)) == [address_of(page) for page in pages]


def test_the_address_is_that_of_the_page_with_dashes():
    assert name_of("projets/ardelaine/") == "projets-ardelaine"
    assert address_of("") == PICTURE == "partage/accueil.png"


def test_a_card_has_the_size_that_networks_show_and_weighs_little(petit_catalog: Catalog):
    for output in cards(petit_catalog):
        assert opened(output.content).size == (WIDTH, HEIGHT), output.path
        assert len(output.content) < 60_000, output.path


def test_cases_share_the_card_of_their_theme_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scale, "EACH_CASE", 1)
    catalog = small_catalog()
    assert not [path for path in files(catalog) if path.startswith("partage/projets-")]
    assert case_picture(catalog, catalog.by_id["laine"])["picture"] == "partage/thematiques-savoir_faire.png"


def test_the_same_data_give_the_same_bytes_and_a_card_changes_with_its_case_only():
    first = files(small_catalog())
    other = files(small_catalog({"projets": ROWS["projets"].replace("La Laine du Haut", "La Laine")}))
    assert first[PICTURE].content == files(small_catalog())[PICTURE].content
    assert first["partage/projets-laine.png"].key != other["partage/projets-laine.png"].key
    assert first["partage/projets-laine.png"].content != other["partage/projets-laine.png"].content
    assert first["partage/projets-lait.png"].key == other["partage/projets-lait.png"].key


@pytest.mark.parametrize("text", [*HOSTILE, LONG_NAME * 3, LONG_WORD * 3, "", "𝒜 \u0000 \n"])
def test_whatever_people_typed_fits_between_the_margins_and_above_the_name_of_the_site(text: str):
    image = opened(
        picture(small_catalog(), card(kicker=text, title=text, number=text, label=text, source=text))
    )
    bare = opened(picture(small_catalog(), card(kicker="", title="")))
    assert differs(image, bare, (0, 0, LEFT - 4, HEIGHT)) is False
    assert differs(image, bare, (0, BOTTOM + 8, WIDTH, HEIGHT)) is False
    if " " in text.strip():  # a word as long as the card cannot be cut
        assert differs(image, bare, (LEFT + ROOM + 8, 0, WIDTH, 60)) is False


def differs(image: Image.Image, other: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether two pictures differ there by more than their palettes."""
    difference = ImageChops.difference(image.crop(box), other.crop(box)).convert("L")
    return difference.getextrema()[1] > 60


def test_a_case_without_figure_shows_what_it_is():
    empty = {"emplois": "", "impacts": ""}
    catalog = small_catalog(empty)
    assert files(catalog)["partage/projets-laine.png"].content
    with_text, without = (picture(catalog, card(text=text)) for text in ("Une filature.", ""))
    assert with_text != without

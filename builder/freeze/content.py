"""What an edition holds: the data as published, and each exhibit as a page, a drawing, a picture, a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import Catalog
from ..changes.periods import period
from ..changes.periods_json import FILE as CHANGES
from ..changes.periods_json import told
from ..editions import FOLDER, FrozenExhibit
from ..exhibits import Exhibit
from ..exhibits.key_figures import key_figures
from ..exports import archive, csv_tables, datapackage, xlsx
from ..json_text import readable
from ..output import Output
from ..published_anchors import addresses
from ..templating import render, root_of

DATA = (csv_tables.tables, datapackage.package, archive.archive, xlsx.workbooks)
# The picture for sharp screens does for all. Codes to copy and what feeds scripts belong to the live site.
KEPT = (".svg", "-2x.png", ".csv")
# Of a frozen page, in CSS pixels: beside the drawing; above and below; what it says more than a live one.
MARGINS, AROUND, BANNER = 32, 190, 40
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
LEFT_OUT = ("qr.svg",)  # it leads to the live page


@dataclass(frozen=True, slots=True)
class File:
    """A file to download: its address relative to the page, its weight in kilobytes."""

    path: str
    kilobytes: int

    @property
    def name(self) -> str:
        """What it is called, without its folder."""
        return self.path.rpartition("/")[2]


def content(
    catalog: Catalog, name: str, exhibits: Sequence[Exhibit], products: Iterable[Output]
) -> tuple[list[Output], list[FrozenExhibit]]:
    """The files of an edition, paths relative to it, and the exhibits among them; `edition.json` apart.

    `products` are those of the site: an exhibit without any file there is not frozen.
    """
    data = [Output(output.path, output.content) for make in DATA for output in make(catalog)]
    data += [
        Output(CHANGES, readable(told(period(edition, catalog, name)))) for edition in catalog.editions[:1]
    ]
    data.append(addresses(catalog, name))
    found = _files_of(exhibits, products)
    kept = [exhibit for exhibit in exhibits if found[exhibit.path]]
    outputs = [*data]
    for exhibit in kept:
        outputs += [*found[exhibit.path], _page(catalog, name, exhibit, found[exhibit.path])]
    about = [_about(exhibit, found[exhibit.path]) for exhibit in kept]
    return [*outputs, _index(catalog, name, data, about)], about


def _about(exhibit: Exhibit, files: Iterable[Output]) -> FrozenExhibit:
    if exhibit.kind == "chiffre":  # shown by itself, not within its plate: a frame of its width is too narrow
        height = exhibit.height + BANNER
    else:
        drawing = next((file.content.decode() for file in files if file.path.endswith(".svg")), "")
        found = _VIEW.search(drawing)
        tall = float(found[2]) / float(found[1]) if found else 1
        height = round((exhibit.width - MARGINS) * tall) + AROUND
    return FrozenExhibit(kind=exhibit.kind, path=exhibit.path, title=exhibit.title, height=height)


def _files_of(exhibits: Sequence[Exhibit], products: Iterable[Output]) -> Mapping[str, list[Output]]:
    """The files to keep of each exhibit, by its address."""
    found: dict[str, list[Output]] = defaultdict(list)
    paths = {exhibit.path for exhibit in exhibits}
    for output in products if paths else ():
        folder, _, name = output.path.rpartition("/")
        if f"{folder}/" in paths and name.endswith(KEPT) and name not in LEFT_OUT:
            found[f"{folder}/"].append(Output(output.path, output.content))
    return found


def _page(catalog: Catalog, name: str, exhibit: Exhibit, files: Iterable[Output]) -> Output:
    figure = exhibit.draw()
    known = key_figures(catalog).get(exhibit.path)
    names = [output.path.removeprefix(exhibit.path) for output in files]
    way_back = root_of(f"{FOLDER}/{name}/{exhibit.path}")  # out of the edition
    text = render(
        "edition/figure.html",
        way_back,
        name=name,
        exhibit=exhibit,
        figure=figure,
        tiles=known.tiles if known else (),
        drawing=next((file for file in names if file.endswith(".svg")), ""),
        files=names,
        edition=catalog.edition,
        settings=catalog.settings,
        home=root_of(exhibit.path),
    )
    return Output(f"{exhibit.path}index.html", _relative(text, catalog, way_back))


def _index(catalog: Catalog, name: str, data: Iterable[Output], exhibits: Sequence[FrozenExhibit]) -> Output:
    text = render(
        "edition/index.html",
        root_of(f"{FOLDER}/{name}/"),
        name=name,
        files=[File(output.path, -(-len(output.content) // 1000)) for output in data],
        kinds=list(_by_kind(exhibits)),
        edition=catalog.edition,
        settings=catalog.settings,
    )
    return Output("index.html", text.encode())


def _by_kind(exhibits: Iterable[FrozenExhibit]) -> Iterator[tuple[str, list[FrozenExhibit]]]:
    for kind, words in KINDS.items():
        if found := [exhibit for exhibit in exhibits if exhibit.kind == kind]:
            yield words, found


KINDS = {"carte": "Cartes", "graphique": "Graphiques", "chiffre": "Chiffres clés"}


def _relative(text: str, catalog: Catalog, way_back: str) -> bytes:
    """Links to the site as ways from the page: the site may move, the edition moves along with it."""
    return text.replace(f'href="{catalog.settings.site_url}', f'href="{way_back}').encode()

"""Files and headers: what keeps a whole table, a whole column or a whole row from being read."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Place, Problem
from ..parse import Dataset, column_letter, place
from ..read import Table
from ..records import TABLES, headers_of
from ..wording import nearest, quoted
from .cells import enough


def unreadable_files(dataset: Dataset) -> Iterator[Problem]:
    """What reading said of the files that it could not understand."""
    for table in dataset.tables.values():
        yield from table.problems


def merged_headers(dataset: Dataset) -> Iterator[Problem]:
    """A column has values and no name, while another name is missing: cells of the header were merged."""
    for table in _readable(dataset):
        nameless, missing = _nameless(table), _missing(table)
        if nameless and missing:
            what = "cette colonne a des valeurs et pas de nom : des cellules de l’en-tête ont été fusionnées."
            fix = f"Défusionnez-les, et remettez le nom qui manque : {', '.join(missing)}."
            yield Problem("en-tete-fusionne", _place(table, nameless[0]), what, fix)


def missing_columns(dataset: Dataset) -> Iterator[Problem]:
    """Every column of a table is there, even when its cells are empty; a renamed one is told as such."""
    for table in _readable(dataset):
        renamed = {_meant(table.header[index], table) for index in _unknown(table)}
        for header in () if _nameless(table) else _missing(table):
            if header not in renamed:
                what = f"la colonne {quoted(header)} manque."
                headers = ", ".join(headers_of(table.name))
                fix = f"Remettez-la avec ses valeurs, à sa place dans la première ligne : {headers}."
                yield Problem("colonne-manquante", _place(table), what, fix)


def unknown_columns(dataset: Dataset) -> Iterator[Problem]:
    """A column that nobody expects may hold private notes: it is refused rather than published or hidden."""
    for table in _readable(dataset):
        for index in (*_unknown(table), *(() if _missing(table) else _nameless(table))):
            header = table.header[index] if index < len(table.header) else ""
            what = f"colonne inconnue {quoted(header) if header else 'sans nom'} : {_PRIVATE}"
            yield Problem("colonne-inconnue", _place(table, index), what, _cure(index, header, table))


_PRIVATE = "une colonne en trop peut contenir des notes privées, elle n’est jamais publiée."


def _missing(table: Table) -> list[str]:
    return [header for header in headers_of(table.name) if header not in table.header]


def _unknown(table: Table) -> list[int]:
    return [
        index for index, header in enumerate(table.header) if header and header not in headers_of(table.name)
    ]


def _nameless(table: Table) -> list[int]:
    """The columns that have values and no name; beyond the header, values in most rows, not by accident."""
    inside = [index for index, header in enumerate(table.header) if not header and _filled(table, index)]
    width, rows = len(table.header), len(table.rows)
    return inside + ([width] if rows > 1 and 2 * (rows - len(table.rows_in_shape)) > rows else [])


def _filled(table: Table, index: int) -> bool:
    return any(row.cell(index) for row in table.rows)


def _cure(index: int, header: str, table: Table) -> str:
    if index == len(table.header):
        return "Supprimez-la ; si des textes ont une virgule, mettez-les entre guillemets droits."
    near = _meant(header, table)
    return f"Vouliez-vous dire {quoted(near)} ?" if near else "Supprimez-la."


def _meant(header: str, table: Table) -> str | None:
    """The missing column that an unknown header looks like."""
    return nearest(header, _missing(table))


def repeated_columns(dataset: Dataset) -> Iterator[Problem]:
    """A header stands once: nobody could tell which of the two columns is read."""
    for table in _readable(dataset):
        for index, header in enumerate(table.header):
            first = table.header.index(header)
            if first < index and header in headers_of(table.name):
                what = f"la colonne {quoted(header)} est déjà en {column_letter(first)}."
                yield Problem("colonne-en-double", _place(table, index), what, "Supprimez l’une des deux.")


def cells_beyond_header(dataset: Dataset) -> Iterator[Problem]:
    """A row has no more filled cells than the header: an unquoted comma shifts all that follows it."""
    for table in _readable(dataset):
        if len(table.header) not in _nameless(table):
            yield from enough(_beyond(table))


def _beyond(table: Table) -> Iterator[Problem]:
    width = len(table.header)
    for row in (row for row in table.rows if len(row.cells) > width):
        beyond = [index for index in range(width, len(row.cells)) if row.cell(index)]
        if beyond:
            what = f"{quoted(row.cell(beyond[0]))} est au-delà de la dernière colonne."
            fix = "Mettez entre guillemets droits le texte qui a une virgule, ou videz cette cellule."
            yield Problem("cellule-en-trop", place(table, row, beyond[0]), what, fix)


# What keeps a table from being rewritten: something in it would be lost, or would end up elsewhere.
SHAPE = (
    unreadable_files,
    merged_headers,
    missing_columns,
    unknown_columns,
    repeated_columns,
    cells_beyond_header,
)


def misshapen(table: Table) -> list[Problem]:
    """What is wrong with the shape of one table, whatever its cells say."""
    alone = Dataset({table.name: table}, {}, ())
    return [problem for problems in SHAPE for problem in problems(alone)]


def empty_tables(dataset: Dataset) -> Iterator[Problem]:
    """Some tables hold at least one row: without projects or sources there is no site."""
    for table in _readable(dataset):
        if not table.rows and not TABLES[table.name].may_be_empty:
            what, fix = "le fichier n’a aucune ligne.", "Ajoutez-en une, ou repartez de la version publiée."
            yield Problem("table-vide", _place(table), what, fix)


def _readable(dataset: Dataset) -> Iterator[Table]:
    return (table for table in dataset.tables.values() if table.readable)


def _place(table: Table, index: int = -1) -> Place:
    """The header, or the cell of one of its columns."""
    cell = f"{column_letter(index)}{table.header_line}" if index >= 0 else ""
    return Place(table.path, table.header_line, cell)

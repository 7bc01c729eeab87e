"""What spreadsheets, editors and accidents do to a file: it is read all the same, or refused with a cure.

The messages stand whole in tests/golden/degats.txt, as an editor reads them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from builder.checks import check
from builder.columns import columns_of
from builder.errors import Problem
from builder.parse import Dataset, parse
from builder.read import parse_csv
from builder.records import TABLES
from builder.report import problem_lines
from builder.wording import NARROW
from tests.golden_files import assert_golden
from tests.small_catalog import ROWS, small_dataset


def file_of(name: str) -> str:
    headers = ",".join(column.header for column in columns_of(TABLES[name]))
    return f"{headers}\n{ROWS[name]}"


def with_file(name: str, raw: bytes) -> Dataset:
    """The small catalogue with one of its files as it was left."""
    headers = [column.header for column in columns_of(TABLES[name])]
    table = parse_csv(raw, name, f"data/{TABLES[name].file}", headers)
    return parse({**small_dataset().tables, name: table})


def new_problems(dataset: Dataset) -> list[Problem]:
    """What is wrong now and was not before."""
    before = Counter((problem.rule, problem.what) for problem in check(small_dataset()))
    return [problem for problem in check(dataset) if not before[problem.rule, problem.what]]


# ------------------------------------------------------------------ read all the same

JOBS, PROJECTS, EVENTS = file_of("emplois"), file_of("projets"), file_of("evenements")


def semicolons(text: str) -> str:
    """As Excel in French saves it: no cell of these tables holds a semicolon."""
    return text.replace('"2,5"', "2§5").replace(",", ";").replace("§", ",")


def reordered(text: str) -> str:
    """The columns in the reverse order; only for rows without quoted commas."""
    return "\n".join(",".join(reversed(line.split(","))) for line in text.splitlines())


READ: dict[str, tuple[str, bytes]] = {
    "saved by Excel in French": ("emplois", semicolons(JOBS).replace("\n", "\r\n").encode("cp1252")),
    "saved by Excel as CSV UTF-8": ("emplois", semicolons(JOBS).replace("\n", "\r\n").encode("utf-8-sig")),
    "saved by Excel as Unicode text": ("emplois", semicolons(JOBS).replace(";", "\t").encode("utf-16")),
    "saved on an old Mac": ("emplois", JOBS.replace("\n", "\r").encode()),
    "with its hint about the delimiter": ("emplois", f"sep=;\r\n{semicolons(JOBS)}".encode()),
    "every cell quoted": (
        "evenements",
        "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in EVENTS.splitlines()).encode(),
    ),
    "blank rows at the end": ("emplois", (JOBS + ",,,,,,,,,,\n" * 200).encode()),
    "blank rows in the midst": ("emplois", JOBS.replace("\nlait", "\n\n,,,\nlait").encode()),
    "blank columns at the end": ("projets", PROJECTS.replace("\n", ",,,\n").encode()),
    "columns in another order": ("evenements", reordered(EVENTS).encode()),
    "without its last line end": ("emplois", JOBS.rstrip("\n").encode()),
    "useless decimals": ("emplois", JOBS.replace(",10,", ",10.0,").replace("2018", "2018.0").encode()),
    "spaces around": ("emplois", JOBS.replace("laine,", " laine\u00a0,").replace(",10,", ", 10 ,").encode()),
    "spaces within": ("projets", PROJECTS.replace("filature : 12", "filature\u00a0:  12").encode()),
}  # fmt: skip


def values(dataset: Dataset, name: str) -> list[Any]:
    headers = [column.name for column in columns_of(TABLES[name])]
    return sorted(
        (tuple(getattr(record, header) for header in headers) for record in dataset.records[name]), key=str
    )


@pytest.mark.parametrize("accident", READ)
def test_what_a_spreadsheet_did_changes_nothing(accident: str):
    name, raw = READ[accident]
    dataset = with_file(name, raw)
    assert [str(problem) for problem in new_problems(dataset)] == []
    assert values(dataset, name) == values(small_dataset(), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_any_encoding_delimiter_and_line_end_with_decimal_commas(
    encoding: str, delimiter: str, end: str, space: str
):
    if encoding == "cp1252" and space == "\u202f":
        return  # which this code page has not
    headers = ",".join(column.header for column in columns_of(TABLES["financements"]))
    row = f'lait,Région « d’été »,region,"1{space}250,50",2021.0,amorcage,declare,bilan-2022'
    typed = f"{headers}{end}{row}{end}".replace(",", delimiter).replace(f"250{delimiter}50", "250,50")
    dataset = with_file("financements", typed.encode(encoding))
    assert [str(problem) for problem in new_problems(dataset)] == []
    funding = dataset.records["financements"][0]
    assert (str(funding.amount), funding.year, funding.funder) == ("1250.50", 2021, "Région « d’été »")


# ------------------------------------------------------------------ refused, or warned of, with a cure


def spoilt(name: str, old: str, new: str) -> tuple[str, bytes]:
    text = file_of(name)
    assert old in text
    return name, text.replace(old, new, 1).encode()


REFUSED: dict[str, tuple[str, bytes]] = {
    "Un classeur renommé en .csv": ("emplois", b"PK\x03\x04\x14\x00\x06\x00"),
    "La page de la forge, enregistrée à la place du fichier": ("emplois", b"<!DOCTYPE html>\n<html lang=fr>"),
    "Des octets nuls": ("emplois", JOBS.replace("laine,2020", "laine,20\x0020").encode()),
    "Un conflit git": (
        "emplois",
        JOBS.replace("laine,2020", "<<<<<<< HEAD\nlaine,2020").encode() + b"=======\n>>>>>>> branche\n",
    ),
    "Un fichier enregistré par un vieux Mac": ("partenaires", file_of("partenaires").encode("mac_roman")),
    "Deux codages dans un même fichier": (
        "partenaires",
        file_of("partenaires").encode() + "lait,Écurie,ess,,presse-2020\n".encode("cp1252"),
    ),
    "Un guillemet resté ouvert": spoilt("partenaires", "prêt du bâtiment", '"prêt du bâtiment'),
    "Un titre au-dessus de l’en-tête": ("emplois", f"Les emplois en 2022,,,\n\n{JOBS}".encode()),
    "Un en-tête effacé": ("emplois", JOBS.partition("\n")[2].encode()),
    "Un en-tête dont des cellules sont fusionnées": spoilt("emplois", "valeur,unite,", "valeur,,"),
    "Une colonne en trop": spoilt("types", "definition", "definition,avis interne"),
    "Une colonne renommée": spoilt("emplois", "valeur", "valeurs"),
    "Une virgule sans guillemets": spoilt("lieux", "Boutique", "Boutique, et atelier"),
    "Une ligne de total": ("emplois", f"{JOBS}TOTAL,,,,,\"32,5\",,,,,\n".encode()),
    "Une somme au bas du tableau": ("emplois", f"{JOBS},,,,,\"32,5\",,,,,\n".encode()),
    "Le zéro perdu d’un code INSEE": spoilt("lieux", "02001", "2001"),
    "Un code INSEE devenu nombre": spoilt("lieux", "02001", "2001.0"),
    "Un code postal pour un code INSEE": spoilt("lieux", "02001", "02000"),
    "Des chiffres perdus": spoilt("financements", "40000", '"8,12E+13"'),
    "Un nombre qui se lit de deux façons": spoilt("financements", "40000", "40.000"),
    "Une virgule et un point mêlés": spoilt("financements", "40000", '"1,250.5"'),
    "Une formule cassée": spoilt("emplois", ",14,", ",#REF!,"),
    "Une formule cassée, en anglais": spoilt("emplois", ",14,", ",#VALUE!,"),
    "Une formule cassée dans un texte": spoilt("partenaires", "Commune du Haut", "#N/A"),
    "Un nombre changé en date": spoilt("emplois", ",14,", ",14-mai,"),
    "Une fraction changée en date": spoilt("emplois", ",14,", ",05/03,"),
    "Un mois changé en date": spoilt("etapes", "2010-03", "mars-10"),
    "Un jour sans année": spoilt("etapes", "2010-03", "02-mars"),
    "Un jour devenu numéro": spoilt("etapes", "2010-03", "40238"),
    "Un texte changé en date": spoilt("lieux", "Boutique", "01-févr"),
    "Une date à la française": spoilt("etapes", "2010-03", "31/12/2010"),
    "Des lettres abîmées": spoilt("lieux", "Boutique", "BoutiqueÂ\u00a0: CafÃ©"),
    "L’adresse d’une personne": spoilt("partenaires", "apport de lait", "camille@personne.example"),
    "Le téléphone d’une personne": spoilt("partenaires", "apport de lait", "au 06 99 00 12 34"),
}  # fmt: skip


def test_every_accident_is_told_with_its_cure():
    blocks = [
        "\n".join([title, *(f"  {line}" for line in problem_lines(new_problems(with_file(*file))))])
        for title, file in REFUSED.items()
    ]
    assert_golden("degats.txt", "\n\n".join(blocks).replace(NARROW, " "))


@pytest.mark.parametrize("accident", REFUSED)
def test_one_accident_is_one_message(accident: str):
    problems = new_problems(with_file(*REFUSED[accident]))
    assert len(problems) == 1

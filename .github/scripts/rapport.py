"""The report of a proposal, in French, for someone who reads neither code nor logs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DONE, FOUND = 0, 1  # the codes of `vitrine`: done; something to mend in the data
CRASHED = 70  # ours: a defect of `vitrine`
PREVIEW, MENDED, PATCH = "apercu.zip", "fichiers-corriges", "modifications.patch"  # what can be downloaded
MOST_LINES = 60  # of what a command said
_BUG = (
    "C’est un défaut de l’outil, pas de votre proposition. Signalez-le en ouvrant un ticket, avec l’adresse "
    "de cette page."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A command that was run: what it is for, how it ended and what it said; None when it was not run."""

    title: str
    code: int | None
    said: str = ""

    @property
    def failed(self) -> bool:
        """Whether the command could not do its work: neither done nor a fault of the data."""
        return self.code not in (None, DONE, FOUND)

    @property
    def result(self) -> str:
        """How it went, for the table of the report."""
        if self.code is None:
            return "pas fait, à cause des erreurs ci-dessus"
        return {DONE: "fait", FOUND: "à corriger"}.get(self.code, "n’a pas pu être fait")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a proposal."""

    import_: Step
    form: Step
    check: Step
    build: Step
    preview: Step
    diff: Step
    changes: str  # in words, Markdown
    mended: tuple[str, ...]  # files that have a better form than the one proposed
    converted: tuple[str, ...]  # workbooks whose changes are among them

    @property
    def steps(self) -> tuple[Step, ...]:
        return (self.import_, self.form, self.check, self.build, self.preview, self.diff)

    @property
    def publishable(self) -> bool:
        """A file in another form than ours is read all the same, but a workbook changes nothing by itself."""
        needed = {self.import_.code, self.check.code, self.build.code, self.preview.code, self.diff.code}
        return needed == {DONE} and not self.form.failed and not self.converted


def report(reading: Reading, run_url: str) -> str:
    """The report in Markdown, for someone who reads neither code nor logs."""
    return "\n".join(_sections(reading, run_url))


def _sections(reading: Reading, run_url: str) -> Iterator[str]:
    yield f"## {_verdict(reading)}\n"
    if reading.import_.code == FOUND:
        yield (
            f"### Le classeur ne peut pas être converti\n\n{_quoted(reading.import_.said)}\n\n"
            "Corrigez ces cellules dans votre tableur, puis déposez de nouveau le classeur, sous le même "
            "nom, dans la branche de cette proposition. D’ici là, ce qu’il contient n’entre ni dans la "
            "comparaison ni dans l’aperçu ci-dessous.\n"
        )
    yield from _mending(reading, run_url)
    if reading.check.code == FOUND or "\n" in reading.check.said.strip():
        yield from _problems(reading.check)
    yield f"### Ce qui change\n\n{reading.changes.strip() or 'La comparaison n’a rien donné.'}\n"
    yield from _preview(reading, run_url)
    for step in reading.steps:
        if step.failed:
            said = _BUG if step.code == CRASHED else _quoted(step.said)
            yield f"### {step.title}\u202f: n’a pas pu être fait\n\n{said}\n"
    yield "### Ce qui a été fait\n\n| Étape | Résultat |\n| --- | --- |"
    yield from (f"| {step.title} | {step.result} |" for step in reading.steps)


def _verdict(reading: Reading) -> str:
    if FOUND in (reading.import_.code, reading.check.code):
        return "Cette proposition contient des erreurs à corriger"
    if any(step.failed for step in reading.steps):
        return "Cette proposition n’a pas pu être relue jusqu’au bout"
    if reading.converted:
        return "Le classeur est bien lu\u202f: il reste à mettre ses changements dans la proposition"
    return "Rien n’empêche de publier cette proposition"


def _problems(check: Step) -> Iterator[str]:
    yield (
        "### Ce que la vérification a trouvé\n\n"
        "Chaque remarque nomme le fichier, la ligne, la cellule, et dit quoi faire. Les mêmes remarques sont "
        "posées sur les lignes, dans l’onglet « Files changed ». Un avertissement n’empêche rien, et peut "
        f"dater d’avant cette proposition.\n\n{_quoted(check.said)}\n"
    )


def _preview(reading: Reading, run_url: str) -> Iterator[str]:
    yield "### Voir le site avant de publier\n"
    if reading.preview.code != DONE:
        yield "L’aperçu n’a pas été fait. Il le sera quand les erreurs seront corrigées.\n"
        return
    yield (
        f"1. Téléchargez « {PREVIEW} », en bas de [la page de cette relecture]({run_url}#artifacts) "
        "(il faut être connecté).\n"
        "2. Décompressez-le\u202f: sous Windows, clic droit, « Extraire tout ».\n"
        "3. Ouvrez « commencer-ici.html » d’un double clic. La page mène à celles qui changent, et montre "
        "les cartes avant et après.\n"
    )


def _mending(reading: Reading, run_url: str) -> Iterator[str]:
    if reading.converted:
        workbooks = ", ".join(f"`{name}`" for name in reading.converted)
        said = _quoted(reading.import_.said)
        yield f"### Le classeur, converti\n\nVoici ce qu’il change\u202f:\n\n{said}\n"
        yield f"Les changements de {workbooks} concernent\u202f:\n"
    elif reading.mended:
        yield (
            "### Des fichiers à remettre en forme\n\n"
            "Un tableur a enregistré ces fichiers autrement que d’habitude. Leurs valeurs sont bien lues, "
            "mais la comparaison ligne à ligne est illisible\u202f:\n"
        )
    if reading.mended or reading.converted:
        yield from (f"- `{name}`" for name in reading.mended)
        yield _how_to_take(run_url)


def _how_to_take(run_url: str) -> str:
    """How to put our files in the proposal, which this run has no right to write in."""
    return (
        f"\n« {MENDED} », en bas de [la page de cette relecture]({run_url}#artifacts), contient ces "
        "fichiers en bonne forme. Cette relecture n’a pas le droit d’écrire dans votre branche\u202f: c’est "
        "à vous de les y mettre, de l’une de ces façons\u202f:\n\n"
        "- sur la forge, dans votre branche, ouvrez le dossier « data », puis « Add file », « Upload "
        "files », et déposez les fichiers eux-mêmes, pas leur dossier\u202f; s’il y a un classeur, "
        "supprimez-le ensuite\u202f;\n"
        f"- avec git, dans votre branche\u202f: `git apply {PATCH}`.\n"
    )


def _quoted(said: str) -> str:
    """What a command said, as a block that no text can end."""
    lines = said.strip().splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(f"… et {len(lines) - MOST_LINES} autres lignes, dans le détail de l’exécution.")
    return "\n".join(f"    {line}" for line in shown)

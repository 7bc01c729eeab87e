"""A new cooperation, question by question: what an editor answers becomes rows of data/, checked at once.

ask_project(talk) ──▶ Draft ──add──▶ Addition: the files as they would be, what is wrong in the new rows
"""

from __future__ import annotations

from .draft import empty_rows
from .session import add_project, give_project
from .talk import Talk

__all__ = ["Talk", "add_project", "empty_rows", "give_project"]

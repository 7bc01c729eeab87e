"""From a project folder to the site, in two steps that the command line and the MkDocs hook share."""

from __future__ import annotations

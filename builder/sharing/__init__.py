"""Sharing: what other sites, networks and machines ask of this one before they show it."""

from __future__ import annotations

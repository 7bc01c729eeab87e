"""Everything that can be shown elsewhere: in another site, an e-mail, a picture shared on a network."""

from __future__ import annotations

from .base import Exhibit
from .listing import exhibits

__all__ = ["Exhibit", "exhibits"]

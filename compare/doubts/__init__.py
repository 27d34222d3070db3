"""When a mismatch says less about the report than about the link: reasons not to accuse.

``reasons.py`` is the table of them, in the order in which they are asked; the predicates stand by what they look at:
``cells.py`` the cell and its table, ``numbers.py`` other numbers, ``sentences.py`` the words around the claim.
"""

from .columns import misread_columns
from .reasons import REASONS, Doubts

__all__ = ["REASONS", "Doubts", "misread_columns"]

"""gouji (勾稽): checks that what a Chinese budget or final-accounts report says agrees with its own tables.

>>> import gouji
>>> audit = gouji.check("报告.txt")  # doctest: +SKIP
>>> for finding in audit.findings:  # doctest: +SKIP
...     print(finding.code, finding.quote, finding.expected)
"""

from .api import check, check_bytes, check_text, diff, read, results, screen
from .narrative.errors import (
    DocumentError,
    GouJiError,
    LimitExceeded,
    MissingDocument,
    UnreadableDocument,
    UnsupportedFormat,
)
from .version import __version__

__all__ = [
    "DocumentError",
    "GouJiError",
    "LimitExceeded",
    "MissingDocument",
    "UnreadableDocument",
    "UnsupportedFormat",
    "__version__",
    "check",
    "check_bytes",
    "check_text",
    "diff",
    "read",
    "results",
    "screen",
]

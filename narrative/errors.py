"""What can go wrong with an input: exceptions of one line that say which file, what is wrong, what to do.

GouJiError
└── DocumentError        one input cannot be read
    ├── MissingDocument      no such file, a folder, no permission
    ├── UnsupportedFormat    a known format that cannot be read (yet)
    ├── UnreadableDocument   empty, binary, unknown encoding
    ├── LockedDocument       encrypted, the password missing or wrong
    └── LimitExceeded        too large
"""

from __future__ import annotations


class GouJiError(Exception):
    """Everything that gouji raises on purpose."""


class DocumentError(GouJiError):
    """One input cannot be read. ``str()`` is a single line in Chinese: file, problem, remedy."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        """Keep the three parts and join them to the message."""
        self.path = " ".join(path.split())
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{self.path}：{problem}；{remedy}")

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        """Let the error cross process boundaries whole."""
        return type(self), (self.path, self.problem, self.remedy)


class MissingDocument(DocumentError):
    """There is no file to read at that path."""


class UnsupportedFormat(DocumentError):
    """The format is known but cannot be read."""


class UnreadableDocument(DocumentError):
    """The content is empty, binary or in an unknown encoding."""


class LockedDocument(DocumentError):
    """The file is encrypted, and the password is missing or wrong."""


class LimitExceeded(DocumentError):
    """The input is larger than what is read."""


def one_line(problem: Exception) -> str:
    """What an exception that nobody raised on purpose was: its type and the first line of what it says."""
    return f"{type(problem).__name__}: {problem}".splitlines()[0]

"""Stable names of findings: the same defect keeps its name when text elsewhere in the report changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from .model import Evidence, Finding
from .wording import squeeze

NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.．、])"
)


def named(evidence: Evidence, findings: list[Finding]) -> Iterator[Finding]:
    """The findings with an id made of code, section titles without numbers, subject and quote."""
    seen: dict[str, int] = {}
    sections = {section.id: section for section in evidence.report.sections}
    titles = {table.id: squeeze(table.title) for table in evidence.report.tables}
    for finding in findings:
        path, here = [], finding.section
        while here is not None and here in sections:
            path.append(NUMBERED.sub("", squeeze(sections[here].title)))
            here = sections[here].parent
        table = None if path else next((item.table for item in finding.evidence if item.what == "cell"), None)
        subject = next(
            (claim.subject for name in finding.claims[:1] if (claim := evidence.by_id.get(name))), ""
        )
        text = "|".join(
            (
                finding.code,
                finding.kind,
                "/".join(path),
                titles.get(table or "", ""),
                squeeze(subject),
                squeeze(finding.quote),
            )
        )
        mark = hashlib.sha256(text.encode()).hexdigest()[:12]
        seen[mark] = seen.get(mark, 0) + 1
        yield replace(finding, id=mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")

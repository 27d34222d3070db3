"""What the prose says of an item's initial budget without a number of its own."""

from __future__ import annotations

import re

from ...extract.model import Claim, Column
from ..model import Evidence
from ..wording import squeeze

_BOTH = re.compile(r"预算数?(?:[和与及、/]|以及)(?:支出|全年)?决算数?(?:总额)?(?:均|都|各|同)?[为是]?$")
_LEVEL_WITH = re.compile(r"[^。；]{0,30}?[与同和](?:年初)?预算数?(?:持平|一致|相等|相符|相同)")
_UNPLANNED = re.compile(
    r"(?:年初|期初)(?:未|没有|无)(?:安排|编制|列入?)?(?:年初)?(?:部门)?预算|(?:无|没有|未安排)年初预算"
)


def same_as_outturn(evidence: Evidence, claims: list[Claim], column: Column) -> Claim | None:
    """The outturn that is the initial budget too: 年初预算和支出决算均为9万元, 支出决算9万元，与年初预算持平."""
    actual = next((claim for claim in claims if claim.column == "actual" and claim.type == "amount"), None)
    if column != "budget" or actual is None:
        return None
    text = evidence.report.text
    said = _BOTH.search(squeeze(text[max(0, actual.start - 40) : actual.start]))
    level = _LEVEL_WITH.match(squeeze(text[actual.end : actual.end + 60]))
    return actual if said or level else None


def is_unplanned(evidence: Evidence, claim: Claim) -> bool:
    """Whether the clause of an item says that nothing was planned: 年初无预算，支出决算9万元."""
    text = evidence.report.text
    return _UNPLANNED.search(squeeze(text[max(0, claim.start - 40) : claim.end + 20])) is not None

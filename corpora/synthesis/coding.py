"""部门预算 and 政府预算 支出经济分类: which item of the second coding an item of the first belongs to.

Source: the table of correspondence of the two classifications in 政府收支分类科目.
"""

from __future__ import annotations

OFFICES = {
    "30101": "50101", "30102": "50101", "30103": "50101", "30108": "50102", "30109": "50102", "30110": "50102",
    "30111": "50102", "30112": "50102", "30113": "50103", "30203": "50205", "30212": "50207", "30213": "50209",
    "30215": "50202", "30216": "50203", "30217": "50206", "30218": "50204", "30226": "50205", "30227": "50205",
    "30231": "50208", "30299": "50299", "31002": "50306", "31003": "50306", "31007": "50306",
}  # fmt: skip
"""Of administrations; what is not listed is 其他 of its class, and other 302 are 办公经费."""
PENSIONERS = {
    "30301": "50905", "30302": "50905", "30304": "50901", "30305": "50901", "30307": "50901", "30309": "50901",
}  # fmt: skip
OTHERS = {"301": "50199", "302": "50201", "310": "50399"}
UNITS = {"301": "50501", "302": "50502", "310": "50601"}


def government_code(code: str, public: bool) -> str:
    """The 政府预算 item of a 部门预算 item, for an administration (``public``) or an institution."""
    if code[:3] == "303":
        return PENSIONERS.get(code, "50999")
    return OFFICES.get(code, OTHERS[code[:3]]) if public else UNITS[code[:3]]

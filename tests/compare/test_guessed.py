"""Claims understood by what they equal: confirmed where they fit, and accused of nothing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from gouji.compare.audit import audit, gather
from gouji.compare.checks import run
from gouji.compare.linking.guessed import REASON, unaccused
from gouji.compare.model import Finding, Judgement
from gouji.extract.arithmetic import RULE
from gouji.extract.model import Claim
from gouji.narrative.read import read_text

LOOSE = Path(__file__).parents[2] / "benchmarks" / "loose.py"
TEXT = """第三部分 2023年度部门决算情况说明

一、支出决算情况说明
农林水支出年初预算640.00万元，决算655.20万元，出入15.20万元，超了2.38%；住房保障支出年初预算120.00万元，决算118.44万元，花钱进度98.70%。
"""


def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("loose", LOOSE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["loose"] = module
    spec.loader.exec_module(module)
    return module


def test_what_fits_is_confirmed() -> None:
    result = audit(read_text(TEXT))
    known = {c.quantity.value: result.assessments[c.id].verdict for c in result.claims if c.rule == RULE}
    assert {str(value): verdict for value, verdict in known.items()} == {
        "15.20": "consistent", "2.38": "consistent", "98.70": "consistent"
    }  # fmt: skip
    assert not result.findings


def _about(*claims: Claim) -> Finding:
    first = claims[0]
    return Finding(
        "NN201", "growth", "growth", "error", "", first.section, first.start, first.end, "", "", "", "", (),
        claims=tuple(claim.id for claim in claims),
    )  # fmt: skip


def test_no_complaint_rests_on_it() -> None:
    evidence = gather(read_text(TEXT))
    (level, _, change, *_), rate = evidence.claims, evidence.claims[3]
    about = {claim.id: Judgement(claim.id, "NN201", "inconsistent") for claim in evidence.claims}
    finding, own = _about(rate, level), _about(level)
    judgements, findings = unaccused(evidence, (tuple(about.values()), (finding, own)))
    assert findings == (own,)
    verdicts = {each.claim: (each.verdict, each.reason) for each in judgements}
    assert verdicts[rate.id] == verdicts[change.id] == ("unverifiable", REASON)
    assert verdicts[level.id][0] == "inconsistent"
    assert unaccused(evidence, run(evidence)) == run(evidence)


def test_in_loose_prose_it_explains_half_of_what_the_patterns_take_for_something_else() -> None:
    loose = measure()
    paths = [path for path in sorted(loose.TEXTS.glob("*.txt")) if not path.stem.startswith("seen")]
    alone, both = (loose.counted(paths, scorer) for scorer in ("heuristic", "both"))
    assert alone["type"] > 30, "the texts are too tame to show anything"
    assert both["type"] < alone["type"] / 2
    assert both["missed"] + both["column"] <= alone["missed"] + alone["column"]
    assert both["findings"] <= alone["findings"]

"""写的是别的单位

检查什么：一句话以另一个单位的名称开头，说的数字却正是本报告表中的数；各表表头“部门：”“编制单位：”写的都是本部门，唯独一张
写了另一个单位。简称、全称、带不带“本级”都算同一个单位；机构设置里列出的下属单位、绩效表和项目表里的单位不判断。

为什么：文稿从外单位的范本改成，单位名称漏改一处，读者一眼就看出是抄来的。

例：青山县水利局的决算里写“青山县林业局2024年度收入总计900.00万元”，而 900.00 万元正是本表的收入总计。
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ...extract.interval import copies
from ...extract.model import Claim
from ...narrative.model import Paragraph, TextRange
from ..findings import Blame, cell_exhibit, remark
from ..model import Evidence, Finding, Severity, Suggestion
from ..prose.bodies import short_for
from ..prose.paragraphs import by_paragraph
from ..prose.relations import first_figure
from ..wording import cell_words, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_BODY = (
    r"(?:局|委员会|委|厅|办公室|办事处|中心|法院|检察院|学院|医院|研究院|大学|学校|小学|中学|联合会|总站|站|政府|部|支队|大队"
    r"|博物馆|图书馆|文化馆|档案馆|街道)"
)
_SPEAKS = re.compile(
    r"(?:^|。)(?:截至|截止)?(?:20\d\d年度?)?(?:末|底|\d{1,2}月\d{1,2}日)?，?"
    rf"(?P<name>[一-鿿（）]{{2,26}}?{_BODY})(?:本级|机关)?"
    r"(?=20\d\d年|本年|当年|收入|支出|部门[预决]算|收、?支|财政拨款[收支]|一般公共预算|共有车辆|政府采购|“?三公|机关运行)"
)
_NOT = re.compile(f"我|本|各|所属|下属|直属|该|其|全|及|{_BODY}和")
_BLANK = re.compile("全称|万元|某|名称|盖章|人民币")
_GIVEN = re.compile(r"^.{0,10}?(?:拨付|下达|核拨|拨入|补助|划拨)")
_HEAD = re.compile(r"(?:部门|单位)(?:名称)?[：:][ \t\u3000]*(?P<name>[一-鿿（）]{4,30})(?=[ \t\u3000\r\n]|$)")
_AHEAD = re.compile(r"(?<![一-鿿])(?:公开|编制|填报|预算|部门)?$")
"""What may stand before the head's first word."""
LEAST = 3
"""So many tables with the right name make one with another name stand out."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find sentences and tables that bear another body's name."""
    if len(evidence.report.organisation) < 4:
        return
    yield from _sentences(evidence)
    yield from _tables(evidence)


def _sentences(evidence: Evidence) -> Iterator[Finding]:
    claims = by_paragraph(evidence)
    for paragraph in evidence.report.paragraphs:
        if paragraph.part == "narrative" and paragraph.id in claims:
            for match in _SPEAKS.finditer(paragraph.text):
                yield from _speaks(evidence, paragraph, match, claims[paragraph.id])


def _speaks(
    evidence: Evidence, paragraph: Paragraph, match: re.Match[str], claims: Sequence[Claim]
) -> Iterator[Finding]:
    name = match["name"]
    if _NOT.search(name) or not _foreign(evidence, name) or _GIVEN.match(paragraph.text[match.end() :]):
        return
    stop = paragraph.text.find("。", match.end())
    here = paragraph.place(match.end("name"), stop if stop > 0 else len(paragraph.text))
    said = (each for each in claims if here.start <= each.start < here.end)
    claim = next((each for each in said if each.quantity.value or each.type != "amount"), None)  # 决算为0万元
    figure = first_figure(evidence, claim) if claim else None
    if claim is None or figure is None or figure.alternatives or not claim.quantity.value:
        return
    if claim.type == "amount" and copies(claim.quantity, figure.quantity) == "equal":
        words = cell_words(evidence, figure)
        place = paragraph.place(match.start("name"), match.end("name"))
        yield remark(
            evidence,
            place,
            Blame(CODE, RULE, "label", SEVERITY, 0.85),
            message=f"写的是“{name}”，数字却是本报告的：{words}。",
            expected=evidence.report.organisation,
            workings=words,
            within=paragraph,
            exhibits=(cell_exhibit(figure),),
            diagnosis="沿用了外单位的文稿",
            suggestion=Suggestion(place.start, place.end, evidence.report.organisation),
        )


def _foreign(evidence: Evidence, name: str) -> bool:
    """Whether a name is neither the report's own, in full or short, nor one that it introduces."""
    own, text = evidence.report.organisation, evidence.report.text
    if short_for(name, own) or short_for(own, name) or 2 * text.count(name) > text.count(own):
        return False
    known = (each for each in evidence.report.paragraphs if each.part in ("front", "organisation"))
    return not any(name in each.text for each in known)


def _tables(evidence: Evidence) -> Iterator[Finding]:
    """Heads of tables that name another body than nearly all others do."""
    text = evidence.report.text
    heads = (
        match
        for match in _HEAD.finditer(text)
        if _AHEAD.search(text, max(0, match.start() - 2), match.start())
    )
    found = [(squeeze(match["name"]), match) for match in heads]
    names = Counter(name for name, _ in found)
    usual, times = names.most_common(1)[0] if names else ("", 0)
    tables = evidence.report.tables
    for name, match in found:
        rare = names[name] == 1 and times >= LEAST and not _BLANK.search(name)
        if not rare or not _foreign(evidence, name) or short_for(name, usual) or short_for(usual, name):
            continue
        at = bisect_left(tables, match.start(), key=lambda table: table.end)
        if at == len(tables) or tables[at].kind.startswith(("performance", "project", "unknown")):
            continue
        yield remark(
            evidence,
            TextRange(match.start("name"), match.end("name")),
            Blame(CODE, RULE, "label", SEVERITY, 0.8),
            message=f"《{tables[at].title}》的表头写的是“{name}”，其他{times}张表都是“{usual}”。",
            expected=usual,
            diagnosis="表格抄自外单位",
            page=tables[at].page,
        )

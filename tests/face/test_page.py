"""The page: marks, links and data agree with the audit; nothing that a report says runs or loads."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html

from gouji import check, check_text
from gouji.compare.causes.roots import resting
from gouji.compare.model import Audit
from gouji.writers.html import make
from gouji.writers.page.prose import LOOKS
from gouji.writers.page.view import asset
from gouji.writers.page.words import PAGE
from gouji.writers.style import Style

SAMPLES = {
    name: files("gouji.corpora.samples").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for name in ("final-accounts", "final-accounts-correct")
}
SHARED = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*"))
LIMIT = 1_500_000


@pytest.fixture(scope="module")
def sample() -> Audit:
    return check_text(SAMPLES["final-accounts"], path="某处/报告.txt")


def tree(audit: Audit, lang: str = "zh") -> html.HtmlElement:
    return html.document_fromstring(make(audit, Style(lang=lang)).decode())


def facts(page: html.HtmlElement) -> dict:
    return json.loads(page.get_element_by_id("facts").text)


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_page(audit: Audit) -> None:
    """Every number and finding in a paragraph is marked as the audit has it, every cell of a link is there."""
    content = make(audit, Style())
    assert len(content) <= LIMIT
    page = html.document_fromstring(content.decode())
    marked: dict[str, list[html.HtmlElement]] = {}
    for each in page.xpath("//*[@id='prose']//*[@data-c]"):
        marked.setdefault(each.get("data-c"), []).append(each)
    assert marked.keys() == {claim.id for claim in audit.claims}
    text = audit.report.text
    for claim in audit.claims:
        look = LOOKS[audit.assessments[claim.id].verdict]
        assert all(look in each.get("class").split() for each in marked[claim.id])
        assert squeezed("".join(each.text_content() for each in marked[claim.id])) == squeezed(
            text[claim.start : claim.end]
        )
    found: dict[str, str] = {}
    for each in page.xpath("//*[@id='prose']//*[@data-f] | //*[@id='tables']//*[@data-f]"):
        for name in each.get("data-f").split():
            found[name] = found.get(name, "") + squeezed(each.text_content())
    for finding in audit.findings:
        if finding.id in found:
            assert squeezed(finding.quote) in found[finding.id] or found[finding.id] in squeezed(
                finding.quote
            )
    assert len(found) >= 0.9 * len(audit.findings)
    known = facts(page)
    for claim in audit.claims:
        link = audit.links.get(claim.id)
        cells = known["claims"][claim.id]["cells"]
        assert len(cells) == (min(link.near, 4, len(link.figures)) if link else 0)
        for name, figure in zip(cells, link.figures if link else (), strict=False):
            if figure.start is not None:
                assert squeezed(page.get_element_by_id(name).text_content()) == squeezed(figure.text)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples(name: str) -> None:
    check_page(check_text(SAMPLES[name]))


@pytest.mark.skipif(not SHARED, reason="needs the shared reports")
@pytest.mark.parametrize("path", SHARED, ids=[path.name[:3] for path in SHARED])
def test_published_reports(path: Path) -> None:
    check_page(check(path))


def test_every_finding_is_in_the_list_with_its_correction(sample: Audit) -> None:
    page = tree(sample)
    items = {each.get("data-f"): each.text_content() for each in page.xpath("//ol[@class='findings']/li")}
    assert items.keys() == {finding.id for finding in sample.findings}
    for finding in sample.findings:
        if len(finding.expected) < 30:
            shown = f"→ {finding.expected}" in items[finding.id]
            assert shown == (finding.id not in resting(sample))


HOSTILE = """<script>alert(1)</script>单位
第二部分 2023年度部门决算表
支出决算表"><img src=x onerror=alert(2)>
单位：万元
项目\t本年支出合计
教育支出</td><script>alert(3)</script>\t60.00
住房保障支出{{7*7}}\t36.80
合计\t96.80
第三部分 2023年度部门决算情况说明
一、支出决算</script><script>alert(4)</script>情况说明
2023年度支出合计96.80万元，其中：住房保障支出{{7*7}}38.60万元</script><!--，占38.02%；教育支出60.00万元，占61.98%。
增加的原因是&lt;b&gt;\u2028人员增加' onclick='alert(5)。
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(lang: str) -> None:
    audit = check_text(HOSTILE, path='"><script>alert(6)</script>.txt')
    assert audit.findings
    page = tree(audit, lang)
    assert [each.get("type") for each in page.iter("script")] == ["application/json", None]
    assert not [name for each in page.iter() for name in each.attrib if str(name).startswith("on")]
    assert not list(page.iter("img", "iframe", "link", "object", "embed", "base"))
    shown = page.get_element_by_id("prose").text_content()
    assert "</script><script>alert(4)</script>" in shown and "{{7*7}}" in shown and "&lt;b&gt;" in shown
    known = facts(page)
    assert any("</script>" in json.dumps(each, ensure_ascii=False) for each in known["findings"].values())


def test_nothing_is_loaded_and_only_our_script_may_run(sample: Audit) -> None:
    text = make(sample, Style()).decode()
    page = html.document_fromstring(text)
    places = [
        value
        for each in page.iter()
        for name, value in each.attrib.items()
        if name in ("href", "src", "action")
    ]
    assert places and all(place.startswith("#") for place in places)
    assert not page.xpath("//@style")
    assert "url(" not in asset("page.css") and "@import" not in asset("page.css")
    assert not re.search(
        r"fetch\(|XMLHttp|innerHTML|insertAdjacent|document\.write|eval\(|import\(", asset("page.js")
    )
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for tag in ("style", "script"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(inline) == 1
        digest = b64encode(sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_both_languages_have_the_same_words(sample: Audit) -> None:
    assert PAGE["zh"].keys() == PAGE["en"].keys()
    page = tree(sample, "en")
    assert page.get("lang") == "en" and tree(sample).get("lang") == "zh-CN"
    controls = page.xpath(
        "//button | //summary | //label | //h2[not(ancestor::*[@id='prose'])] | //dt | //dd"
    )
    chinese = [each.text_content() for each in controls if re.search("[\u4e00-\u9fff]", each.text_content())]
    assert all(any(title in text for title in ("部分", "情况", "机构")) or "表" in text for text in chinese)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "ground", "pick-bg")),
    *((name, "paper") for name in ("error", "warning", "info", "ok", "round", "none")),
    *((name, f"{name}-bg") for name in ("error", "warning", "info", "ok", "round", "none")),
    *((name, "pick-bg") for name in ("error", "warning", "ok", "round", "none")),
    *((name, "error-bg") for name in ("ink", "ok", "none", "round")),
    *((name, "warning-bg") for name in ("ink", "ok", "error", "none")),
    *((name, "info-bg") for name in ("ink", "ok", "round", "none")),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_texts_have_the_contrast_of_wcag_aa(ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", asset("page.css")))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_charts_add_up(sample: Audit) -> None:
    page = tree(sample)
    (whole,) = page.xpath("//details[@class='coverage']/summary/*[local-name()='svg']")
    widths = [
        int(each.get("width"))
        for each in whole.xpath("./*[local-name()='rect' and starts-with(@class,'s-')]")
    ]
    assert sum(widths) == 1000
    numbers = list(map(int, re.findall(r"\d+", whole.get("aria-label"))))
    assert numbers[0] == sum(numbers[1:]) == sample.coverage.numbers
    rows = page.xpath("//table[@class='chart']//td[@class='count']")
    assert sum(int(each.text) for each in rows) == len(sample.claims)


def test_a_clean_report_and_one_made_by_hand(silent_audit: Audit, audit: Audit) -> None:
    assert PAGE["zh"]["nothing"] in tree(silent_audit).text_content()
    page = tree(audit)
    assert "说明与表一致" in page.text_content()
    assert len(page.xpath("//ol[@class='findings']/li")) == 4


def test_landmarks_have_names_and_ids_are_unique(sample: Audit) -> None:
    page = tree(sample)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for each in page.xpath("//nav | //section | //article | //form | //*[@role='region'] | //*[@role='img']"):
        assert each.get("aria-label")
    for each in page.xpath("//input"):
        assert each.get("aria-label") or each.getparent().text_content().strip()

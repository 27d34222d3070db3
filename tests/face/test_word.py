"""Word: each comment is anchored to its finding's quote, and nothing else of the file is changed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain

import pytest
from docx import Document as Book

from gouji import check_bytes
from gouji.compare.causes.roots import resting
from gouji.compare.model import Audit, Suggestion
from gouji.corpora.synthesis.formats.office import as_docx, docx, docx_table, paragraph, parts_of
from gouji.narrative.errors import UnsupportedFormat
from gouji.narrative.readers.docx import document
from gouji.writers.docx import make
from gouji.writers.source import Source
from gouji.writers.style import Style

from ..narrative.readers.test_same_findings import variant
from .word import W, anchored, comments, looks, part

SAMPLES = [
    files("gouji.corpora.samples").joinpath(name).read_text(encoding="utf-8")
    for name in ("final-accounts.txt", "final-accounts-correct.txt")
]


def marked(data: bytes, *, lang: str = "zh", tracked: bool = False) -> tuple[Audit, bytes]:
    audit = check_bytes(data, path="报告.docx")
    return audit, make(audit, Style(lang=lang, tracked=tracked), Source(data))


def shown(audit: Audit) -> list[str]:
    """The quotes of the findings, as they stand in the file: breaks between cells and paragraphs are not text."""
    return sorted(each.quote.replace("\n", "").replace("\t", "") for each in audit.findings)


def others(data: bytes) -> dict[str, bytes]:
    bundle = zipfile.ZipFile(io.BytesIO(data))
    return {name: bundle.read(name) for name in bundle.namelist()}


@pytest.mark.parametrize("seed", range(-1, 8))
def test_every_comment_is_anchored_to_its_quote(seed: int) -> None:
    text = SAMPLES[0] if seed < 0 else variant(SAMPLES[seed % 2], seed)
    data = as_docx(parts_of(text))
    audit, copy = marked(data)
    assert sorted(anchored(copy).values()) == shown(audit) != []
    assert document(copy).text == document(data).text
    assert looks(copy) == looks(data)


def test_a_comment_says_what_is_wrong_and_what_to_write() -> None:
    audit, copy = marked(as_docx(parts_of(SAMPLES[0])))
    places = anchored(copy)
    for each in audit.findings:
        (lines,) = [
            lines
            for key, lines in comments(copy).items()
            if places[key] == each.quote and each.code in lines[0]
        ]
        if each.suggestion is not None and each.cause is None:
            assert any(each.suggestion.replacement in line for line in lines)
        if each.cause is not None:
            assert lines[-1].startswith("起因：第")


def test_all_other_parts_are_untouched() -> None:
    data = word_file(SAMPLES[0])
    _, copy = marked(data)
    before, after = others(data), others(copy)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert after.keys() - before.keys() <= {"word/comments.xml"}
    assert len(before) > 10


@cache
def word_file(text: str, *, comment: bool = False) -> bytes:
    """A file as python-docx writes it, with bold pieces in the middle of numbers."""
    book = Book()
    for each in parts_of(text):
        if isinstance(each, str):
            line = book.add_paragraph()
            for i in range(0, len(each), 17):
                line.add_run(each[i : i + 17]).bold = i % 2 == 1
        else:
            table = book.add_table(rows=len(each), cols=len(each[0]))
            for cell, words in zip(table._cells, chain(*each), strict=True):
                cell.text = words
    if comment:
        book.add_comment(book.paragraphs[1].runs[:1], text="请核对\n第二行", author="张三", initials="张")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_existing_comments_are_kept() -> None:
    data = word_file(SAMPLES[0], comment=True)
    old = comments(data)
    audit, copy = marked(data)
    new = comments(copy)
    assert {key: new[key] for key in old} == old != {}
    assert len(new) == len(old) + len(audit.findings)
    assert sorted(text for key, text in anchored(copy).items() if key not in old) == shown(audit)
    assert len({comment.comment_id for comment in Book(io.BytesIO(copy)).comments}) == len(new)


def test_python_docx_reads_the_copy() -> None:
    data = word_file(SAMPLES[0])
    audit, copy = marked(data)
    old, new = Book(io.BytesIO(data)), Book(io.BytesIO(copy))
    assert [each.text for each in new.paragraphs] == [each.text for each in old.paragraphs]
    assert {comment.author for comment in new.comments} == {"gouji"}
    assert len(list(new.comments)) == len(audit.findings)


def test_the_same_report_gives_the_same_bytes() -> None:
    data = as_docx(parts_of(SAMPLES[0]))
    assert marked(data)[1] == marked(data)[1]


HEAD = paragraph("第二部分 2023年度部门决算表") + paragraph("支出决算表") + paragraph("单位：万元")
TABLE = docx_table(
    [["项目", "本年支出合计"], ["教育支出", "60.00"], ["住房保障支出", "36.80"], ["合计", "96.80"]]
)
BEGIN = HEAD + TABLE + paragraph("第三部分 2023年度部门决算情况说明") + paragraph("一、支出决算情况说明")


def story(body: str) -> bytes:
    return docx(BEGIN + body + paragraph("增加的原因是人员增加。"))


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


BOLD = "<w:rPr><w:b/></w:rPr>"
SENTENCE = "2023年度支出合计96.80万元，其中：教育支出60.00万元，占61.98%；住房保障支出38.60万元，占38.02%。"
HALF = SENTENCE.index("38.60") + 2
LEFT, RIGHT = SENTENCE[:HALF], SENTENCE[HALF:]
GONE = '<w:del w:id="3" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'
MARKED = '<w:bookmarkStart w:id="2" w:name="b"/>{}<w:bookmarkEnd w:id="2"/>'
BODIES = {
    "several runs": f"<w:p>{run(LEFT)}{run(RIGHT[:1], BOLD)}{run(RIGHT[1:])}</w:p>",
    "one run": f"<w:p>{run(SENTENCE, BOLD)}</w:p>",
    "two texts in one run": f"<w:p><w:r>{BOLD}<w:t>{LEFT}</w:t><w:softHyphen/><w:t>{RIGHT}</w:t></w:r></w:p>",
    "hyperlink": f'<w:p><w:hyperlink w:anchor="a">{run(SENTENCE)}</w:hyperlink></w:p>',
    "inserted": f'<w:p><w:ins w:id="7" w:author="a">{run(SENTENCE)}</w:ins></w:p>',
    "deleted beside": f"<w:p>{run(LEFT)}{GONE}{run(RIGHT)}</w:p>",
    "content control": f"<w:p><w:sdt><w:sdtContent>{run(SENTENCE)}</w:sdtContent></w:sdt></w:p>",
    "proofing marks": f'<w:p>{run(LEFT)}<w:proofErr w:type="spellStart"/>{run(RIGHT)}</w:p>',
    "bookmark": f"<w:p>{run(LEFT)}{MARKED.format(run(RIGHT))}</w:p>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_numbers_in_all_places_of_a_paragraph(body: str) -> None:
    data = story(body)
    audit, copy = marked(data)
    assert [each.code for each in audit.findings if each.cause is None] == ["NT101"]
    deleted = "9" if "delText" in body else ""
    said = sorted(text.replace(f"38{deleted}.60", "38.60") for text in anchored(copy).values())
    assert said == shown(audit)
    assert document(copy).text == document(data).text
    assert looks(copy) == looks(data)


NOTE = '<w:footnotes NS><w:footnote w:id="1">{}</w:footnote></w:footnotes>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_in_a_note_the_comment_is_anchored_to_its_mark(kind: str) -> None:
    body = f'<w:p>{run("支出情况见注。")}<w:r><w:{kind}Reference w:id="1"/></w:r></w:p>'
    notes = NOTE.format(f"<w:p>{run(SENTENCE)}</w:p>").replace("footnote", kind)
    data = docx(BEGIN + body, others={f"{kind}s": notes})
    audit, copy = marked(data, tracked=True)
    assert others(copy)[f"word/{kind}s.xml"].count(b"comment") == 0
    assert set(anchored(copy).values()) == {""}
    (found,) = [each for each in audit.findings if each.cause is None]
    assert any(f"“{found.quote}”" in lines for lines in comments(copy).values())
    (removed,) = part(copy, f"word/{kind}s.xml").iter(f"{W}delText")
    assert removed.text == "38.60万元"
    assert document(marked(data)[1]).text == document(data).text


def test_in_a_text_box_the_comment_is_anchored_to_the_box() -> None:
    inner = f"<w:txbxContent><w:p>{run(SENTENCE)}</w:p></w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{inner}</v:textbox></w:pict></w:r>"
    data = story(f"<w:p>{run('见框：')}{box}</w:p>")
    audit, copy = marked(data)
    (found,) = [each for each in audit.findings if each.cause is None]
    root = part(copy, "word/document.xml")
    assert root is not None
    (inside,) = root.iter(f"{W}txbxContent")
    assert not list(inside.iter(f"{W}commentRangeStart", f"{W}commentReference"))
    assert all(SENTENCE in text for text in anchored(copy).values())
    assert any(f"“{found.quote}”" in lines for lines in comments(copy).values())
    assert document(copy).text == document(data).text


def test_tracked_changes_are_the_suggestions() -> None:
    data = word_file(SAMPLES[0])
    audit, copy = marked(data, tracked=True)
    root = part(copy, "word/document.xml")
    assert root is not None
    changed = [each for each in audit.findings if each.suggestion and each.id not in resting(audit)]
    following = [each for each in audit.findings if each.suggestion and each.id in resting(audit)]
    assert following  # what was computed with a wrong number is right once that is corrected
    wanted = [(data_of(audit, each), each.suggestion.replacement) for each in changed]
    removed = ["".join(e.text or "" for e in each.iter(f"{W}delText")) for each in root.iter(f"{W}del")]
    added = ["".join(e.text or "" for e in each.iter(f"{W}t")) for each in root.iter(f"{W}ins")]
    assert sorted(added) == sorted(new for _, new in wanted) != []
    assert "".join(sorted("".join(removed))) == "".join(sorted("".join(old for old, _ in wanted)))
    assert sorted(anchored(copy).values()) != shown(audit)
    again = check_bytes(copy, path="报告.docx")
    assert not {each.id for each in (*changed, *following)} & {each.id for each in again.findings}
    ids = [each.get(f"{W}id") for each in root.iter(f"{W}ins", f"{W}del")]
    assert len(set(ids)) == len(ids)


def data_of(audit: Audit, finding: object) -> str:
    change = finding.suggestion
    return audit.report.text[change.start : change.end]


def test_what_is_tracked_already_gets_a_comment_only() -> None:
    audit, copy = marked(story(BODIES["inserted"]), tracked=True)
    assert any(each.suggestion for each in audit.findings)
    root = part(copy, "word/document.xml")
    assert root is not None and not list(root.iter(f"{W}del")) and len(list(root.iter(f"{W}ins"))) == 1
    assert len(comments(copy)) == len(audit.findings)


def test_a_report_that_is_no_word_file_is_refused_in_one_line(audit: Audit) -> None:
    with pytest.raises(UnsupportedFormat, match=r"^样例.txt：.*只用于 Word.*可用 --format html"):
        make(audit, Style(), Source(b""))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_findings_is_copied(lang: str) -> None:
    data = docx(BEGIN + paragraph("2023年度支出合计96.80万元。"))
    audit, copy = marked(data, lang=lang)
    assert audit.findings == ()
    assert others(copy) == others(data)


def test_what_is_missing_is_inserted_behind_the_words_before_it() -> None:
    data = story(f"<w:p>{run(SENTENCE, BOLD)}</w:p>")
    audit = check_bytes(data, path="报告.docx")
    at = audit.report.text.index("，其中")
    (found,) = [each for each in audit.findings if each.cause is None]
    found = replace(found, suggestion=Suggestion(at, at, "（含结转）"))
    copy = make(replace(audit, findings=(found,)), Style(tracked=True), Source(data))
    assert document(copy).text == document(data).text.replace("96.80万元，其中", "96.80万元（含结转），其中")
    assert not list(part(copy, "word/document.xml").iter(f"{W}del"))

"""From the drop to the marked document: checks in other processes, decisions, drafts, exports."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from openpyxl import Workbook, load_workbook

from gouji import check_text
from gouji.compare.causes.roots import roots
from gouji.corpora.screening.model import Limits
from gouji.desk.pickles import dumps, load, loads
from gouji.desk.words import DESK
from gouji.writers.pdf import marks
from gouji.writers.phrases import Phrases
from gouji.writers.style import Remark, Style

from ..face.word import W, anchored
from .desks import NEXT, ROWS, TEXT, admitted, client, drop, settled, word

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with client(tmp_path_factory.mktemp("desk")) as made:
        yield admitted(made)


@pytest.fixture
def report(desk):
    (number,) = drop(desk, ("report", "稿.docx", word()))
    assert settled(desk, number) == "done"
    yield number
    for each in desk.state.drafts():
        desk.state.remove(each.id)


def findings(desk, number: int):
    return roots(desk.state.audit(number))


def decide(desk, number: int, finding, status: str, **fields: str) -> int:
    return desk.post(
        f"/reports/{number}/findings/{finding.id}", data={"status": status, **fields}
    ).status_code


def test_the_desk_finds_what_the_program_finds(desk, report: int) -> None:
    expected = {each.code for each in roots(check_text(TEXT))}
    assert {each.code for each in findings(desk, report)} == expected and expected
    page = desk.get(f"/reports/{report}").text
    for finding in findings(desk, report):
        assert f'data-f="{finding.id}"' in page
    assert desk.state.draft(report).errors == sum(each.severity == "error" for each in findings(desk, report))


def test_decisions_are_kept_and_counted(desk, report: int) -> None:
    first, second, *_ = findings(desk, report)
    assert decide(desk, report, first, "accepted") == 200
    assert decide(desk, report, second, "dismissed") == 400
    assert decide(desk, report, second, "dismissed", reason="口径不同", note="问过") == 200
    assert decide(desk, report, second, "nonsense") == 400
    assert desk.post(f"/reports/{report}/findings/none", data={"status": "open"}).status_code == 404
    marks = desk.state.marks(report)
    assert marks[first.id].status == "accepted"
    assert (marks[second.id].reason, marks[second.id].note) == ("口径不同", "问过")
    assert desk.state.draft(report).decided == 2


def test_the_next_draft_shows_fixed_and_still_open(desk, report: int) -> None:
    fixed = next(each for each in findings(desk, report) if "38.60" in each.quote)
    kept = next(each for each in findings(desk, report) if "62.30" in each.quote)
    decide(desk, report, kept, "dismissed", reason="另有说明")
    decide(desk, report, fixed, "accepted")
    (number,) = drop(desk, ("report", "稿2.docx", word(NEXT)))
    assert settled(desk, number) == "done"
    draft = desk.state.draft(number)
    assert draft.previous == report  # the same organisation, year and kind
    page = desk.get(f"/reports/{number}").text
    work = json.loads(page.split('id="work">')[1].split("</script>")[0])
    assert fixed.id not in work["became"] and work["became"][kept.id] == "still"
    assert f"已改正 {len(findings(desk, report)) - len(work['became'])}" in page
    mark = desk.state.marks(number)[kept.id]
    assert (mark.status, mark.reason, mark.carried) == ("dismissed", "另有说明", True)
    desk.post(f"/reports/{number}/part")
    assert desk.state.draft(number).previous is None and desk.state.marks(number) == {}


def test_every_writer_has_an_export(desk, report: int) -> None:
    dismissed, taken, *_ = sorted(findings(desk, report), key=lambda each: each.suggestion is not None)
    decide(desk, report, dismissed, "dismissed", reason="口径不同", note="已问过")
    decide(desk, report, taken, "taken")
    made = {
        form: desk.get(f"/reports/{report}/export/{form}")
        for form in ("docx", "html", "xlsx", "markdown", "csv", "sarif", "json", "text")
    }
    assert {answer.status_code for answer in made.values()} == {200}
    comments = [comment.text for comment in Document(BytesIO(made["docx"].content)).comments]
    assert any(taken.expected in text for text in comments)
    said = next(text for text in comments if "口径不同" in text)
    assert "无需修改——口径不同；备注：已问过" in said
    assert [dismissed.quote] == resolved(made["docx"].content)
    assert taken.suggestion is not None
    body = ZipFile(BytesIO(made["docx"].content)).read("word/document.xml").decode()
    assert f"<w:t>{taken.suggestion.replacement}</w:t>" in body and body.count("<w:ins ") == 1
    rows = list(load_workbook(BytesIO(made["xlsx"].content)).worksheets[0].values)
    assert {"无需修改", "须修改"} <= {row[-2] for row in rows}
    assert "口径不同；已问过" in {row[-1] for row in rows}
    for form in ("html", "markdown", "csv"):
        assert "口径不同" in made[form].text and "无需修改" in made[form].text and "已问过" in made[form].text
    excused = {each["id"]: each["suppressed"] for each in made["json"].json()["reports"][0]["findings"]}
    assert excused[dismissed.id] == {"reason": "口径不同"}
    assert "filename*=UTF-8''" in made["docx"].headers["content-disposition"]
    refused = desk.get(f"/reports/{report}/export/pdf")
    assert refused.status_code == 422 and "--" in refused.text
    assert desk.get(f"/reports/{report}/export/nonsense").status_code == 404


def resolved(content: bytes) -> list[str]:
    """What the resolved comments of a Word file stand at."""
    bundle = ZipFile(BytesIO(content))
    root = etree.fromstring(bundle.read("word/comments.xml"))
    done = {
        each.get(f"{{{W15}}}paraId")
        for each in etree.fromstring(bundle.read("word/commentsExtended.xml"))
        if each.get(f"{{{W15}}}done") == "1"
    }
    numbers = [each.get(f"{W}id") for each in root if each[-1].get(f"{{{W14}}}paraId") in done]
    places = anchored(content)
    return [places[number] for number in numbers]


def test_what_follows_from_a_dismissed_finding_is_settled_with_it() -> None:
    audit = check_text(TEXT)
    root, other, *_ = roots(audit)
    follower = replace(other, cause=root.id)
    audit = replace(audit, findings=(root, follower))
    phrases = Phrases(audit, "zh", {root.id: Remark("dismissed", "口径不同", "问过")})
    assert phrases.remark(follower) == Remark("dismissed") and phrases.remark(root).note == "问过"
    assert "".join(phrases.summary()).endswith("已处理 1/1）")
    settled = marks(audit, Style(remarks=phrases.remarks))
    assert {each.colour for each in settled} == {(210, 210, 210)}


def test_tables_come_with_the_report(desk) -> None:
    book = Workbook()
    book.active.append(["表一、支出决算表"])
    for name, amount in ROWS:
        book.active.append([name, float(amount) if amount[0].isdigit() else amount])
    out = BytesIO()
    book.save(out)
    prose = "\n".join(line for line in TEXT.splitlines() if "\t" not in line)
    (number,) = drop(desk, ("report", "说明.txt", prose.encode()), ("tables", "附表.xlsx", out.getvalue()))
    assert settled(desk, number) == "done"
    assert desk.state.draft(number).attached == ("附表.xlsx",)
    assert any("38.60" in each.quote for each in findings(desk, number))
    desk.state.remove(number)


def test_an_empty_file_is_said_to_be_empty(desk) -> None:
    for files in ([("report", ("空.txt", b""))], [("report", ("a.txt", b"x")), ("tables", ("b.xlsx", b""))]):
        answer = desk.post("/reports", files=files)
        assert (answer.status_code, answer.json()["error"]) == (400, DESK["zh"]["empty-file"])
    assert desk.state.drafts() == []


def test_what_cannot_be_read_is_one_line(desk) -> None:
    (number,) = drop(desk, ("report", "坏.pdf", b"%PDF-1.7 nonsense"))
    assert settled(desk, number) == "failed"
    draft = desk.state.draft(number)
    assert "坏.pdf" in draft.message and "\n" not in draft.message
    for page in (f"/reports/{number}", "/"):
        assert draft.message.split("：")[1][:4] in desk.get(page).text
    desk.post("/lang/en")
    assert DESK["en"]["failed"] in desk.get(f"/reports/{number}").text
    desk.post("/lang/zh")
    assert desk.post(f"/reports/{number}/again").status_code == 200
    settled(desk, number)
    desk.state.remove(number)


def test_a_report_that_hangs_costs_itself_alone(tmp_path) -> None:
    with client(tmp_path, limits=Limits(0.001)) as made:
        admitted(made)
        slow, other = drop(made, ("report", "a.txt", TEXT.encode() * 40), ("report", "b.txt", TEXT.encode()))
        assert settled(made, slow) == "failed" and settled(made, other) == "failed"
        assert "中止" in made.state.draft(slow).message
        assert made.get("/").status_code == 200


def test_twenty_at_once_are_queued_and_all_finish(desk) -> None:
    files = [("report", f"{i}.txt", TEXT.replace("水务局", f"水务{i}局").encode()) for i in range(20)]
    numbers = drop(desk, *files)
    assert len(numbers) == 20
    assert {settled(desk, number) for number in numbers} == {"done"}
    for number in numbers:
        assert desk.state.draft(number).errors
        desk.state.remove(number)


def test_answers_of_a_worker_are_data_only() -> None:
    class Trap:
        def __reduce__(self):
            return print, ("caught",)

    for value in (Trap(), {"x": [Trap()]}, pickle.Pickler, print):
        with pytest.raises(pickle.UnpicklingError):
            loads(dumps(value))
    for broken in (b"junk", b"\x80\x05", dumps(1)[:-1]):
        with pytest.raises((pickle.UnpicklingError, EOFError)):
            load(BytesIO(broken))
    audit = check_text(TEXT)
    assert loads(dumps(audit)) == audit


def test_both_languages_have_the_same_words() -> None:
    assert DESK["zh"].keys() == DESK["en"].keys()
    for name, words in DESK["zh"].items():
        assert words.count("{") == DESK["en"][name].count("{")

"""Makes the files of this folder out of the sample reports: needs LibreOffice, Chromium and msoffcrypto-tool, which the tests do not."""

from __future__ import annotations

import html
import io
import subprocess
from pathlib import Path

import msoffcrypto.format.ooxml
from docx import Document

from loaders.decoding import decode
from loaders.layout import lay_out

HERE = Path(__file__).parent
REPORTS = HERE.parent / "reports"
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=4000")
LOCKED = "EncryptFile", "DocumentOpenPassword"
PRINT = """
@page { size: A5; margin: 18mm 12mm; @top-center { content: '政府工作报告摘编' } @bottom-center { content: '— ' counter(page) ' —' } }
body { font: 10.5pt/1.8 'Noto Sans CJK SC' } div { columns: 2; column-gap: 7mm } p { margin: 0; text-indent: 2em; text-align: justify }
"""


def paragraphs_of(name: str) -> list[str]:
    """The paragraphs of a sample report as its newspaper meant them."""
    return lay_out(decode((REPORTS / name).read_bytes(), name)).text.clean.split("\n")


def run(*words: str) -> bytes:
    return subprocess.run(words, check=True, capture_output=True, cwd=HERE).stdout


def to_paragraphs(paragraphs: list[str]) -> str:
    return "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)


def make_portal(paragraphs: list[str]) -> None:
    """The page of a government's portal, as its content system writes it: GB2312 declared, lines broken by <br>."""
    body = "<br>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(words)}" for words in paragraphs[:1] + paragraphs[2:])
    page = (HERE / "portal.tmpl").read_text(encoding="utf-8").replace("{{title}}", html.escape(paragraphs[1])).replace("{{body}}", body)
    (HERE / "青岛市_2024.html").write_bytes(page.encode("gb18030"))


def make_saved(paragraphs: list[str]) -> None:
    """The page of a newspaper that builds itself by script, as Chromium saves it."""
    page = (HERE / "epaper.tmpl").read_text(encoding="utf-8").replace("{{body}}", to_paragraphs(paragraphs))
    (HERE / "page.html").write_text(page, encoding="utf-8")
    (HERE / "胶州平度_2025.html").write_bytes(run(*CHROMIUM, "--dump-dom", "page.html"))
    (HERE / "page.html").unlink()


def make_printed(paragraphs: list[str]) -> None:
    """Two columns with running heads and page numbers, printed by Chromium; and a page that is nothing but its picture."""
    style = f"<meta charset='utf-8'><style>{PRINT}</style>"
    (HERE / "page.html").write_text(f"{style}<div>{to_paragraphs(paragraphs)}</div>", encoding="utf-8")
    run(*CHROMIUM, "--print-to-pdf=胶州平度_2025.pdf", "page.html")
    run(*CHROMIUM, "--screenshot=page.png", "--window-size=600,400", "page.html")
    (HERE / "page.html").write_text("<img src='page.png'>", encoding="utf-8")
    run(*CHROMIUM, "--print-to-pdf=scanned.pdf", "page.html")
    (HERE / "page.html").unlink()
    (HERE / "page.png").unlink()


def make_columns() -> None:
    """Two columns that a program wrote row by row across the page, under a title that goes over both."""
    left, right = (f"{side}栏第{{}}行写在这一边" for side in "左右")
    rows = "".join(f"<tr><td>{left.format(number)}</td><td>{right.format(number)}</td></tr>" for number in "一二三四五六七八")
    style = "<meta charset='utf-8'><style>body { font: 12pt 'Noto Sans CJK SC' } td { padding-right: 12mm }</style>"
    (HERE / "page.html").write_text(f"{style}<p>这一行写在两边的上面，左右两栏都在它下面</p><table>{rows}</table>", encoding="utf-8")
    run(*CHROMIUM, "--print-to-pdf=columns.pdf", "page.html")
    (HERE / "page.html").unlink()


def make_documents(paragraphs: list[str], name: str) -> None:
    """A document by python-docx with header and footer, and a copy under a password."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料 生产总值增长99%"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(HERE / f"{name}.docx"))
    with (HERE / f"{name}.docx").open("rb") as plain, (HERE / "locked.docx").open("wb") as locked:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", locked)


def make_by_office(paragraphs: list[str], name: str) -> None:
    """A document and PDFs, one of them under a password, by LibreOffice."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "政府工作报告摘编"
    for words in paragraphs:
        document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    (HERE / f"{name}.fodt.docx").write_bytes(stream.getvalue())
    office = ("soffice", "--headless", "--convert-to")
    run(*office, "odt", f"{name}.fodt.docx")
    (HERE / f"{name}.fodt.odt").rename(HERE / f"{name}.odt")
    run(*office, "docx", f"{name}.odt")
    run(*office, "pdf", f"{name}.odt")
    (HERE / f"{name}.odt").rename(HERE / "locked.odt")
    options = ",".join(
        f'"{key}":{{"type":"{kind}","value":"{value}"}}'
        for key, kind, value in zip(LOCKED, ("boolean", "string"), ("true", "secret"), strict=True)
    )
    run(*office, f"pdf:writer_pdf_Export:{{{options}}}", "locked.odt")
    for path in (HERE / "locked.odt", HERE / f"{name}.fodt.docx"):
        path.unlink()


if __name__ == "__main__":
    qingdao, jiaozhou = (paragraphs_of(name) for name in ("青岛市_2024.txt", "胶州平度_2025.txt"))
    make_portal(qingdao)
    make_by_office(qingdao, "青岛市_2024")
    make_saved(jiaozhou)
    make_printed(jiaozhou)
    make_columns()
    make_documents(jiaozhou, "胶州平度_2025")

"""DOC and WPS: by the extra, by LibreOffice, or a plain word that it must be converted."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from docscore.errors import InputError
from docscore.ingest import legacyword, read

from .test_libreoffice import content, soffice  # noqa: F401 - a fixture


@pytest.fixture(scope="session")
def old_word(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """The same paper as ``文.docx`` and as Word 97–2003 ``文.doc``, in one folder."""
    folder = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph("一、自评得分情况")
    document.add_paragraph("全县共有行政村195个，覆盖率为70.51%，完成任务。")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, texts in enumerate(
        (("一级指标", "指标名称", "自评得分"), ("体系", "覆盖率", "9.5"), ("", "物流", "10"))
    ):
        for col, text in enumerate(texts):
            table.cell(row, col).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "体系"
    document.add_paragraph("二、下一步打算")
    document.save(str(folder / "文.docx"))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "doc",
         "--outdir", str(folder), str(folder / "文.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize("way", ["_by_office", "_by_package"])
@pytest.mark.parametrize("name", ["文.doc", "文.wps"])
def test_both_ways_read_what_the_docx_has(
    old_word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, name: str
) -> None:
    other = "_by_package" if way == "_by_office" else "_by_office"
    monkeypatch.setattr(legacyword, other, lambda _: None)
    path = tmp_path / name
    shutil.copy(old_word / "文.doc", path)
    assert read(path).kind == "doc"
    assert content(path) == content(old_word / "文.docx")


def test_the_extra_goes_before_libreoffice(old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacyword, "_by_office", lambda _: pytest.fail("LibreOffice was asked"))
    assert content(old_word / "文.doc") == content(old_word / "文.docx")


def test_without_any_converter_it_must_be_converted(old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacyword, "soffice", lambda: None)
    monkeypatch.setattr(legacyword, "_by_office", lambda _: None)
    monkeypatch.setattr(legacyword, "_by_package", lambda _: None)
    monkeypatch.setattr(legacyword, "_has_package", lambda: False)
    with pytest.raises(InputError, match=r"需要转换.*另存为 DOCX"):
        read(old_word / "文.doc")


def test_a_damaged_one_is_refused(old_word: Path, tmp_path: Path) -> None:
    data = (old_word / "文.doc").read_bytes()
    path = tmp_path / "坏.doc"
    path.write_bytes(data[:4096])
    with pytest.raises(InputError, match="需要转换"):
        read(path)


def test_a_docx_called_doc_is_read_for_what_it_is(old_word: Path, tmp_path: Path) -> None:
    path = tmp_path / "改名.doc"
    shutil.copy(old_word / "文.docx", path)
    assert read(path).kind == "docx"
    assert content(path) == content(old_word / "文.docx")


def test_a_sheet_inside_does_not_make_it_a_workbook() -> None:
    from docscore.ingest.kind import kind_of

    assert kind_of(Path("文.doc"), _compound("WordDocument", "Workbook")) == "doc"


def _compound(*names: str) -> bytes:
    """Bytes that begin like a compound file with a damaged directory that names these streams."""
    out = io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504)
    out.seek(0, 2)
    for name in names:
        out.write(name.encode("utf-16-le"))
    return out.getvalue()

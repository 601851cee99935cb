"""A province of invented counties: reports alone, folders with evidence, ZIPs, nested in cities."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import xlsxwriter
from sqlalchemy import select
from tests.faults.layout import save_docx, save_pdf
from tests.faults.paper import clean

from docscore.store import SubmissionRow, open_workspace

RUBRIC = "guangdong-2019"
_CITIES = ("青州市", "海宁市", "云台市")
_QINGHE = Path(__file__).parents[2] / "corpus/qinghe/submission"
#: What is not of the content: when it was read, and how often it was written.
_OF_THE_RUN = ("added", "row_version", "version")


def county(number: int) -> str:
    """A name of its own for each of a thousand."""
    names = ("云清禾青白石林江山海", "甲乙丙丁戊己庚辛壬癸", ("", *"东南西北中上下前后"))
    return f"{names[0][number % 10]}{names[1][number // 10 % 10]}{names[2][number // 100]}县"


def build(folder: Path, count: int) -> Path:
    """*count* submissions: of five one is a PDF, one a folder, one a ZIP, two are Word documents."""
    for number in range(count):
        city = folder / _CITIES[number % 3]
        city.mkdir(parents=True, exist_ok=True)
        name, paper = county(number), clean(200 + number)
        match number % 5:
            case 0:
                save_pdf(paper, city / f"{name}自评报告.pdf")
            case 1:
                _folder(city / name, number)
            case 2:
                home = folder / f"zip-{number}"
                _folder(home, number)
                with zipfile.ZipFile(city / f"{name}.zip", "w") as packed:
                    for file in sorted(home.rglob("*.*")):
                        packed.write(file, file.relative_to(home))
                shutil.rmtree(home)
            case _:
                save_docx(paper, city / f"{name}自评报告.docx")
    return folder


def _folder(home: Path, number: int) -> None:
    (home / "佐证材料").mkdir(parents=True)
    save_docx(clean(200 + number), home / "自评报告.docx")
    notice = docx.Document()
    notice.add_paragraph(f"关于印发{county(number)}电子商务工作方案的通知")
    notice.save(str(home / "佐证材料" / "通知.docx"))
    with xlsxwriter.Workbook(str(home / "佐证材料" / "培训签到表.xlsx")) as book:
        page = book.add_worksheet("签到")
        page.write_row(0, 0, ("序号", "姓名", "联系电话", "日期"))
        for row in range(1, 30):
            page.write_row(
                row, 0, (row, f"李{'明华军丽'[row % 4]}{number}", f"1380000{number:02}{row:02}", "2019-05-06")
            )


def command(folder: Path, workspace: Path, *more: str, rubric: str = RUBRIC) -> list[str]:
    return [
        sys.executable,
        "-m",
        "docscore",
        "screen",
        str(folder),
        "--rubric",
        rubric,
        "-o",
        str(workspace),
        *more,
    ]


def run(folder: Path, workspace: Path, *more: str, rubric: str = RUBRIC) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, workspace, *more, rubric=rubric),
        capture_output=True,
        text=True,
        env=_environment(),
        timeout=600,
    )


def start(folder: Path, workspace: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(folder, workspace, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=_environment(), start_new_session=True,
        # it hears Ctrl-C also where the tests do not: a shell makes what it starts with & deaf to it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def killed_after(folder: Path, workspace: Path, seconds: float) -> bool:
    """Start a run and kill it with -9; whether it was still at work."""
    process = start(folder, workspace)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        return True
    finally:
        process.communicate()


def state(workspace: Path) -> dict[str, object]:
    """All that a batch came to: its rows (each with the hash of its JSON), its cohort, its reports byte for byte."""
    opened = open_workspace(workspace)
    with opened.reading() as session:
        rows = session.scalars(select(SubmissionRow).order_by(SubmissionRow.id))
        told = [
            {
                column.key: str(getattr(row, column.key))
                for column in SubmissionRow.__table__.columns
                if column.key not in _OF_THE_RUN
            }
            for row in rows
        ]
    opened.close()
    reports = {
        name: (workspace / name).read_bytes() for name in ("cohort.json", "report.html", "report.xlsx")
    }
    return {"rows": told, **reports}


def objects(workspace: Path) -> dict[str, bytes]:
    """All objects, byte for byte."""
    home = workspace / "objects"
    return {str(file.relative_to(home)): file.read_bytes() for file in home.rglob("*") if file.is_file()}


def log(workspace: Path) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in (workspace / "screen.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def _environment() -> dict[str, str]:
    """Files are read in processes of their own, as everywhere but in tests of one reading."""
    return {key: value for key, value in os.environ.items() if key != "DOCSCORE_IN_PROCESS"}

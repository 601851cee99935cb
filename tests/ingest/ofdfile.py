"""An OFD written by hand: text and ruling lines exactly where a test wants them, in millimetres."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class OfdPage:
    """One page of A4."""

    objects: list[str] = field(default_factory=list)
    number: int = 10

    def _id(self) -> int:
        self.number += 1
        return self.number

    def write(self, x: float, y: float, text: str, size: float = 5.0, deltas: str | None = None) -> OfdPage:
        """Text with its baseline at y; by default each character as wide as its size."""
        steps = deltas if deltas is not None else f"g {len(text) - 1} {size}" if len(text) > 1 else ""
        self.objects.append(
            f'<ofd:TextObject ID="{self._id()}" Boundary="{x} {y - size} 200 {size * 1.3}" Font="3" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> OfdPage:
        self.objects.append(
            f'<ofd:PathObject ID="{self._id()}" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def grid(self, xs: list[float], ys: list[float]) -> OfdPage:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def image(self) -> OfdPage:
        self.objects.append(f'<ofd:ImageObject ID="{self._id()}" Boundary="0 0 210 297" ResourceID="9"/>')
        return self


def ofd(*pages: OfdPage, head: str = "", template: OfdPage | None = None) -> bytes:
    """The file; *head* stands before the root element of each page."""
    stream = io.BytesIO()
    used = '<ofd:Template TemplateID="77" ZOrder="Background"/>' if template else ""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "OFD.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
        )
        common = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Content.xml"/>' if template else ""
        out.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        if template:
            out.writestr("Doc_0/Tpls/Content.xml", _content(template, "", ""))
        for n, page in enumerate(pages):
            out.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", _content(page, used, head))
    return stream.getvalue()


def _content(page: OfdPage, used: str, head: str) -> str:
    return (
        f'{head}<ofd:Page {NS}>{used}<ofd:Content><ofd:Layer ID="2">{"".join(page.objects)}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )

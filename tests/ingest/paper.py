"""A PDF written by hand: text and ruling lines exactly where a test wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """One page; coordinates in points from the upper left corner, as docscore gives them."""

    ops: list[str] = field(default_factory=list)
    in_form: bool = False
    rotate: int = 0
    one_font: bool = False  # digits in the Chinese font, which is not embedded and has none

    def write(self, x: float, top: float, text: str, size: float = 12) -> Page:
        shown = []
        for part in re.findall(r"[ -~]+|[^ -~]+", text):
            plain = part.isascii() and not self.one_font
            code = part.encode("ascii" if plain else "utf-16-be").hex().upper()
            shown.append(f"/F{2 if plain else 1} {size} Tf <{code}> Tj")
        self.ops.append(f"BT 1 0 0 1 {x} {HEIGHT - top - size} Tm {' '.join(shown)} ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        self.ops.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self


def pdf(*pages: Page, encrypted: bool = False) -> bytes:
    """The file; *encrypted* with a password that nobody knows."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree come last

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(dictionary: str, content: str) -> int:
        return add(f"<< {dictionary} /Length {len(content)} >>\nstream\n{content}\nendstream")

    descriptor = add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    descendant = add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor {descriptor} 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 [500] 814 939 500] >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
        f"/DescendantFonts [{descendant} 0 R] >>"
    )
    latin = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    resources = f"/Resources << /Font << /F1 {font} 0 R /F2 {latin} 0 R >> >>"
    kids = []
    for page in pages:
        content = "\n".join(page.ops)
        used = resources
        if page.in_form:
            form = stream(
                f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] /Matrix [1 0 0 1 7 0] {resources}",
                content,
            )
            content = "q 1 0 0 1 -7 0 cm /X1 Do Q"
            used = f"/Resources << /XObject << /X1 {form} 0 R >> >>"
        body = stream("", content)
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.rotate} {used} "
                f"/Contents {body} 0 R >>"
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00>]"
    if encrypted:
        secret = "5A" * 32
        trailer += f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>"
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

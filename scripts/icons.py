#!/usr/bin/env python3
"""Turns assets/icons/*.svg into engine/ui/icon_table.inc, so that no SVG is read at run time.

    scripts/icons.py            writes the table
    scripts/icons.py --check    fails if the table is not what the icons give

Every shape becomes moves, lines and cubic curves in hundredths of a unit of the 24 x 24 grid.
"""
import math
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "engine/ui/icon_table.inc"


class Pen:
    """Collects absolute M, L, C and Z."""

    def __init__(self):
        self.parts, self.at, self.start = [], (0.0, 0.0), (0.0, 0.0)

    def put(self, letter, *points):
        numbers = (f"{round(n * 100)}" for point in points for n in point)
        self.parts.append(letter + " ".join(numbers))

    def move(self, p):
        self.put("M", p)
        self.at = self.start = p

    def line(self, p):
        self.put("L", p)
        self.at = p

    def cubic(self, a, b, p):
        self.put("C", a, b, p)
        self.at = p

    def close(self):
        self.parts.append("Z")
        self.at = self.start

    def arc(self, rx, ry, turn, large, sweep, p):
        """SVG's elliptical arc, after its appendix F.6, as curves of at most 90 degrees."""
        x0, y0 = self.at
        if (x0, y0) == p:
            return
        if not rx or not ry:
            return self.line(p)
        phi = math.radians(turn)
        cos, sin = math.cos(phi), math.sin(phi)
        dx, dy = (x0 - p[0]) / 2, (y0 - p[1]) / 2
        xp, yp = cos * dx + sin * dy, -sin * dx + cos * dy
        size = (xp / rx) ** 2 + (yp / ry) ** 2
        if size > 1:
            rx, ry = rx * math.sqrt(size), ry * math.sqrt(size)
        under = (rx * ry) ** 2 - (rx * yp) ** 2 - (ry * xp) ** 2
        root = math.sqrt(max(0.0, under / ((rx * yp) ** 2 + (ry * xp) ** 2)))
        root = -root if large == sweep else root
        cxp, cyp = root * rx * yp / ry, -root * ry * xp / rx
        cx = cos * cxp - sin * cyp + (x0 + p[0]) / 2
        cy = sin * cxp + cos * cyp + (y0 + p[1]) / 2
        first = math.atan2((yp - cyp) / ry, (xp - cxp) / rx)
        delta = math.atan2((-yp - cyp) / ry, (-xp - cxp) / rx) - first
        if sweep and delta < 0:
            delta += 2 * math.pi
        elif not sweep and delta > 0:
            delta -= 2 * math.pi
        pieces = max(1, math.ceil(abs(delta) / (math.pi / 2) - 1e-9))
        step = delta / pieces
        reach = 4 / 3 * math.tan(step / 4)

        def place(x, y):
            return (cx + rx * x * cos - ry * y * sin, cy + rx * x * sin + ry * y * cos)

        for i in range(pieces):
            a, b = first + i * step, first + (i + 1) * step
            end = place(math.cos(b), math.sin(b)) if i < pieces - 1 else p
            self.cubic(place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
                       place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
                       end)


FLAGS = {"a": (3, 4)}  # arc flags may stand without a blank after them
ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}


def arguments(letter, text):
    numbers, at, count = [], 0, ARGUMENTS[letter]
    pattern = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
    while text[at:].strip(" ,\n\t"):
        if count and len(numbers) % count in FLAGS.get(letter, ()):
            found = re.compile(r"[\s,]*([01])").match(text, at)
        else:
            found = pattern.match(text, at)
        numbers.append(float(found.group(1)))
        at = found.end()
    return numbers


def draw_path(pen, data):
    last_control, before, pen.at = None, "", (0.0, 0.0)
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        kind, relative = letter.lower(), letter.islower()
        numbers, count = arguments(kind, text), ARGUMENTS[kind]
        groups = [numbers[i:i + count] for i in range(0, len(numbers), count)] if count else [[]]
        for index, group in enumerate(groups):
            ox, oy = pen.at if relative else (0.0, 0.0)
            points = [(group[i] + ox, group[i + 1] + oy) for i in range(0, len(group) - 1, 2)]
            control = None
            if kind == "z":
                pen.close()
            elif kind == "m":
                (pen.line if index else pen.move)(points[0])
            elif kind == "l":
                pen.line(points[0])
            elif kind == "h":
                pen.line((group[0] + ox, pen.at[1]))
            elif kind == "v":
                pen.line((pen.at[0], group[0] + oy))
            elif kind == "c":
                pen.cubic(*points)
                control = points[1]
            elif kind == "s":
                x, y = pen.at
                mirror = (2 * x - last_control[0], 2 * y - last_control[1]) if before in "cs" else (x, y)
                pen.cubic(mirror, *points)
                control = points[0]
            elif kind == "q":
                (x, y), (cx, cy), (ex, ey) = pen.at, points[0], points[1]
                pen.cubic((x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3),
                          (ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3), (ex, ey))
            elif kind == "a":
                pen.arc(group[0], group[1], group[2], bool(group[3]), bool(group[4]),
                        (group[5] + ox, group[6] + oy))
            else:
                raise ValueError(f"path command {letter} is not supported")
            last_control, before = control, kind


def draw_box(pen, x, y, w, h, r):
    pen.move((x + r, y))
    for line, corner in (((x + w - r, y), (x + w, y + r)), ((x + w, y + h - r), (x + w - r, y + h)),
                         ((x + r, y + h), (x, y + h - r)), ((x, y + r), (x + r, y))):
        pen.line(line)
        if r:
            pen.arc(r, r, 0, False, True, corner)
    pen.close()


def draw_round(pen, cx, cy, rx, ry):
    pen.move((cx + rx, cy))
    for x, y in ((0, ry), (-rx, 0), (0, -ry), (rx, 0)):
        pen.arc(rx, ry, 0, False, True, (cx + x, cy + y))
    pen.close()


def draw(pen, shape):
    kind = shape.tag.split("}")[-1]

    def number(name, default=0.0):
        return float(shape.get(name, default))

    if kind == "path":
        draw_path(pen, shape.get("d"))
    elif kind == "line":
        pen.move((number("x1"), number("y1")))
        pen.line((number("x2"), number("y2")))
    elif kind in ("polyline", "polygon"):
        n = [float(part) for part in re.split(r"[\s,]+", shape.get("points").strip())]
        pen.move((n[0], n[1]))
        for i in range(2, len(n), 2):
            pen.line((n[i], n[i + 1]))
        if kind == "polygon":
            pen.close()
    elif kind == "circle":
        draw_round(pen, number("cx"), number("cy"), number("r"), number("r"))
    elif kind == "ellipse":
        draw_round(pen, number("cx"), number("cy"), number("rx"), number("ry"))
    elif kind == "rect":
        radius = number("rx", shape.get("ry", 0))
        draw_box(pen, number("x"), number("y"), number("width"), number("height"), radius)
    else:
        raise ValueError(f"<{kind}> is not supported")


def table():
    lines = ["/* Generated by scripts/icons.py from assets/icons (Lucide, ISC licence). Do not edit. */",
             "/* clang-format off */", ""]
    for file in sorted((ROOT / "assets/icons").glob("*.svg"), key=lambda file: file.stem):
        pen = Pen()
        for shape in tree.parse(file).getroot():
            draw(pen, shape)
        lines.append(f'{{"{file.stem}",')
        data = "".join(pen.parts)
        lines += [f' "{data[i:i + 90]}"' for i in range(0, len(data), 90)]
        lines[-1] += "},"
    return "\n".join(lines) + "\n"


def main():
    wanted = table()
    if "--check" in sys.argv:
        if TABLE.read_text() != wanted:
            sys.exit(f"{TABLE.name} is not what assets/icons gives: run scripts/icons.py")
    else:
        TABLE.write_text(wanted)


main()

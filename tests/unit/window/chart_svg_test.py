#!/usr/bin/env python3
"""The charts' SVG as a reader of XML has it: chart_svg_test.py CHART_SHEET."""
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

SHEET = sys.argv.pop(1)
SVG = "{http://www.w3.org/2000/svg}"


def sheet(*words):
    with tempfile.TemporaryDirectory() as folder:
        picture, drawing = os.path.join(folder, "out.png"), os.path.join(folder, "out.svg")
        subprocess.run([SHEET, picture, drawing, *words], check=True)
        with open(drawing, "rb") as file:
            return file.read()


class Svg(unittest.TestCase):
    def test_it_is_well_formed_and_the_same_each_time(self):
        for words in ([], ["dark"], ["ar"]):
            drawing = sheet(*words)
            self.assertEqual(drawing, sheet(*words))
            root = tree.fromstring(drawing)
            self.assertEqual(root.tag, SVG + "svg")
            self.assertEqual(root.find(SVG + "title").text, "Charts & tables")

    def test_text_stays_text_in_its_direction(self):
        root = tree.fromstring(sheet("ar"))
        texts = list(root.iter(SVG + "text"))
        arabic = [text for text in texts if re.search("[\u0600-\u06ff]", text.text)]
        self.assertTrue(arabic)
        for text in arabic:
            self.assertEqual(text.get("direction"), "rtl")
        for text in texts:
            if re.search("[A-Za-z]", text.text):
                self.assertIsNone(text.get("direction"))
        whole = "".join(text.text for text in tree.fromstring(sheet()).iter(SVG + "text"))
        self.assertIn("Judgment", whole)

    def test_names_inside_are_used_and_unique(self):
        root = tree.fromstring(sheet())
        ids = [part.get("id") for part in root.iter() if part.get("id")]
        used = re.findall(r"url\(#([^)]+)\)", sheet().decode())
        self.assertEqual(sorted(ids), sorted(set(ids)))
        self.assertEqual(sorted(used), sorted(ids))

    def test_numbers_are_plain_decimals(self):
        root = tree.fromstring(sheet())
        for part in root.iter():
            for name in ("x", "y", "width", "height", "rx", "stroke-width"):
                if part.get(name):
                    self.assertRegex(part.get(name), r"^-?\d+(\.\d{1,2})?$")


unittest.main()

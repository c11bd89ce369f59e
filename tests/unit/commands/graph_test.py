#!/usr/bin/env python3
"""`offscript graph` through the program: exact counts of ways, circles, traps, what nothing leads
to, and pictures that are well-formed.

    graph_test.py OFFSCRIPT"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

PROGRAM = sys.argv.pop(1)
HOME = tempfile.TemporaryDirectory()
HEAD = 'scenario "t/x" { format = 1, version = 1, title = "T & <T>", start = "a" }\n'


def run(lua, *words):
    path = os.path.join(HOME.name, "call.lua")
    with open(path, "w", encoding="utf-8") as file:
        file.write(lua)
    done = subprocess.run(
        [PROGRAM, "graph", path, *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "OFFSCRIPT_HOME": HOME.name},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def facts(lua):
    status, out, err = run(HEAD + lua, "--format", "json")
    assert status == 0, err
    return json.loads(out)


def scene(name, *targets, more=""):
    options = ", ".join(
        f'option "o{i}" {{ say = "Words {i}.", to = {to}, credit = {1 if i == 0 else 0}, add = {{ anger = -5 }} }}'
        for i, to in enumerate(targets)
    )
    return f'scene "{name}" {{ {more}{options} }}\n'


END = 'ending "z" { title = "Z" }\nending "y" { title = "Y" }\n'


class Graph(unittest.TestCase):
    def test_ways_are_counted_exactly(self):
        chain = "".join(
            scene(f"a{i}" if i else "a", *[f'"a{i + 1}"' if i < 79 else '"z"'] * 7)
            for i in range(80)
        )
        found = facts(chain + END)
        self.assertEqual(found["paths"], str(7**80))
        self.assertEqual((found["shortest"], found["longest"]), (80, 80))
        self.assertEqual(found["unreachable"], ["y"])
        self.assertEqual((found["scenes"], found["endings"], found["options"]), (80, 2, 560))
        self.assertEqual(found["reachable"], 81)
        self.assertEqual(found["states"]["explored"], 80)
        self.assertEqual(found["states"]["shortest"], 80)
        self.assertTrue(found["states"]["complete"])

    def test_an_option_counts_once_for_each_place(self):
        variants = '{ { when = "anger > 50", "b" }, { when = "anger > 40", "z" }, "b" }'
        found = facts(scene("a", variants, '"z"') + scene("b", '"z"', '"y"') + END)
        self.assertEqual(found["paths"], "4")  # o0 to b (2), o0 to z, o1 to z
        self.assertEqual((found["shortest"], found["longest"]), (1, 2))

    def test_circles_have_no_number(self):
        found = facts(scene("a", '"b"', '"z"') + scene("b", '"a"', '"z"') + END)
        self.assertTrue(found["cyclic"])
        self.assertIsNone(found["paths"])
        self.assertIsNone(found["shortest"])
        self.assertIsNone(found["longest"])
        self.assertEqual(found["states"]["shortest"], 1)

    def test_timeouts_lead_on_and_make_no_ways(self):
        timed = 'seconds = 9, timeout = { to = "c" }, '
        found = facts(
            scene("a", '"b"', '"z"')
            + scene("b", '"b2"', '"b2"', more=timed)
            + scene("b2", '"z"', '"z"')
            + scene("c", '"a"', '"y"')
            + END
        )
        self.assertFalse(found["cyclic"])
        self.assertEqual(found["paths"], "5")
        self.assertEqual(found["unreachable"], [])

    def test_traps(self):
        found = facts(
            scene("a", '"t"', '"z"')
            + scene("t", '"u"', '"u"')
            + scene("u", '"t"', '"t"')
            + scene("lost", '"t"', '"z"')
            + END
        )
        self.assertEqual(found["trapped"], ["t", "u"])
        self.assertEqual(found["unreachable"], ["lost", "y"])
        self.assertEqual(found["dead_ends"], [])

    def test_text_and_pictures(self):
        lua = HEAD + scene("a", '"b"', '"z"') + scene("b", '"z"', '"y"') + END
        status, out, _ = run(lua)
        self.assertEqual(status, 0)
        self.assertIn("Ways: 3, whatever the conditions; the shortest has 1 decision, the longest 2.", out)
        status, out, _ = run(lua, "--format", "svg")
        self.assertEqual(status, 0)
        root = xml.etree.ElementTree.fromstring(out)
        texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
        self.assertIn("credit 1.00, anger -5", texts)
        edges = [n for n in root.iter("{http://www.w3.org/2000/svg}path") if "edge" in n.get("class", "")]
        self.assertEqual(len(edges), 4)
        status, out, _ = run(lua, "--format", "dot")
        self.assertEqual(status, 0)
        self.assertEqual(out.count(" -> "), 4)
        self.assertIn('"a" -> "b" [label="Words 0. · credit 1.00, anger -5"];', out)

    def test_wrong_words(self):
        self.assertEqual(run(HEAD + scene("a", '"z"', '"z"') + END, "--format", "png")[0], 2)
        self.assertEqual(run(HEAD + scene("a", '"nowhere"', '"z"') + END)[0], 1)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])

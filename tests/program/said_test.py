#!/usr/bin/env python3
"""What is said of numbers: which are provisional, what a panel with ties comes to, what no call
reached, and how far a collected panel agrees.

    said_test.py OFFSCRIPT"""

import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
MARK = "Provisional: a practice key, not a measured one."

HEAD = """scenario "test/said" {
  format = 1, version = 1, title = "Said", summary = "What is said.", industry = "test",
  channel = "voice", locale = "en", start = "ask",
  agent = { role = "Agent", limit = 50, brief = "Decide." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 50, trust = 50 },
}
"""
ENDING = """
ending "end" {
  title = "End", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 10 },
}
"""
EXPERTS = "".join(f'expert "e{i}" "Expert, {i + 4} years"\n' for i in range(5))


def scene(panel):
    rows = "".join(
        f'    e{i} = {{ "{ratings}", "Because of {i}." }},\n' for i, ratings in enumerate(panel))
    return f"""
scene "ask" {{
  customer = "Please help.",
  panel = {{
    options = "pay wait pass",
{rows}  }},
  option "pay" {{ say = "I pay it now.", to = "end", stance = "act" }},
  option "wait" {{ say = "I look at it tomorrow.", to = "end", stance = "refuse" }},
  option "pass" {{ act = "Pass it up.", to = "end", stance = "escalate" }},
}}
"""


class Said(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = self.folder.name
        self.logs = os.path.join(self.home, "logs")
        self.addCleanup(self.folder.cleanup)

    def run_program(self, *words, told=None, status=0):
        done = subprocess.run(
            [OFFSCRIPT, *words], input=told, capture_output=True, encoding="utf-8",
            env={**os.environ, "OFFSCRIPT_HOME": self.home})
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def write(self, text, name="said.lua"):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def play(self, path):
        return self.run_program(
            "play", path, "--plain", "--clock", "script", "--seed", "7", "--agent", "ines",
            "--logs", self.logs, told="pay\nconfidence 80\n")

    def record(self, kind):
        with open(glob.glob(self.logs + "/*.jsonl")[0], encoding="utf-8") as file:
            return next(r for r in map(json.loads, file) if r["type"] == kind)

    def test_two_best(self):
        """Five experts who rate two options alike name both best: neither is a minority."""
        told = self.play(self.write(HEAD + EXPERTS + scene(["7 7 1"] * 5) + ENDING))
        self.assertIn("Named best by 5 of 5: I pay it now.", told)
        self.assertIn("Named best by 5 of 5: I look at it tomorrow.", told)
        self.assertNotIn("minority", told)
        self.assertIn("Best (provisional).", told)
        self.assertIn(MARK, told)

    def test_a_minority(self):
        told = self.play(self.write(HEAD + EXPERTS + scene(["7 5 1"] * 3 + ["5 7 1"] * 2) + ENDING))
        self.assertIn("Named best by 3 of 5: I pay it now.", told)
        self.assertIn("A minority view, 2 of 5: I look at it tomorrow.", told)

    def test_nothing_acceptable(self):
        """Nobody's option is acceptable: S 15, 15, 5 of m 5, D 15."""
        path = self.write(HEAD + EXPERTS + scene(["3 3 1"] * 5) + ENDING)
        told = self.play(path)
        if self.record("start").get("rules", 1) < 2:
            self.skipTest("calls are written by rules 1, which have no such key")
        self.assertIn("The panel calls none of these acceptable, so nobody is scored", told)
        decision = self.record("decision")
        credit = dict(zip(decision["options"], decision["credits"]))
        self.assertEqual(credit, {"pay": 0.4286, "wait": 0.4286, "pass": 0.1429})
        self.assertEqual(set(decision["option_categories"]), {0})
        self.assertEqual(decision["key"], "ambiguous")
        self.run_program("verify", self.logs)
        score = json.loads(
            self.run_program("score", self.logs, "--keys", "illustrative", "--json"))
        self.assertEqual([row["n"] for row in score["rows"]], [0])

    def test_every_row_of_a_provisional_score_says_so(self):
        self.play(self.write(HEAD + EXPERTS + scene(["7 5 1"] * 5) + ENDING))
        for by in ("agent", "team", "scenario"):
            words = ("score", self.logs, "--by", by, "--keys", "illustrative")
            self.assertIn(MARK, self.run_program(*words))
            self.assertTrue(json.loads(self.run_program(*words, "--json"))["provisional"])
            head, *rows = self.run_program(*words, "--csv").splitlines()
            place = head.split(",").index("provisional") - len(head.split(","))
            for row in rows:
                self.assertEqual(row.split(",")[place], "true", row)
        calibrate = ("calibrate", self.logs, "--keys", "illustrative")
        self.assertIn(MARK, self.run_program(*calibrate))

    def test_simulate(self):
        path = self.write(HEAD + EXPERTS + scene(["7 5 1"] * 5) + ENDING)
        self.assertIn(MARK, self.run_program("simulate", path, "--runs", "10"))
        told = json.loads(self.run_program("simulate", path, "--runs", "10", "--json"))
        self.assertTrue(told["provisional"])
        self.assertEqual(
            set(told["coverage"]), {"scenes", "options", "variants", "nudges", "timeouts"})

    def test_a_collected_panel(self):
        """Ten experts of one mind: the decision may be scored; check shows the figures."""
        path = self.write(HEAD + EXPERTS + scene(["7 5 1"] * 5) + ENDING)
        self.play(path)
        node = self.record("decision")["node"]
        experts = [{"id": f"x{i}", "who": f"Expert {i}"} for i in range(10)]
        ratings = [
            {"node": node, "expert": f"x{i}", "at": "2026-11-01T10:00:00.000Z",
             "rate": {"pay": 7 - i % 2, "wait": 4, "pass": 1 + i % 2}, "best": "pay"}
            for i in range(10)]
        with open(path.replace(".lua", ".panel.json"), "w", encoding="utf-8") as file:
            json.dump({"v": 1, "scenario": "test/said", "experts": experts, "ratings": ratings,
                       "keys": []}, file)
        told = self.run_program("check", path)
        self.assertIn(
            'the panel of scene "ask": 10 experts, mean deviation at the best option 0.50 '
            "(at most 1.20), order of the options W 1.00 (at least 0.50), the same best options "
            "in resampled panels 1.00 (at least 0.80): operational", told)
        self.assertIn("Krippendorff's alpha 0.9", told)


if __name__ == "__main__":
    unittest.main(verbosity=2)

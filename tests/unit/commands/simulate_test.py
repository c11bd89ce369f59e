#!/usr/bin/env python3
"""`offscript simulate` through the program: what a habit earns and what feeds it, what is never heard
and why, calls as dialogue, and the counts of one player.

    simulate_test.py OFFSCRIPT"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
HOME = tempfile.TemporaryDirectory()
CALL = """scenario "t/call" { format = 1, version = 1, title = "A call", start = "fee",
  mood = { anger = 50, trust = 50 }, vars = { v = 0 } }
scene "fee" {
  customer = { { when = "anger > 60", "Loud words." }, { when = "v == 1", "Lost words." }, "Hello." },
  lines = { { when = "v == 2", "Further lost words." } },
  option "waive" { say = "I take the whole fee off for you today, and you have it in writing by noon.",
    to = "next", credit = 1 },
  option "keep" { say = "The fee stands.", to = "next", credit = 0 },
  option "half" { say = "I can take half.", to = "next", credit = 0.1 },
}
scene "next" {
  customer = "And now?",
  option "look" { say = "Let me look at it.", to = "done", credit = 1 },
  option "wait" { say = "You must wait now.", to = "done", credit = 0 },
}
ending "done" { title = "Done", later = { { when = "took.fee.keep == 1", "She left." } } }
ending "away" { title = "Nobody comes here" }
"""


def run(*words):
    path = os.path.join(HOME.name, "call.lua")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CALL)
    done = subprocess.run(
        [PROGRAM, "simulate", *[path if word == "CALL" else word for word in words]],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "OFFSCRIPT_HOME": HOME.name},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Simulate(unittest.TestCase):
    def test_what_a_habit_earns(self):
        out = run("CALL", "--runs", "400")
        self.assertIn("13 players, 400 calls each at calm, standard, storm", out)
        self.assertIn("Provisional", out)
        self.assertIn("Who knows the key earns 1.00", out)
        line = next(text for text in out.splitlines() if text.startswith("Always the longest"))
        self.assertRegex(line, r"^Always the longest answer earns \.[5-9]\d; dice earn \.[34]\d\. It is fed by 'fee'")
        self.assertTrue(line.endswith("Shorten 'waive' in 'fee'."), line)

    def test_what_is_never_heard(self):
        out = run("CALL", "--runs", "50")
        self.assertIn('fee, variant 1 (only at storm): "Loud words."', out)
        self.assertIn('fee, variant 2 (no way through the call comes to it): "Lost words."', out)
        self.assertIn('fee, further line 1 (no player comes to it): "Further lost words."', out)
        self.assertIn('away, ending (no way through the call comes to it): "Nobody comes here"', out)
        self.assertNotIn("She left.", out)
        self.assertIn("  fee: keep, half\n  next: wait\n", out)
        self.assertNotIn("\\u{a}", out)

    def test_one_level(self):
        out = run("CALL", "--runs", "50", "--level", "storm")
        self.assertIn("calls each at storm (", out)
        self.assertNotIn("Loud words", out)
        self.assertIn('fee, variant 3 (only at calm and standard): "Hello."', out)

    def test_calls_are_dialogue(self):
        out = run("CALL", "--calls", "2", "--player", "worst")
        self.assertEqual(out.count("You: The fee stands.\n    (fee.keep, credit 0.00)\n"), 2)
        self.assertEqual(out.count("The customer: Hello.\n"), 2)
        self.assertEqual(out.count("[Done]\nLater: She left.\n"), 2)

    def test_one_player_is_counted(self):
        found = json.loads(run("CALL", "--player", "best", "--json", "--runs", "10"))
        self.assertEqual(list(found)[:5], ["scenario", "player", "runs", "seed", "provisional"])
        self.assertEqual(found["mean_credit"], 1)
        self.assertEqual(found["endings"], {"done": 10, "away": 0})
        self.assertEqual(found["coverage"]["variants"]["never"], ["fee#1", "fee#2"])

    def test_several_scenarios(self):
        out = run("CALL", "CALL", "--runs", "5")
        self.assertEqual(out.count("What habits earn"), 2)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])

#!/usr/bin/env python3
"""Two implementations of the documents must agree: outside_test.py OFFSCRIPT [CALLS].

Plays random scripted calls of every shipped scenario and of random ones, resumes some, and has verify_log.py check
every byte of their logs. Then it spoils a log and expects to be told."""
import glob
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import make_scenario
import verify_log

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
CALLS = int(sys.argv.pop(1)) if len(sys.argv) > 1 else 60
SOURCE = os.environ.get("OFFSCRIPT_SOURCE", os.getcwd())
TEXTS = ["because", 'x "quoted" \\ back', "emoji 😀 e\u0301", "عربي", "tab\tinside", "esc \x1b[31m",
         "\u202eover", "a" * 281]
WAITS = ["0.001", "0.8", "1", "2.5", "0.799", "3.25", "7", "10", "20", "45.5", "100"]
ODD = ["bogus", "", "confidence 101", "wait -1", "wait 1.2345", "7 8", "open nowhere", "99", "0"]


def lines_of_a_call(r, text, mode):
    cards, facts = re.findall(r'^card "(\w+)"', text, re.M), []
    for line in re.split(r'^(?=card ")', text, flags=re.M)[1:]:
        closed = re.findall(r'closed = "(\w+)"', line.split("\nscene ")[0])
        facts += ["%s.%s" % (line.split('"')[1], fact) for fact in closed]
    unsure = "confidence 0" if mode == "assessment" else "confidence none"
    for _ in range(r.randint(5, 100)):
        yield r.choice([str(r.randint(1, 6)), str(r.randint(1, 6)), "e", unsure, "Confidence 50",
                        "confidence %d" % r.choice([0, 1, 33, 60, 100]), "open " + r.choice(cards),
                        "open " + r.choice(cards), "close", "ask " + r.choice(facts or ["none.none"]),
                        "wait " + r.choice(WAITS), "wait " + r.choice(WAITS), "why " + r.choice(TEXTS),
                        "say " + r.choice(TEXTS), r.choice(ODD), r.choice(["pause", "go", "go", "look", "cut"])])


class Outside(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.logs = self.folder.name + "/logs"
        self.known = {}

    def tearDown(self):
        self.folder.cleanup()

    def play(self, words, lines):
        done = subprocess.run([OFFSCRIPT, "play", "--plain", "--clock", "script", "--logs", self.logs, *words],
                              input="".join(l + "\n" for l in lines).encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE,
                              env={**os.environ, "OFFSCRIPT_HOME": self.folder.name})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotRegex((done.stdout + done.stderr).decode(), "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
        return done.stdout + done.stderr

    def play_one(self, seed, path):
        r = random.Random(seed)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        mode = r.choice(["practice", "assessment", "preview"])
        words = ["--mode", mode, "--level", r.choice(["calm", "standard", "storm"]),
                 "--timing", r.choice(["normal", "extended", "double", "untimed"]),
                 "--pace", r.choice(["0", "50", "100", "137", "200"]), "--seed", "%x" % r.getrandbits(64), "--agent", r.choice(["ann", "bo b", "ç"])]
        before = set(glob.glob(self.logs + "/*.jsonl"))
        said = self.play([*words, path], lines_of_a_call(r, text, mode))
        log, = set(glob.glob(self.logs + "/*.jsonl")) - before
        while b"unfinished" in said and r.random() < .6:
            said = self.play(["--resume", os.path.basename(log)[:-6]], lines_of_a_call(r, text, mode))
        return log

    def check(self, log):
        return verify_log.verify(log, scenarios=self.known)

    def test_shipped_scenarios(self):
        for seed in range(CALLS):
            paths = sorted(glob.glob(SOURCE + "/scenarios/*/*.lua"))
            with self.subTest(seed=seed):
                self.check(self.play_one(seed, paths[seed % len(paths)]))

    def test_logs_of_rules_1(self):
        checked = 0
        for log in sorted(glob.glob(SOURCE + "/tests/data/rules1/*.jsonl")):
            with open(log, encoding="utf-8") as file:
                text = file.read()
            # A moment tried again needs the earlier log; whole numbers written 3.0 are beyond this reader.
            if '"retry_of":null' in text and text.endswith("\n") and "full-call" not in text:
                with self.subTest(log=log):
                    self.check(log)
                checked += 1
        self.assertGreaterEqual(checked, 11)

    def test_made_scenarios(self):
        for seed in range(CALLS):
            for name, text in make_scenario.make(seed).items():
                path = "%s/%d/%s" % (self.folder.name, seed, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as out:
                    out.write(text)
            with self.subTest(seed=seed):
                self.check(self.play_one(seed, path))

    def test_what_is_spoiled_is_found(self):
        path = SOURCE + "/scenarios/warmup/first_steps.lua"
        self.play(["--seed", "1", "--agent", "a", path],
                  ["open parcel", "wait 2", "close", "confidence 50", "1", "wait 1", "confidence 20", "2", "wait 300"])
        log, = glob.glob(self.logs + "/*.jsonl")
        records, call = self.check(log)
        self.assertTrue(call.over)
        free = {"at", "agent", "team", "app", "exposure", "confidence", "changes", "own_words", "why", "chosen_by",
                "assignment", "level", "mode", "session", "timing", "seed", "retry_of", "selected", "chosen_t", "t", "agent_name",
                "team_name", "utc_offset_min"}
        spoiled = 0
        for n, record in enumerate(records):
            for key in set(record) - free - {"prev"}:
                self.write(log, records, n, {**record, key: 7 if record[key] != 7 else 8})
                with self.subTest(line=n + 1, key=key), self.assertRaises(verify_log.Wrong):
                    self.check(log)
                spoiled += 1
        self.assertGreater(spoiled, 100)
        self.write(log, records, 0, records[0])
        self.check(log)

    @staticmethod
    def write(log, records, at, instead):
        """The log with one record changed and its chain made good."""
        prev = None
        with open(log, "w", encoding="utf-8") as out:
            for n, record in enumerate(records):
                line = verify_log.write({**(instead if n == at else record), "prev": prev})
                prev = hashlib.sha256(line.encode()).hexdigest()
                out.write(line + "\n")


if __name__ == "__main__":
    if not shutil.which("lua5.4"):
        print("lua5.4 is not installed")
        sys.exit(77)  # meson: skipped
    unittest.main()

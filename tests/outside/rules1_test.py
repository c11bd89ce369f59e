#!/usr/bin/env python3
"""Old logs hold for ever: rules1_test.py OFFSCRIPT.

The logs in tests/data/rules1 were written by the first release. The program must verify them, replay them to the state
that release came to, and go on with them so that every byte is the one that release wrote."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
SOURCE = os.environ.get("OFFSCRIPT_SOURCE", os.getcwd())
CORPUS = SOURCE + "/tests/data/rules1"
# What only the clock on the wall knows, and the chain over it.
FREE = re.compile(r'"at":"[^"]*"|"gap_s":\d+|"prev":"[0-9a-f]{64}"')


def read_lines(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read().split("\n")[:-1]


class Rules1(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.logs = self.folder.name + "/logs"
        shutil.copytree(CORPUS, self.logs)
        with open(CORPUS + "/calls.json", encoding="utf-8") as file:
            self.calls = json.load(file)

    def tearDown(self):
        self.folder.cleanup()

    def run_words(self, *words, lines=()):
        return subprocess.run([OFFSCRIPT, *words], input="".join(x + "\n" for x in lines), encoding="utf-8", check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "OFFSCRIPT_HOME": self.folder.name})

    def log(self, call):
        return "%s/%s.jsonl" % (self.logs, call["session"])

    def resume(self, call, lines):
        done = self.run_words("play", "--plain", "--clock", "script", "--logs", self.logs, "--resume", call["session"],
                              lines=lines)
        self.assertEqual(done.returncode, 0, call["what"] + ": " + done.stderr)
        return done

    def assert_same_lines(self, call, found, expected):
        for n, (a, b) in enumerate(zip(found, expected), 1):
            self.assertEqual(FREE.sub("", a), FREE.sub("", b), "%s, line %d" % (call["what"], n))
        self.assertEqual(len(found), len(expected), call["what"])

    def test_every_log_is_told_of(self):
        logs = {os.path.basename(path)[:-6] for path in glob.glob(CORPUS + "/*.jsonl")}
        self.assertEqual(logs, {call["session"] for call in self.calls})
        self.assertGreaterEqual(len(logs), 16)

    def test_verify(self):
        done = self.run_words("verify", "--json", self.logs)
        said = {r["session"]: r for r in map(json.loads, done.stdout.splitlines())}
        for call in self.calls:
            with self.subTest(call["what"]):
                result = said[call["session"]]
                status = "torn" if call["is_torn"] else {"ended": "complete"}.get(call["status"], call["status"])
                self.assertEqual((result["status"], result["last_hash"]), (status, call["last_hash"]), result["why"])
        self.assertIn("15 verified, 1 not", done.stderr)

    def test_replay(self):
        for call in self.calls:
            with self.subTest(call["what"]):
                done = self.run_words("replay", "--json", self.log(call))
                result = json.loads(done.stdout)
                for key in ("status", "records", "last_hash", "state"):
                    self.assertEqual(result[key], call[key], (key, done.stderr))

    def test_resume_as_it_was_resumed_then(self):
        """The log is cut before each `resume` that the first release wrote, and what was typed then is typed again."""
        resumed = 0
        for call in self.calls:
            whole = read_lines(self.log(call))
            cuts = [n for n, line in enumerate(whole) if '"type":"resume"' in line]
            cuts = [n - 1 if '"type":"card_closed"' in whole[n - 1] else n for n in cuts]
            for n, (cut, lines) in enumerate(zip(cuts, (call["lines"] or [])[1:])):
                self.write(call, whole[:cut])
                self.resume(call, lines)
                end = cuts[n + 1] if n + 1 < len(cuts) else len(whole)
                found = read_lines(self.log(call))
                self.assertEqual(found[:cut], whole[:cut])
                self.assert_same_lines(call, found, whole[:end])
                resumed += 1
        self.assertGreaterEqual(resumed, 4)

    def write(self, call, lines):
        with open(self.log(call), "w", encoding="utf-8", newline="") as out:
            out.write("".join(line + "\n" for line in lines))

    def test_resume_from_every_line(self):
        """Wherever the first release was stopped: what a step had not written yet is written as it would have been."""
        for call in self.calls:
            whole = read_lines(self.log(call))
            for cut in range(1, len(whole)):
                if '"retry_of":{' in whole[0] and cut == 1:
                    continue  # a moment's first two lines are written together
                self.write(call, whole[:cut])
                self.resume(call, [])
                found = read_lines(self.log(call))
                self.assertEqual(found[:cut], whole[:cut])
                added = [line for line in found[cut:] if '"type":"resume"' not in line]
                for line in added:
                    self.assertNotIn('"rules"', line)
                    self.assertNotIn('"withheld"', line)
            done = self.run_words("verify", self.log(call))
            self.assertEqual(done.returncode, 0, call["what"] + ": " + done.stderr)

    def test_a_half_written_line_is_set_aside(self):
        call = next(call for call in self.calls if call["is_torn"])
        before = read_lines(self.log(call))
        self.resume(call, ["confidence 20", "1", "confidence 30", "1"])
        self.assertTrue(os.path.exists(self.log(call)[:-6] + ".torn"))
        self.assertEqual(read_lines(self.log(call))[:len(before)], before)
        done = self.run_words("verify", self.log(call))
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()

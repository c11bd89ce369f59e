#!/usr/bin/env python3
"""check, play, simulate and doctor as a trainer meets them: check_test.py OFFSCRIPT."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
SOURCE = os.environ.get("OFFSCRIPT_SOURCE", os.getcwd())
BAD = os.path.join(SOURCE, "tests/content/bad")
STUCK = ["e119_condition.lua", "e119_later.lua", "e119_nudge.lua", "e119_once.lua",
         "e121_opened.lua", "e121_ten.lua"]
KEYS = {"file", "line", "column", "severity", "code", "message", "fix", "way"}

CALL = """scenario "%s" { format = 1, version = 1, title = "T", start = "a" }
scene "a" { option "x" { say = "Yes.", to = "b", credit = 1 },
  option "y" { say = "No.", to = "b", credit = 0 } }
scene "b" { option "x" { say = "One.", to = "c", credit = 1 },
  option "y" { say = "Two.", to = "c", credit = 0 } }
scene "c" { option "x" { say = "Now.", to = "done", credit = 1 },
  option "z" { say = "Later.", to = "done", credit = 0 } }
ending "done" { title = "E", lesson = "L" }
"""


class Check(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = os.path.join(self.folder.name, "home")

    def tearDown(self):
        self.folder.cleanup()

    def put(self, name, text):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def run_words(self, *words, given=""):
        environment = {**os.environ, "OFFSCRIPT_HOME": self.home}
        return subprocess.run([OFFSCRIPT, *words], input=given, encoding="utf-8", check=False,
                              env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def lines(self, *words):
        done = self.run_words("check", "--json", *words)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        for line in lines:
            self.assertEqual(set(line), KEYS)
        return done.returncode, lines

    def test_stuck_calls_are_refused_by_every_command(self):
        for name in STUCK:
            path, code = os.path.join(BAD, name), name[:4].upper()
            for words in (["check", path], ["play", path, "--plain"], ["play", path],
                          ["simulate", path, "--runs", "3"]):
                done = self.run_words(*words)
                self.assertEqual(done.returncode, 1, (words, done))
                self.assertIn(f"error {code}", done.stdout + done.stderr, words)

    def test_findings_carry_the_way(self):
        status, lines = self.lines(os.path.join(BAD, "e119_later.lua"))
        self.assertEqual(status, 1)
        self.assertEqual([line["code"] for line in lines], ["E119"])
        self.assertTrue(lines[0]["way"])
        self.assertTrue(lines[0]["fix"])

    def test_every_file_of_a_folder_is_named(self):
        self.put("calls/a.lua", CALL % "t/a")
        self.put("calls/part.lua", "expert 'x' 'X'")
        self.put("calls/uses.lua", "include 'part.lua'\n" + CALL % "t/u")
        self.put("calls/empty.lua", "")
        self.put("calls/notes.md", "notes")
        os.mkfifo(os.path.join(self.folder.name, "calls/pipe.lua"))
        os.symlink(".", os.path.join(self.folder.name, "calls/loop"))
        folder = os.path.join(self.folder.name, "calls")
        status, lines = self.lines(folder)
        self.assertEqual(status, 0)
        said = {os.path.basename(line["file"]): line["message"] for line in lines}
        self.assertEqual(said, {
            "a.lua": "checked", "uses.lua": "checked",
            "part.lua": "not checked: is a part that uses.lua includes",
            "empty.lua": "not checked: is empty", "notes.md": "not checked: is no Lua file",
            "pipe.lua": "not checked: is a pipe, not a regular file",
            "loop": "not checked: is a link; links are not followed"})
        done = self.run_words("check", folder)
        self.assertIn("2 scenarios, 0 errors, 0 warnings; 5 files not checked", done.stderr)
        for name in ("part.lua", "empty.lua", "notes.md", "pipe.lua", "loop"):
            self.assertIn(f"{name}: not checked: ", done.stderr)

    def test_what_cannot_be_read_is_status_3(self):
        path = self.put("calls/a.lua", CALL % "t/a")
        os.chmod(path, 0)
        if os.access(path, os.R_OK):
            self.skipTest("this user may read everything")
        done = self.run_words("check", os.path.dirname(path))
        self.assertEqual(done.returncode, 3)
        self.assertIn("0 scenarios, 0 errors", done.stderr)
        self.assertIn("Permission denied", done.stderr)

    def test_files_without_a_last_newline(self):
        for text in ("", "x", "\n", "-- c", "scenario", "--[["):
            path = self.put("one.lua", text)
            self.assertEqual(self.run_words("check", path).returncode, 1, repr(text))
        path = self.put("whole.lua", (CALL % "t/w").rstrip("\n"))
        self.assertEqual(self.run_words("check", path).returncode, 0)
        kept = self.put("kept.txt", "")
        log = self.put("logs/x.jsonl", "")
        self.assertIn(self.run_words("verify", "--against", kept, log).returncode, (1, 3))

    def test_two_files_of_one_id(self):
        one, two = self.put("c/one.lua", CALL % "t/same"), self.put("c/two.lua", CALL % "t/same")
        status, lines = self.lines(os.path.dirname(one))
        self.assertEqual(status, 1)
        found = [(line["file"], line["line"], line["code"]) for line in lines if line["code"]]
        self.assertEqual(found, [(one, 1, "E123"), (two, 1, "E123")])
        self.assertIn(two, lines[0]["message"])
        self.assertEqual(self.lines(one, one)[0], 0)

    def test_an_own_file_with_a_shipped_id(self):
        own = self.put("home/scenarios/mine.lua", CALL % "warmup/first_steps")
        status, lines = self.lines(own)
        self.assertEqual((status, [line["code"] for line in lines]), (1, ["E123"]))
        self.assertIn("first_steps.lua", lines[0]["message"])
        played = self.run_words("play", "--plain", "warmup/first_steps", given="quit\n")
        self.assertEqual(played.returncode, 0)
        self.assertIn(own, played.stderr)
        self.assertIn("the one that ships is played", played.stderr)
        doctor = self.run_words("doctor")
        self.assertIn(f"{own} has the id 'warmup/first_steps'", doctor.stdout, doctor)
        other = self.put("elsewhere/mine.lua", CALL % "warmup/first_steps")
        self.assertEqual(self.lines(other)[0], 0)

    def test_two_own_files_of_one_id_are_not_played(self):
        self.put("home/scenarios/one.lua", CALL % "t/same")
        self.put("home/scenarios/two.lua", CALL % "t/same")
        played = self.run_words("play", "--plain", "t/same", given="quit\n")
        self.assertEqual(played.returncode, 1)
        for name in ("one.lua", "two.lua"):
            self.assertIn(name, played.stderr)

    def test_a_broken_own_file_is_named_by_doctor(self):
        self.put("home/scenarios/broken.lua", CALL.replace('to = "done"', 'to = "don"') % "t/b")
        doctor = self.run_words("doctor")
        self.assertRegex(doctor.stdout, r"call +limited .*broken\.lua")
        self.assertIn("E106", doctor.stdout)

    def test_ratings_of_a_changed_decision_wait(self):
        path = self.put("c/one.lua", CALL % "t/one")
        rating = {"node": "0123456789abcdef", "at": "2026-11-22T05:24:10.123Z",
                  "rate": {"x": 7, "y": 1}}
        panel = {"v": 1, "scenario": "t/one",
                 "experts": [{"id": f"e{i}", "who": "Lead"} for i in range(5)],
                 "ratings": [{**rating, "expert": f"e{i}"} for i in range(5)],
                 "nodes": [{"node": rating["node"], "scene": "a",
                            "texts": {"x": "Yess.", "y": "No."}}]}
        self.put("c/one.panel.json", "\ufeff" + json.dumps(panel))
        status, lines = self.lines(path)
        self.assertEqual((status, [line["code"] for line in lines]), (0, ["W230"]))
        self.assertEqual((lines[0]["file"], lines[0]["line"]), (path, 2))
        self.assertIn("5 ratings wait", lines[0]["message"])
        self.assertIn('x was "Yess." and is "Yes."', lines[0]["message"])
        self.assertNotIn("--keep", json.dumps(lines))
        self.assertEqual(self.run_words("check", "--strict", path).returncode, 1)
        logs = os.path.join(self.folder.name, "logs")
        played = self.run_words("play", path, "--plain", "--logs", logs, given="x\nconfidence 50\n" * 3)
        self.assertEqual(played.returncode, 0, played.stderr)
        log = [name for name in os.listdir(logs) if name.endswith(".jsonl")][0]
        with open(os.path.join(logs, log), encoding="utf-8") as text:
            decision = [json.loads(line) for line in text if '"type":"decision"' in line][0]
        self.assertEqual(decision["key"], "none")
        verified = self.run_words("verify", logs)
        self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_what_no_font_has_is_named(self):
        self.put("home/scenarios/face.lua", CALL.replace("Yes.", "Yes \U0001f600.") % "t/face")
        path = os.path.join(self.home, "scenarios/face.lua")
        _, lines = self.lines(path)
        self.assertIn(("W219", 2), [(line["code"], line["line"]) for line in lines])
        self.assertRegex(self.run_words("doctor").stdout, r"glyphs +limited .*face\.lua:2: .*U\+1F600")
        os.remove(path)
        self.assertRegex(self.run_words("doctor").stdout, r"glyphs +fine")

    def test_warnings_fail_only_when_asked(self):
        path = os.path.join(SOURCE, "tests/content/warn/w214_short.lua")
        status, lines = self.lines(path)
        self.assertEqual((status, lines[0]["code"], lines[0]["way"]), (0, "W214", ["a.bye"]))
        self.assertEqual(self.run_words("check", "--strict", path).returncode, 1)
        path = os.path.join(SOURCE, "tests/content/warn/explained.lua")
        done = self.run_words("check", "--strict", path)
        self.assertEqual(done.returncode, 0)
        self.assertIn("W214 is explained: hanging up ends it", done.stderr)
        self.assertIn("0 warnings, 2 explained", done.stderr)

    def test_hostile_scenarios_are_bounded(self):
        folder = os.path.join(SOURCE, "../shared/cases/hostile/sandbox")
        for name in ("big_effects.lua", "cond64.lua"):
            path = os.path.join(folder, name)
            if not os.path.exists(path):
                self.skipTest("the hostile files are not beside the source")
            done = self.run_words("check", path)
            self.assertEqual(done.returncode, 0)
            self.assertIn("not complete", done.stderr)


if __name__ == "__main__":
    unittest.main()

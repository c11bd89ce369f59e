#!/usr/bin/env python3
"""Who is who, through the program: people_test.py OFFSCRIPT.

A first and a second day in plain mode, an id that stays while the name changes, a home of the first release that a newer
program takes over, and one person typed in five ways."""
import glob
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
SOURCE = os.environ.get("OFFSCRIPT_SOURCE", os.getcwd())
WARM_UP = SOURCE + "/scenarios/warmup/first_steps.lua"
ARABIC = """
scenario "test/arabic" {
  format = 1, version = 1, title = "فاتورة", summary = "مكالمة.", industry = "test", channel = "voice", locale = "ar",
  start = "one", agent = { role = "موظف", limit = 50, brief = "كن لطيفًا." },
  customer = { name = "ليلى", about = "زبونة." }, mood = { anger = 50, trust = 50 },
}
card "account" { title = "الحساب", text = "قديم." }
scene "one" {
  customer = "مرحبًا يا {agent.name}.",
  option "first" { say = "صباح الخير.", to = "done", credit = 1 },
  option "other" { say = "نعم؟", to = "done", credit = 0 },
}
ending "done" { title = "انتهت", lesson = "لا شيء.", outcome = { resolved = true, csat = 5, cost = 0 } }
"""
TIMED = ARABIC.replace('customer = "مرحبًا', 'seconds = 600, timeout = { to = "done" }, customer = "مرحبًا')


class People(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = self.folder.name + "/home"
        self.logs = self.home + "/logs"

    def tearDown(self):
        self.folder.cleanup()

    def run_words(self, *words, lines=(), user="kim", status=0):
        done = subprocess.run([OFFSCRIPT, *words], input="".join(x + "\n" for x in lines), encoding="utf-8", check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, "OFFSCRIPT_HOME": self.home, "USER": user})
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def play(self, path, lines, *words, **more):
        return self.run_words("play", "--plain", "--clock", "script", path, *words, lines=lines, **more)

    def write(self, name, text):
        path = "%s/%s" % (self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def settings(self, **more):
        path = self.home + "/settings.json"
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
        if more:
            with open(path, "w", encoding="utf-8") as out:
                json.dump({**settings, **more}, out)
        return {**settings, **more}

    def starts(self):
        starts = []
        for log in sorted(glob.glob(self.logs + "/*.jsonl")):
            with open(log, encoding="utf-8") as file:
                starts.append(json.loads(file.readline()))
        return starts

    def aliases(self):
        found = set()
        for journal in glob.glob(self.logs + "/journals/*.jsonl"):
            with open(journal, encoding="utf-8") as file:
                found |= {(r["agent"], r["also"]) for r in map(json.loads, file) if r["type"] == "alias"}
        return found

    def test_an_id_is_made_once_and_stays(self):
        self.play(WARM_UP, ["confidence 50", "1"], user="kim")
        first = self.settings()["agent"]
        self.assertRegex(first, r"\Aa-[a-z2-7]{8}\Z")
        self.settings(name="Kim Osei", team="Blue")
        arabic = self.write("arabic.lua", ARABIC)
        said = self.play(arabic, ["confidence 50", "1"], user="somebody else").stdout
        self.assertIn("Kim Osei", said)
        self.settings(name="Kim Osei-Brandt")
        self.play(WARM_UP, ["confidence 50", "1"])
        starts = self.starts()
        self.assertEqual({s["agent"] for s in starts}, {first})
        self.assertEqual([s["agent_name"] for s in starts], [None, "Kim Osei", "Kim Osei-Brandt"])
        self.assertEqual([s["team_name"] for s in starts], [None, "Blue", "Blue"])
        self.assertEqual([s["exposure"] for s in starts], [1, 1, 2])
        self.assertEqual(self.aliases(), set())
        # the second day: what was left goes on, and what was done is there
        left = starts[2]["session"]
        self.run_words("play", "--plain", "--clock", "script", "--resume", left, lines=["confidence 20", "1"])
        rows = json.loads(self.run_words("score", "--json", self.logs).stdout)["rows"]
        self.assertLessEqual(len(rows), 1)
        self.run_words("verify", self.logs)

    def test_a_home_of_the_first_release_is_taken_over(self):
        os.makedirs(self.logs)
        corpus = SOURCE + "/tests/data/rules1"
        for path in glob.glob(corpus + "/*.jsonl") + glob.glob(corpus + "/scenarios/*.json"):
            target = self.logs + path[len(corpus):]
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(path, "rb") as source, open(target, "wb") as out:
                out.write(source.read())
        self.write("home/settings.json", '{"name":"Bo Bengtsson","team":"","welcomed":true}')
        said = self.play(WARM_UP, ["confidence 50", "1"], "--seed", "1", user="ann")
        agent = self.settings()["agent"]
        self.assertEqual(self.aliases(), {(agent, "Bo Bengtsson"), (agent, "ann")})
        start = next(s for s in self.starts() if s["agent"] == agent)
        self.assertEqual(start["agent_name"], "Bo Bengtsson")
        self.assertGreaterEqual(start["exposure"], 4)  # as ann, three times and more
        self.assertNotIn("Traceback", said.stderr)
        self.play(WARM_UP, ["confidence 50", "1"], user="ann")
        self.assertEqual(len(self.aliases()), 2)  # once
        rows = json.loads(self.run_words("score", "--json", "--keys", "illustrative", self.logs).stdout)["rows"]
        ids = [row["id"] for row in rows]
        self.assertNotIn("ann", ids)
        self.assertNotIn(agent, ids)
        self.assertIn("Bo Bengtsson", ids)  # the smallest id names the group
        self.run_words("verify", self.logs, status=1)  # one of them is torn

    def test_one_person_in_five_spellings(self):
        for spelling in ("Jos\u00e9", "Jose\u0301", " Jos\u00e9", "Jos\u00e9 ", "\u00a0Jose\u0301\u00a0"):
            self.play(WARM_UP, ["confidence 50", "1"], "--agent", spelling)
        self.assertEqual({s["agent"] for s in self.starts()}, {"Jos\u00e9"})
        for hidden in ("Jo\u200bse", "\u202eesoJ", "Jo\u2066se", "Jo\tse", "x" * 65):
            done = self.play(WARM_UP, [], "--agent", hidden, status=2)
            self.assertRegex(done.stderr, "the agent's id (holds a character that nobody can see|has 65 characters)")
            self.assertNotRegex(done.stderr, "[\u200b\u202e\u2066\t]")
        self.assertEqual(len(self.starts()), 5)
        self.assertFalse(os.path.exists(self.home + "/settings.json"))  # an id was given: none is made

    def test_a_stopped_process_does_not_run_the_clock(self):
        for mode, kind in (("practice", "pause"), ("assessment", "suspended")):
            with self.subTest(mode):
                logs = "%s/%s" % (self.folder.name, mode)
                program = subprocess.Popen(
                    [OFFSCRIPT, "play", "--plain", "--agent", "a", "--mode", mode, "--logs", logs,
                     self.write("timed.lua", TIMED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    encoding="utf-8", env={**os.environ, "OFFSCRIPT_HOME": self.home})
                while "مرحبًا" not in program.stdout.readline():
                    pass
                log, = glob.glob(logs + "/*.jsonl")
                began = time.monotonic()
                while kind not in self.read(log):
                    # Stopped until more than three seconds of its clock are over; once more where that met it at work.
                    before = len(self.read(log))
                    program.send_signal(signal.SIGSTOP)
                    until = time.monotonic() + 3.5
                    os.waitid(os.P_PID, program.pid, os.WSTOPPED)
                    while time.monotonic() < until:
                        signal.sigtimedwait([], max(0, until - time.monotonic()))
                    program.send_signal(signal.SIGCONT)
                    program.stdin.write("open account\nclose\nlook\n")
                    program.stdin.flush()
                    while len(self.read(log)) == before:
                        signal.sigtimedwait([], 0.05)
                program.stdin.close()
                program.stdout.read()
                program.stdout.close()
                self.assertEqual(program.wait(), 0)
                elapsed_ms = (time.monotonic() - began) * 1000
                with open(log, encoding="utf-8") as file:
                    records = [json.loads(line) for line in file]
                stood_ms = sum(r["ms"] for r in records if r["type"] == kind)
                self.assertGreater(stood_ms, 2000)
                self.assertLess(records[-1]["t"], elapsed_ms + 5000 - stood_ms)
                self.run_words("verify", logs)

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return file.read()


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Names and texts that hold newlines and invisible characters go through every command: none of them
puts a line of its own on the terminal.

    forge_test.py OFFSCRIPT"""

import glob
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
FORGED = "::stop-commands::forged"
# A newline, a carriage return, a zero-width space, an override, an escape.
TRICKS = ["\n", "\r", "\u200b", "\u202e", "\x1b[2K", "\u2066"]

CALL = """
scenario "test/forge" {{
  format = 1, version = 1, title = "A call{t}", summary = "Short.{t}", industry = "test",
  channel = "voice", locale = "en", start = "one",
  agent = {{ role = "Agent{t}", limit = 50, brief = "Be kind.{t}" }},
  customer = {{ name = "Dana{t}", about = "Calls.{t}" }}, mood = {{ anger = 50, trust = 50 }},
}}
card "account" {{ title = "Account{t}", facts = {{ {{ "Since{t}", "2017{t}" }} }}, text = "One.{t}" }}
scene "one" {{
  customer = "Hello?{t}", note = "A note.{t}",
  option "first" {{ say = "Good morning.{t}", to = "done", credit = 1 }},
  option "other" {{ act = "Look it up.{t}", to = "done", credit = 0 }},
}}
ending "done" {{ title = "Done{t}", customer = "Bye.{t}", lesson = "None.{t}",
  outcome = {{ resolved = true, retained = true, compliant = true, csat = 5, cost = 0 }} }}
"""


def lua(text):
    return "".join(f"\\u{{{ord(c):x}}}" for c in text)


class Forge(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def run_words(self, *words, given=""):
        done = subprocess.run(
            [OFFSCRIPT, *words], input=given, encoding="utf-8", check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "OFFSCRIPT_HOME": self.home},
        )
        self.check(words, done.stdout)
        return done

    def check(self, words, text):
        self.assertNotIn("Sanitizer", text)
        for line in text.split("\n"):
            self.assertFalse(line.startswith(FORGED), (words, text))
            for c in line:
                hidden = unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
                self.assertFalse(hidden and c != "\t", (words, line))

    def write(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def test_file_names(self):
        for trick in TRICKS:
            name = f"a{trick}{FORGED}"
            with self.subTest(name):
                path = self.write(name + ".lua", "scenario")
                for words in (
                    ("check", path), ("check", "--json", path), ("check", self.home),
                    ("play", path, "--plain"), ("simulate", path), ("check", path + ".no"),
                ):
                    self.run_words(*words)
                log = self.write(name + ".jsonl", '{"v":1}\n')
                for verb in ("verify", "replay", "score", "calibrate"):
                    self.run_words(verb, log)
                    self.run_words(verb, "--json", log)
                os.remove(path)
                os.remove(log)

    def test_json_names_the_file_visibly(self):
        path = self.write(f"a\n{FORGED}.lua", "scenario")
        done = self.run_words("check", "--json", path)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        self.assertTrue(lines)
        for item in lines:
            self.assertIn(f"a\\u{{a}}{FORGED}", item["file"])

    def test_words_of_the_command_line(self):
        for trick in TRICKS:
            forged = f"x{trick}{FORGED}"
            for words in (
                (forged,), (f"--{forged}",), ("play", forged), ("play", f"--{forged}"),
                ("play", "warmup/first_steps", "--plain", "--level", forged),
                ("play", "--resume", forged, "--plain"), ("check", "--explain", forged),
                ("score", "--by", forged), ("doctor", f"--{forged}"),
            ):
                with self.subTest(words):
                    self.run_words(*words)

    def test_texts_of_a_scenario(self):
        for trick in TRICKS:
            with self.subTest(trick):
                path = self.write("call.lua", CALL.format(t=lua(trick + FORGED)))
                self.run_words("check", path)
                self.run_words("simulate", path)
                self.run_words(
                    "play", path, "--plain", "--clock", "script", "--agent", "ines",
                    given="cards\nopen account\nlook\n1\nconfidence 60\n",
                )
                for log in glob.glob(self.home + "/logs/*.jsonl"):
                    self.run_words("replay", "--show", log)
                    self.run_words("verify", log)
                    os.remove(log)

    def test_what_is_typed_in_a_call(self):
        for trick in TRICKS:
            if trick == "\n":
                continue
            forged = f"x{trick}{FORGED}"
            with self.subTest(forged):
                self.run_words(
                    "play", "warmup/first_steps", "--plain", "--clock", "script", "--agent", "ines",
                    given=f"{forged}\nopen {forged}\nconfidence {forged}\nwhy {forged}\n"
                    f"say {forged}\n1\nconfidence 50\nquit\n",
                )

    def test_keys_nobody_knows(self):
        key = lua("title\n" + FORGED)
        path = self.write("key.lua", f'scenario "test/key" {{ ["{key}"] = 1 }}\n')
        self.run_words("check", path)
        done = self.run_words("check", "--json", path)
        self.assertNotIn("\\n", done.stdout)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""A call is played while its log is taken away, and the program is started with its standard streams
closed or full. What the program told must be in a log that verifies, or its status says otherwise.

    taken_away_test.py OFFSCRIPT"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
SCENARIO = "warmup/first_steps"


class Call:
    """A call in plain mode, driven line by line: every answer is waited for by its words."""

    def __init__(self, home, *words):
        self.home = home
        self.told = ""
        self.process = subprocess.Popen(
            [OFFSCRIPT, "play", *(words or (SCENARIO,)), "--plain", "--clock", "script"]
            + ([] if words else ["--seed", "7", "--agent", "ines"]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            env={**os.environ, "OFFSCRIPT_HOME": home},
        )

    def say(self, *lines):
        for line in lines:
            self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for(self, words):
        """Reads on until a line holds these words."""
        while line := self.process.stdout.readline():
            self.told += line
            if words in line:
                return line
        raise AssertionError(f"the program ended without {words!r}:\n{self.told}")

    def decide(self):
        self.say("1", "confidence 60")
        self.wait_for("You: ")

    def end(self):
        rest, _ = self.process.communicate()
        self.told += rest
        return self.process.returncode

    def log(self):
        (path,) = glob.glob(self.home + "/logs/*.jsonl")
        return path


def decisions(path):
    with open(path, encoding="utf-8") as log:
        return sum(json.loads(line)["type"] == "decision" for line in log)


def delete(path):
    os.remove(path)


def cut_to_nothing(path):
    os.truncate(path, 0)


def cut_in_a_line(path):
    os.truncate(path, os.path.getsize(path) - 7)


def replace_by_older_copy(path):
    with open(path, "rb") as log:
        older = log.read().split(b"\n")[0] + b"\n"
    with open(path + ".sync", "wb") as copy:
        copy.write(older)
    os.rename(path + ".sync", path)


def replace_by_something_else(path):
    with open(path + ".sync", "wb") as copy:
        copy.write(b"notes of somebody else\n")
    os.rename(path + ".sync", path)


def write_to_it(path):
    with open(path, "ab") as log:
        log.write(b"notes of somebody else\n")


def move_the_folder(path):
    folder = os.path.dirname(path)
    os.rename(folder, folder + "-moved")


def remove_the_folder(path):
    shutil.rmtree(os.path.dirname(path))


WAYS = {
    delete: "was removed",
    cut_to_nothing: "was cut short",
    cut_in_a_line: "was cut short",
    replace_by_older_copy: "was removed",
    replace_by_something_else: "was removed",
    write_to_it: "was written to",
    move_the_folder: "was moved away",
    remove_the_folder: "was removed",
}


class TakenAway(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def verify(self, path):
        done = subprocess.run(
            [OFFSCRIPT, "verify", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", env={**os.environ, "OFFSCRIPT_HOME": self.home}, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout)

    def restart(self):
        self.tearDown()
        self.setUp()

    def test_it_is_noticed_and_written_anew(self):
        for take_away, words in WAYS.items():
            with self.subTest(take_away.__name__):
                self.restart()
                call = Call(self.home)
                call.decide()
                path = call.log()
                take_away(path)
                call.say("1")
                self.assertIn(words, call.wait_for("This call cannot be saved"))
                call.wait_for("Press Enter")
                call.say("")
                call.wait_for("Saved.")
                call.decide()
                call.say("quit")
                self.assertEqual(call.end(), 0, call.told)
                self.assertEqual(call.log(), path)
                self.assertEqual(decisions(path), 2, call.told)
                self.verify(path)

    def test_nothing_of_somebody_else_is_lost(self):
        call = Call(self.home)
        call.decide()
        replace_by_something_else(call.log())
        call.say("1", "", "1", "confidence 70", "quit")
        self.assertEqual(call.end(), 0, call.told)
        with open(call.log() + ".aside.1", encoding="utf-8") as aside:
            self.assertEqual(aside.read(), "notes of somebody else\n")
        self.verify(self.home + "/logs")

    def test_at_the_last_moment(self):
        """What is taken away after the last answer is written anew as the program ends."""
        for take_away in WAYS:
            with self.subTest(take_away.__name__):
                self.restart()
                call = Call(self.home)
                call.decide()
                path = call.log()
                take_away(path)
                self.assertEqual(call.end(), 0, call.told)
                self.assertEqual(decisions(path), 1)
                self.verify(path)

    def test_what_cannot_be_kept_is_said(self):
        call = Call(self.home)
        call.decide()
        move_the_folder(call.log())
        with open(self.home + "/logs", "w", encoding="utf-8") as in_the_way:
            in_the_way.write("no folder\n")
        call.say("1", "confidence 70", "", "quit")
        self.assertEqual(call.end(), 3, call.told)
        self.assertIn("could not be saved", call.told)

    def test_a_call_that_was_taken_up_again(self):
        call = Call(self.home)
        call.decide()
        self.assertEqual(call.end(), 0)
        path = call.log()
        again = Call(self.home, "--resume", os.path.basename(path)[: -len(".jsonl")])
        again.wait_for("You: ")  # what was said before
        again.decide()
        delete(path)
        again.say("1", "", "1", "confidence 70", "quit")
        self.assertEqual(again.end(), 0, again.told)
        self.assertEqual(decisions(path), 3, again.told)
        self.verify(path)


class Streams(unittest.TestCase):
    """`>&-` and its kin: nothing the program says may land in a log, and what could not be said is no
    success."""

    GIVEN = "1\nconfidence 60\nxyzzy\n1\nconfidence 60\nquit\n"
    PLAY = f"play {SCENARIO} --plain --clock script --seed 7 --agent ines"

    def run_shell(self, words, given=GIVEN):
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                ["sh", "-c", f"exec '{OFFSCRIPT}' {words}"], input=given, encoding="utf-8",
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                env={**os.environ, "OFFSCRIPT_HOME": home},
            )
            logs = glob.glob(home + "/logs/*.jsonl")
            for path in logs:
                with open(path, encoding="utf-8") as log:
                    for line in log:
                        json.loads(line)
                check = subprocess.run(
                    [OFFSCRIPT, "verify", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                    encoding="utf-8", check=False, env={**os.environ, "OFFSCRIPT_HOME": home},
                )
                self.assertEqual(check.returncode, 0, check.stdout)
            return done, len(logs)

    def test_a_call_with_closed_streams(self):
        for streams in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
            with self.subTest(streams):
                done, logs = self.run_shell(f"{self.PLAY} {streams}")
                self.assertEqual(logs, 1)
                is_silent = ">&-" in streams.replace("2>&-", "")
                self.assertEqual(done.returncode, 3 if is_silent else 0, done.stderr)
                if is_silent and "2>&-" not in streams:
                    self.assertIn("could not print", done.stderr)

    def test_words_that_cannot_be_printed(self):
        for words in ("--help", "--version", "help", "play --help", "doctor", f"simulate {SCENARIO}"):
            for stream in (">&-", ">/dev/full"):
                with self.subTest(words + stream):
                    done, _ = self.run_shell(f"{words} {stream}")
                    self.assertEqual(done.returncode, 3)
                    self.assertIn("could not print", done.stderr)

    def test_a_full_terminal(self):
        done, _ = self.run_shell(f"{self.PLAY} >/dev/full")
        self.assertEqual(done.returncode, 3)
        self.assertIn("could not print", done.stderr)


if __name__ == "__main__":
    unittest.main()

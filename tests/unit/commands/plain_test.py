#!/usr/bin/env python3
"""The program as a person at a terminal meets it: plain_test.py OFFSCRIPT."""

import glob
import json
import os
import resource
import select
import shlex
import signal
import subprocess
import sys
import tempfile
import unittest

OFFSCRIPT = os.path.abspath(sys.argv.pop(1))
SOURCE = os.environ.get("OFFSCRIPT_SOURCE", os.getcwd())

CALL = """
scenario "test/plain" {
  format = 1, version = 1, title = "A call", summary = "Short.", industry = "test",
  channel = "voice", locale = "en", start = "one",
  agent = { role = "Agent", limit = 50, brief = "Be kind." },
  customer = { name = "Dana", about = "Calls." }, mood = { anger = 50, trust = 50 },
}
card "account" { title = "Account", facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } } }
scene "one" {
  customer = "Hello?", seconds = 40, timeout = { to = "two" }, nudges = { { after = 20, "Still there?" } },
  option "first" { say = "Good morning.", to = "two", credit = 1 },
  option "a_name_that_is_longer_than_thirty_one_characters" { say = "Good day.", to = "two", credit = 1 },
  option "up" { act = "Pass it up.", to = "done", stance = "escalate", credit = 0 },
}
scene "two" {
  customer = "And now?",
  option "finish" { say = "Now it ends.", to = "done", credit = 1 },
  option "back" { say = "Once more.", to = "one", credit = 0 },
}
ending "done" { title = "Done", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 } }
"""


class Plain(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.logs = os.path.join(self.folder.name, "logs")
        self.call = os.path.join(self.folder.name, "call.lua")
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(CALL)

    def tearDown(self):
        self.folder.cleanup()

    def run_words(self, *words, given=""):
        environment = {**os.environ, "OFFSCRIPT_HOME": self.folder.name + "/home"}
        return subprocess.run(
            [OFFSCRIPT, *words], input=given, encoding="utf-8", env=environment, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def play(self, lines, *words, status=0):
        done = self.run_words(
            "play", self.call, "--plain", "--clock", "script", "--seed", "1", "--agent", "ines",
            "--logs", self.logs, *words, given="\n".join(lines) + "\n",
        )
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def records(self):
        paths = glob.glob(self.logs + "/*.jsonl")
        self.assertEqual(len(paths), 1)
        with open(paths[0], encoding="utf-8") as log:
            return [json.loads(line) for line in log]

    def types(self):
        return [record["type"] for record in self.records()]

    def decision(self):
        return next(record for record in self.records() if record["type"] == "decision")

    def test_a_call_to_its_end(self):
        done = self.play(["wait 1.5", "FIRST", "confidence 80", "finish", "Confidence NONE"])
        self.assertIn("Dana: Hello?", done.stdout)
        self.assertIn("Would experienced colleagues accept this? How likely is it?", done.stdout)
        self.assertIn("Bye.", done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertEqual(self.types(), ["start", "scene", "decision", "scene", "ready", "decision", "end"])
        first, second = (r for r in self.records() if r["type"] == "decision")
        self.assertEqual((first["option"], first["t"], first["confidence"]), ("first", 1500, 0.8))
        self.assertEqual((second["option"], second["confidence"]), ("finish", None))
        done = self.run_words("verify", self.logs)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_names_in_braces_are_filled_in_everywhere(self):
        with open(self.call, "w", encoding="utf-8") as out:
            out.write("""
scenario "test/braces" {
  format = 1, version = 1, title = "title {v} {{x}}", start = "one", vars = { v = 7 },
  agent = { role = "role {v}", brief = "brief {agent.name}" }, customer = { name = "Dana", about = "about {v}" },
}
card "card" { title = "card {v}", text = "text {v}",
  facts = { { "open {v}", "value {v}" }, { "closed {v}", "secret {v}", closed = "fact" } } }
scene "one" { customer = "line {v}", speaker = "speaker {v}", note = "note {v}", prompt = "prompt {v}",
  option "ring" { act = "act {v}", says = "says {v}", to = "done", because = "because {v}", credit = 1 } }
ending "done" { title = "ending {v}", customer = "bye {customer.name}", lesson = "lesson {v}" }
""")
        done = self.play(["cards", "open card", "ask card.fact", "ring", "confidence 10"])
        for word in ("title", "role", "about", "card", "text", "open", "value", "closed", "secret", "line", "speaker",
                     "note", "prompt", "act", "says", "because", "ending", "lesson"):
            self.assertIn(word + " 7", done.stdout)
        self.assertIn("brief ines", done.stdout)
        self.assertIn("bye Dana", done.stdout)
        self.assertIn("title 7 {x}", done.stdout)
        self.assertNotIn("{v}", done.stdout)
        done = self.run_words("replay", "--show", glob.glob(self.logs + "/*.jsonl")[0])
        for word in ("title", "card", "closed", "secret", "line", "speaker", "act", "ending"):
            self.assertIn(word + " 7", done.stdout)
        self.assertNotIn("{v}", done.stdout)

    def test_what_the_author_left_out_leaves_no_line(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace(', about = "Calls."', "").replace(', brief = "Be kind."', ""))
        done = self.play(["quit"])
        self.assertNotIn("The customer: \n", done.stdout)
        self.assertIn("You are: Agent.\nWhat is recorded, and who sees it: What you choose", done.stdout)

    def test_a_newline_in_a_path_forges_no_line(self):
        self.play(["quit"])
        folder = os.path.join(self.folder.name, "a\n" + "0" * 64 + "  " + "1" * 36)
        os.rename(self.logs, folder)
        done = self.run_words("verify", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 1, done.stdout)

    def test_the_line_that_resumes_works_as_it_stands(self):
        self.logs += " o'clock"
        done = self.play(["quit"])
        line = done.stdout.splitlines()[-1]
        self.assertTrue(line.startswith("unfinished: resume with: offscript play --resume "), line)
        done = self.run_words(*shlex.split(line.split("offscript ", 1)[1]), given="2\nconfidence 10\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.types(), ["start", "scene", "resume", "decision", "scene"])

    def test_lines_are_spoken_at_a_pace(self):
        done = self.play(["open account", "look", "wait 0.1", "cut", "cut", "1", "confidence 60", "quit"], "--pace", "200")
        self.assertEqual(self.types(), ["start", "scene", "card", "ready", "card_closed", "decision", "scene"])
        start, scene, _, ready, _, decision, _ = self.records()
        self.assertEqual((start["voices"], start["pace"]), ("paced", 320))
        self.assertEqual(scene["speaks_ms"], 60000 // 320)  # "Hello?"
        self.assertEqual((ready["by"], ready["t"], decision["shown_t"], decision["before_ms"]), ("cut_in", 100, 100, 100))
        before, after = done.stdout.split("What do you do?", 1) if "What do you do?" in done.stdout else ("", done.stdout)
        self.assertNotIn("  1.", before)  # the options can be seen when the line has ended
        self.assertIn("there already", done.stderr)
        self.assertEqual(self.run_words("verify", self.logs).returncode, 0)

    def test_what_is_not_a_pace(self):
        for pace in ("49", "201", "-1", "fast"):
            done = self.run_words("play", self.call, "--plain", "--pace", pace)
            self.assertEqual(done.returncode, 2, pace)
            self.assertIn("--pace", done.stderr)

    def test_a_folder_that_cannot_be_shown_is_named_so_that_a_shell_finds_it(self):
        self.logs += "/a\nb\x1b[31m it's \\ \u202e"
        done = self.play(["quit"])
        line = done.stdout.splitlines()[-1]
        words = subprocess.run(["bash", "-c", "printf '%s\\0' " + line.split(" with: ", 1)[1]], check=True,
                               stdout=subprocess.PIPE, encoding="utf-8").stdout.split("\0")[:-1]
        self.assertEqual(words[-1], self.logs)
        done = self.run_words(*words[1:], given="quit\n")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_disk_that_is_full_for_a_while(self):
        for ending, status in (("room", 0), ("quit", 0), ("none", 3)):
            with self.subTest(ending), subprocess.Popen(
                [OFFSCRIPT, "play", self.call, "--plain", "--clock", "script", "--logs", self.logs + ending],
                env={**os.environ, "OFFSCRIPT_HOME": self.folder.name + "/home"}, bufsize=0,
                preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            ) as program:
                while not program.stdout.readline().endswith(b"left.\n"):
                    pass
                log, = glob.glob(self.logs + ending + "/*.jsonl")
                resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (os.path.getsize(log) + 9,
                                                                      resource.RLIM_INFINITY))
                program.stdin.write(b"wait 1\nconfidence 50\n1\n")
                self.assertIn(b"cannot be saved", program.stderr.readline())
                self.assertIn(b"try again", program.stderr.readline())
                self.assertEqual(self.lines_of(log), 2)
                if ending != "none":
                    resource.prlimit(program.pid, resource.RLIMIT_FSIZE,
                                     (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                out, _ = program.communicate(b"\nconfidence 50\n" if ending == "room" else b"quit\n", 60)
                self.assertEqual(program.returncode, status)
                self.assertEqual(b"And now?" in out, status == 0)  # shown once it is on the disk
                self.assertEqual(self.lines_of(log), 2 if status else 4)
            self.assertEqual(self.run_words("verify", self.logs + ending).returncode, 0)

    def lines_of(self, path):
        with open(path, encoding="utf-8") as lines:
            return len(lines.readlines())

    def test_confidence_first_commits_at_once(self):
        self.play(["confidence 60", "first", "back"])
        self.assertEqual(self.types(), ["start", "scene", "ready", "decision", "scene", "ready"])  # "back" only chose

    def test_by_number_by_e_and_by_a_long_id(self):
        self.play(["e", "confidence 100"])
        self.assertEqual(self.decision()["option"], "up")
        self.assertTrue(self.decision()["escalated"])

    def test_a_long_id(self):
        self.play(["a_name_that_is_longer_than_thirty_one_characters", "confidence 0"])
        self.assertEqual(self.decision()["option"],
                         "a_name_that_is_longer_than_thirty_one_characters")

    def test_unknown_lines_change_nothing(self):
        lines = ["nonsense", "9", "0", "-1", "", "   ", "confidence 101", "confidence", "open", "open x",
                 "ask", "ask account.since", "close", "wait", "wait -1", "wait 1.0001", "wait x", "go",
                 "why " + "x" * 281, "say " + "x" * 4001, "x" * 20000, "confidence 1 2", "1 2"]
        done = self.play(lines)
        self.assertEqual(self.types(), ["start", "scene"])
        said = [line for line in done.stderr.splitlines() if line]
        self.assertGreaterEqual(len(said), len(lines) - 4, done.stderr)

    def test_cards_facts_and_reasons(self):
        done = self.play(["cards", "open account", "ask account.letter", "close", "why because",
                          "say In my own words.", "1", "confidence 40"])
        self.assertIn("on file", done.stdout)
        self.assertEqual(self.types(), ["start", "scene", "card", "fact", "card_closed", "ready",
                                        "decision", "scene"])
        decision = self.decision()
        self.assertEqual((decision["why"], decision["own_words"]), ("because", "In my own words."))

    def test_a_key_that_a_text_names_does_what_it_does(self):
        done = self.play(["F1", "f2", "1", "Esc", "esc", "look", "Down", "confidence 30", "w", "2"])
        self.assertIn("[Account]\n", done.stdout)
        self.assertIn("f2: there is no such record on the desk.", done.stderr)
        self.assertIn("Your choice is taken back. Nothing is committed.\n", done.stdout)
        self.assertIn("Nothing is chosen that could be taken back.\n", done.stderr)
        self.assertNotIn("[chosen]", done.stdout)
        self.assertIn("down is a key of the window.", done.stderr)
        self.assertNotIn("not a command", done.stderr)
        self.assertEqual(self.types(), ["start", "scene", "card", "ready", "card_closed", "decision", "scene"])

    def test_every_why_and_say_is_answered(self):
        done = self.play(["why", "why one", "why two", "why", "say mine", "say", "say", "1", "confidence 3"])
        for said in ("The reason is kept for this decision.", "The reason is kept; it replaces what you typed before.",
                     "The reason is erased.", "What you would say is kept for this decision.", "What you would say is erased."):
            self.assertEqual(done.stdout.count(said), 1, said)
        self.assertEqual(done.stderr.count("nothing is erased"), 2)
        decision = [r for r in self.records() if r["type"] == "decision"][0]
        self.assertEqual((decision["why"], decision["own_words"]), (None, None))

    def test_the_debrief_gives_what_the_window_gives(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('customer = "Hello?",', 'customer = "Hello?", evidence = { "account.letter" },')
                      .replace('brief = "Be kind."', 'brief = "Be kind.\\nBe brief."'))
        done = self.play(["open account", "ask account.letter", "wait 2", "why it is kind", "say Good day to you.", "first", "70",
                          "back", "none", "wait 100", "finish", "10"])
        end = done.stdout.split("Satisfaction: ")[1]
        for said in ("   You said 70 % likely acceptable.\n", "   You wrote: it is kind\n",
                     "   In your own words: Good day to you.\n", "   Poor, credit 0.00: Pass it up.\n",
                     "   What you opened, in order: Account, Letter.\n", "   What the author would open: Letter.\n",
                     "   You did not say how sure you were.\n",
                     "   Time ran out before you committed. It is noted as a time-out, not as a choice.\n"):
            self.assertIn(said, end)
        self.assertEqual(end.count("Provisional: a practice key, not a measured one."), 1)
        self.assertEqual(end.count("The author set the credits, and they are not scored."), 1)
        self.assertIn("\n    Be kind.\n    Be brief.\n", done.stdout)
        shown = self.run_words("replay", "--show", glob.glob(self.logs + "/*.jsonl")[0]).stdout
        for said in ("        You said 70 % likely acceptable.\n", "        You wrote: it is kind\n",
                     "        In your own words: Good day to you.\n"):
            self.assertEqual(shown.count(said), 1, shown)

    def test_none_answers_how_sure(self):
        done = self.play(["first", "none", "none"])
        self.assertEqual(self.decisions(), [("first", None)])
        self.assertIn("not a command", done.stderr)  # nothing is asked

    def test_help_lists_what_can_be_typed(self):
        done = self.play(["help"])
        for word in ("cards ", "esc ", "none ", "F1 … F9"):
            self.assertIn(word, done.stdout)
        self.assertNotIn("OPTION", done.stdout)

    def test_a_refusal_is_a_sentence(self):
        done = self.play(["go", "close", "ask account.letter", "pause"], "--mode", "assessment")
        self.assertIn("An assessment cannot be paused.\n", done.stderr)
        for line in done.stderr.splitlines():
            self.assertRegex(line, r"^[A-Z].*\.$")

    def test_a_card_number_names_nobody(self):
        for flag in ("--agent", "--team"):
            done = self.run_words("play", self.call, "--plain", flag, "4111 1111 1111 1111", "--logs", self.logs)
            self.assertEqual(done.returncode, 2)
            self.assertIn("looks like a card number", done.stderr)
        self.assertFalse(os.path.exists(self.logs))

    def test_a_call_is_played_in_its_own_language(self):
        with open(self.call, encoding="utf-8") as scenario:
            text = scenario.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('locale = "en"', 'locale = "ar"'))
        done = self.play(["help", "first", "confidence 80", "finish", "confidence none"])
        for word in ("تدريب. مكالمة هاتفية، Dana.", "هل كان زملاء ذوو خبرة ليقبلوا هذا؟ ما احتمال ذلك؟",
                     "أنت:", "الرضا:", "سجل قراراتك:"):
            self.assertIn(word, done.stdout.replace("\u2068", "").replace("\u2069", ""))
        for word in ("Practice", "Phone call", "You:", "Satisfaction", "seconds left"):
            self.assertNotIn(word, done.stdout)

    def test_what_a_fact_brings_is_said(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('option "up" {', """option "letter" { say = "I have your letter, {agent.name}.", to = "two", credit = 1,
    when = "seen.account.letter == 1" },
  option "up" {"""))
        done = self.play(["open account", "ask account.letter", "open account", "100", "4", "60 %"])
        self.assertIn("Letter: on file\nNow you can also choose:\n  4. “I have your letter, ines.”\n", done.stdout)
        self.assertEqual(done.stdout.count("Now you can"), 1)
        self.assertIn("100: choose a number from 1 to 4. To say how sure you are, type confidence 100.", done.stderr)
        self.assertEqual([r["option"] for r in self.records() if r["type"] == "decision"], ["letter"])

    def decisions(self):
        return [(r["option"], r["confidence"]) for r in self.records() if r["type"] == "decision"]

    def test_while_it_is_asked_how_sure_a_number_is_the_confidence(self):
        for said in ("80", "80 %", "80%", " 80 ", "٨٠", "٨٠٪", "８０％", "confidence 80%", "confidence ٨٠",
                     "confidence 80 %"):
            with self.subTest(said):
                self.logs = self.folder.name + "/logs-" + said.encode().hex()
                self.play(["first", said])
                self.assertEqual(self.decisions(), [("first", 0.8)])

    def test_option_chooses_anew_while_it_is_asked(self):
        self.play(["first", "option 3", "e", "option first", "option ٣", "101", "1", "2"])
        self.assertEqual(self.decisions(), [("up", 0.01)])

    def test_options_named_like_verbs_can_be_chosen(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('option "first"', 'option "look"').replace('option "finish"', 'option "option"'))
        done = self.play(["look", "option look", "90", "option option", "option", "option nobody", "10"])
        self.assertEqual(self.decisions(), [("look", 0.9), ("option", 0.1)])
        self.assertEqual(len(done.stderr.splitlines()), 2, done.stderr)

    def test_a_card_opens_by_its_title_as_printed(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('title = "Account"', 'title = "The account of {customer.name}"'))
        for name in ("account", "The account of Dana", "the account of dana", "ACCOUNT"):
            with self.subTest(name):
                self.logs = self.folder.name + "/logs-" + name.replace(" ", "-")
                done = self.play(["open " + name, "close"])
                self.assertIn("[The account of Dana]", done.stdout)
                self.assertEqual(self.types(), ["start", "scene", "card", "card_closed"])

    def test_a_card_number_is_not_kept(self):
        done = self.play(["why it is 4111 1111 1111 1111", "say 5555-5555-5555-4444 is yours", "first", "60"])
        self.assertEqual(done.stderr.count("looks like a card number"), 2)
        decision = [r for r in self.records() if r["type"] == "decision"][0]
        self.assertEqual((decision["why"], decision["own_words"]), (None, None))
        for path in glob.glob(self.logs + "/**", recursive=True):
            if os.path.isfile(path):
                with open(path, "rb") as log:
                    self.assertNotIn(b"1111 1111", log.read())

    def test_a_language_in_capitals(self):
        done = self.play(["quit"], "--lang", "EN")
        self.assertIn("unfinished", done.stdout)

    def test_an_arabic_call_is_in_arabic(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace('locale = "en"', 'locale = "ar"'))
        done = self.play(["cards", "open account", "close", "1", "80", "pause", "go", "help", "look", "quit"])
        for word in ("تدريب", "مكالمة هاتفية", "ماذا تفعل؟", "ما احتمال", "مغلقة"):
            self.assertIn(word, done.stdout)
        for word in ("Practice", "Phone call", "What do you do", "The customer", "How likely", "closed", "choose"):
            self.assertNotIn(word, done.stdout)

    # ---- with the real clock ----

    def start_timed(self):
        with open(self.call, encoding="utf-8") as call:
            text = call.read()
        with open(self.call, "w", encoding="utf-8") as out:
            out.write(text.replace("seconds = 40", "seconds = 5").replace("after = 20", "after = 2"))
        return subprocess.Popen(
            [OFFSCRIPT, "play", self.call, "--plain", "--seed", "1", "--agent", "ines", "--logs", self.logs],
            env={**os.environ, "OFFSCRIPT_HOME": self.folder.name + "/home"}, bufsize=0,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    @staticmethod
    def read_until(stream, end):
        said = b""
        while not said.endswith(end):
            byte = stream.read(1)
            if not byte:
                raise AssertionError(said)
            said += byte
        return said

    def test_nothing_typed_before_a_timeouts_notice_is_taken(self):
        with self.start_timed() as program:
            self.read_until(program.stdout, b"left.\n")
            program.stdin.write(b"fin")  # begun before the notice …
            self.read_until(program.stdout, b"there?\n")
            self.read_until(program.stdout, b"not as a choice.\n")
            program.stdin.write(b"ish\n")  # … and ended after it
            self.assertIn(b"not taken", program.stderr.readline())
            self.assertNotIn("decision", self.types())
            for tries in range(1000):  # as soon as it can be meant, it counts
                program.stdin.write(b"finish\n")
                if select.select([program.stdout], [], [], 0.02)[0] and b"likely" in program.stdout.read(4096):
                    break
            program.stdin.write(b"70\n")
            program.communicate()
            self.assertEqual(program.returncode, 0)
        self.assertEqual(self.decisions(), [("finish", 0.7)])
        self.assertEqual(self.types(), ["start", "scene", "nudge", "timeout", "scene", "decision", "end"])

    def test_an_answer_just_after_a_timeout_is_not_taken_for_the_next(self):
        with self.start_timed() as program:
            self.read_until(program.stdout, b"not as a choice.\n")
            program.stdin.write(b"finish\nconfidence 80\n")
            for _ in range(2):
                self.assertIn(b"not taken", program.stderr.readline())
            program.communicate()
        self.assertEqual(self.types(), ["start", "scene", "nudge", "timeout", "scene"])

    def test_a_wait_that_reaches_the_timeout_ends_there(self):
        done = self.play(["wait 1000", "wait 1.25", "finish", "confidence 20"])
        self.assertIn("Still there?", done.stdout)
        self.assertEqual(self.types(), ["start", "scene", "nudge", "timeout", "scene", "decision", "end"])
        self.assertEqual(self.records()[3]["t"], 40250)  # "Hello?" is read first
        self.assertEqual(self.records()[5]["t"], 41500)

    def test_pause_covers_and_time_stands(self):
        done = self.play(["pause", "1", "wait 100", "go", "1", "confidence 0"])
        self.assertEqual(self.types(), ["start", "scene", "pause", "ready", "decision", "scene"])
        self.assertEqual(self.records()[3]["t"], 0)
        self.assertNotEqual(done.stderr, "")

    def test_quit_and_resume(self):
        done = self.play(["wait 2", "1", "confidence 60", "quit"])
        self.assertIn("--resume", done.stdout)
        session = self.records()[0]["session"]
        done = self.run_words("play", "--plain", "--clock", "script", "--resume", session, "--logs",
                              self.logs, given="finish\nconfidence 80\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.types(), ["start", "scene", "decision", "scene", "resume", "decision", "end"])
        self.assertEqual(self.run_words("verify", self.logs).returncode, 0)

    def test_an_assessment_wants_to_know_how_sure(self):
        done = self.play(["1", "confidence none", "pause", "confidence 50"], "--mode", "assessment")
        self.assertEqual(self.types(), ["start", "scene", "ready", "decision", "scene"])
        self.assertEqual(len(done.stderr.splitlines()), 2)

    def test_the_same_words_give_the_same_log(self):
        lines = ["wait 1", "open account", "wait 3.5", "1", "confidence 80", "wait 7", "finish", "confidence 0"]
        logs = []
        for _ in range(2):
            self.play(lines)
            records = self.records()
            for path in glob.glob(self.logs + "/*.jsonl"):
                os.remove(path)
            for record in records:
                for field in ("at", "session", "prev"):
                    record.pop(field)
            logs.append(records)
        self.assertEqual(*logs)

    def test_wrong_usage_is_2_and_what_is_missing_is_said(self):
        for words, says in [
            (["play"], "SCENARIO is missing"),
            (["play", self.call, "--plain", "--seed", "xyz"], "hexadecimal"),
            (["play", self.call, "--plain", "--level", "hard"], "calm, standard, storm"),
            (["play", self.call, "--clock", "script"], "--plain"),
            (["play", self.call, "--plain", "--scale", "150"], "--plain"),
            (["play", self.call, "--plain", "--scale", "9999"], "50 to 400"),
            (["plya", self.call], "did you mean 'play'?"),
            (["play", "--nonsense"], "unknown option"),
            (["verify"], "missing"),
        ]:
            done = self.run_words(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(says, done.stderr)

    def test_what_does_not_exist_is_3_and_what_is_broken_is_1(self):
        done = self.run_words("play", self.folder.name + "/none.lua", "--plain")
        self.assertIn(done.returncode, (1, 3))
        self.assertIn("none.lua", done.stderr)
        broken = os.path.join(self.folder.name, "broken.lua")
        with open(broken, "w", encoding="utf-8") as out:
            out.write(CALL.replace('to = "two", credit', 'to = "tow", credit', 1))
        done = self.run_words("check", broken)
        self.assertEqual(done.returncode, 1)
        self.assertIn("E106", done.stdout + done.stderr)
        self.assertIn("two", done.stdout + done.stderr)

    def test_terminal_escapes_never_come_out(self):
        evil = os.path.join(self.folder.name, "evil.lua")
        with open(evil, "w", encoding="utf-8") as out:
            out.write(CALL.replace("Dana", "Da\\27[31mna"))
        for done in (self.run_words("check", evil), self.run_words("play", evil, "--plain"),
                     self.run_words("play", self.call, "--plain", "--agent", "a\x1b[2Jb"),
                     self.run_words("\x1b[2J"), self.run_words("play", "\x1b[2J", "--plain")):
            self.assertNotIn("\x1b", done.stdout + done.stderr)
            self.assertNotEqual(done.returncode, 0)

    def test_every_command_helps(self):
        overview = self.run_words("--help")
        self.assertEqual(overview.returncode, 0)
        verbs = [line.split()[1] for line in overview.stdout.splitlines()
                 if line.startswith("  offscript ") and line.split()[1].isalpha()]
        self.assertIn("play", verbs)
        for verb in verbs:
            if verb == "the":
                continue
            done = self.run_words(verb, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""), verb)
            self.assertIn("For example:\n  offscript", done.stdout)

    def test_the_shipped_calls_are_clean(self):
        done = self.run_words("check", os.path.join(SOURCE, "scenarios"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What the commands say at their doors: settings, folders, kept hashes, dates, help.

    doors_test.py OFFSCRIPT GENERATE_LOGS"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

OFFSCRIPT, GENERATE = sys.argv[1:3]
SOURCE = os.environ["OFFSCRIPT_SOURCE"]
VERBS = ["play", "check", "replay", "verify", "doctor", "simulate", "score", "calibrate"]
failures = []


def check(what, is_so, saw=""):
    if not is_so:
        failures.append(what)
        print("FAILED:", what, saw)


def run(*words, **more):
    return subprocess.run([OFFSCRIPT, *words], capture_output=True, encoding="utf-8", check=False,
                          **more)


def make_logs(folder, agents=1, scenarios=1):
    subprocess.run([GENERATE, "--out", folder, "--agents", str(agents), "--scenarios",
                    str(scenarios), "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith(".jsonl"))


def test_help(_):
    pages = [run("--help").stdout] + [run(verb, "--help").stdout for verb in VERBS]
    check("the default data folder is named", "~/.local/share/offscript" in pages[0], pages[0])
    check("so is the place for calls of one's own", "'scenarios'" in pages[0], pages[0])
    for page in pages:
        check("no page mends", not re.search(r"\bmends?\b", page), page)
        check("no page has a rate with a for per", " a person, " not in page, page)
    said = run("--nothing").stderr
    check("the way to help is one command", "'offscript --help'" in said, said)
    said = run("score", "-q").stderr
    check("of a verb, too", "'offscript score --help'" in said, said)


def test_settings(folder):
    os.makedirs(folder)
    home = {**os.environ, "OFFSCRIPT_HOME": folder}

    def finding(**values):
        with open(os.path.join(folder, "settings.json"), "w", encoding="utf-8") as file:
            json.dump(values, file)
        lines = run("doctor", "--json", env=home).stdout.splitlines()
        return [item for item in map(json.loads, lines) if item["check"] == "settings"][0]

    fine = finding(theme="high-contrast", timing="double", text_percent=125, welcomed=True)
    check("known values are fine", fine["state"] == "fine", fine)
    bad = finding(theme="contrast", timing="slow", text_percent=110, letter_keys="yes")
    check("unknown ones are not", bad["state"] == "limited", bad)
    for word in ("theme", "light, dark, high-contrast", "timing", "untimed", "text_percent",
                 "letter_keys"):
        check("%s is named" % word, word in bad["finding"], bad)


def test_own_call(folder):
    own = os.path.join(folder, "scenarios")
    os.makedirs(own)
    with open(os.path.join(SOURCE, "scenarios/warmup/first_steps.lua"), encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(own, "mine.lua"), "w", encoding="utf-8") as file:
        file.write(text.replace("warmup/first_steps", "mine/own_steps"))
    got = run("simulate", "mine/own_steps", "--runs", "5", env={**os.environ,
                                                                "OFFSCRIPT_HOME": folder})
    check("a call of one's own is found by its id", got.returncode == 0, got.stderr)
    check("what it costs has a currency", re.search(r"cost -?[\d.]+ [A-Z]{3}\n", got.stdout),
          got.stdout)


def test_copy(folder):
    path = make_logs(folder)[0]
    shutil.copy(path, os.path.join(folder, "copy.jsonl"))
    got = run("verify", folder)
    check("the copy makes the run fail", got.returncode == 1, got.returncode)
    check("what is kept names the copy", any(
        line.startswith("#") and "copy.jsonl" in line for line in got.stdout.splitlines()),
        got.stdout)
    rows = [json.loads(line) for line in run("verify", "--json", folder).stdout.splitlines()]
    check("JSON, too", [r["file"].endswith("copy.jsonl") for r in rows].count(True) == 1, rows)


def test_against(folder):
    with open(make_logs(folder)[0], encoding="utf-8") as file:
        session = json.loads(file.readline())["session"]
    lost = "0" * 64 + "  " + session + "\n"
    kept = os.path.join(folder, "kept")
    with open(kept, "w", encoding="utf-8") as file:
        file.write(lost)
    plain = run("verify", "--against", kept, folder)
    check("a kept hash is compared", "kept hash" in plain.stderr or "was kept" in plain.stderr,
          plain.stderr)
    given = run("verify", "--against", "-", folder, input=lost)
    check("from standard input as well", given.stderr == plain.stderr, given.stderr)
    reader, writer = os.pipe()
    os.write(writer, lost.encode())
    os.close(writer)
    piped = run("verify", "--against", "/dev/fd/%d" % reader, folder, pass_fds=[reader])
    os.close(reader)
    check("and from a pipe", piped.stderr == plain.stderr, piped.stderr)
    wrong = run("verify", "--against", "-", folder, input="no hash\n")
    check("what is no hash is said", "standard input:1:" in wrong.stderr, wrong.stderr)


def test_no_logs(folder):
    paths = make_logs(folder + ".logs")
    os.makedirs(folder)
    os.symlink(paths[0], os.path.join(folder, "link.jsonl"))
    os.mkfifo(os.path.join(folder, "pipe.jsonl"))
    for verb in ("score", "calibrate"):
        got = run(verb, folder)
        check("%s without a log fails" % verb, got.returncode == 1, got.returncode)
        check("and says that there is none", "there are no logs" in got.stderr, got.stderr)
        check("and that a link is a link", "link.jsonl is a link" in got.stderr, got.stderr)
    got = run("score", folder, paths[0])
    check("beside a log they are named", "links or no regular files" in got.stdout, got.stdout)


def test_nuls(folder):
    paths = make_logs(folder, scenarios=2)
    with open(paths[0], "r+b") as file:
        size = file.seek(0, 2)
        file.seek(0)
        file.write(bytes(size))
    got = json.loads(run("score", "--json", folder).stdout)
    check("a log without a whole line is set aside", got["logs"]["set_aside"] == 1, got["logs"])
    check("by name", [s["file"] for s in got["skipped"] if s["set_aside"]] == [paths[0]],
          got["skipped"])
    said = run("score", folder).stdout
    check("and counted", "1 of %d logs was set aside" % len(paths) in said, said)


def test_dates(folder):
    path = make_logs(folder)[0]
    for flag in ("--since", "--until", "--as-of"):
        for value in ("0000-01-01", "2026-02-29", "2026-11-27T02:40:4999Z", "2026-1-1"):
            check("%s %s is refused" % (flag, value),
                  run("score", flag, value, path).returncode == 2)
    frozen = folder + ".calibration"
    run("calibrate", "--keys", "illustrative", "-o", frozen, path)
    with open(frozen, encoding="utf-8") as file:
        text = file.read()
    with open(frozen, "w", encoding="utf-8") as file:
        file.write(re.sub(r'"as_of":"[^"]*"', '"as_of":"2026-11-27T02:40:4999Z"', text))
    got = run("score", "--calibration", frozen, path)
    check("a calibration of no time is refused", got.returncode == 1 and "as_of" in got.stderr,
          got.stderr)


def main():
    top = tempfile.mkdtemp(prefix="doors_test_")
    os.environ["OFFSCRIPT_HOME"] = os.path.join(top, "home")
    try:
        for name, test in sorted(globals().items()):
            if name.startswith("test_"):
                test(os.path.join(top, name))
    finally:
        shutil.rmtree(top)
    print("%d failed" % len(failures))
    return 1 if failures else 0


sys.exit(main())

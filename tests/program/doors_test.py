#!/usr/bin/env python3
"""What the commands say at their doors: settings, folders, kept hashes, dates, help.

    doors_test.py OFFSCRIPT GENERATE_LOGS"""

import csv
import hashlib
import io
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
    got = run("simulate", "mine/own_steps", "--player", "best", "--runs", "5", env={**os.environ,
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


def rows_of(*words):
    return json.loads(run("score", "--json", *words).stdout)["rows"]


def test_shares(folder):
    make_logs(folder, agents=24, scenarios=2)
    for by in ("scenario", "decision"):
        for row in rows_of("--by", by, folder):
            for name in ("mean_credit", "best_share", "timeout_share"):
                check("%s of %s has limits" % (name, by), 0 <= row[name + "_low"] <= row[name]
                      <= row[name + "_high"] <= 1, row)
    one = run("score", "--by", "decision", "--agent", "agent_00000", folder)
    check("nobody's decisions are listed one by one", one.returncode == 1 and one.stdout == "",
          one.stdout)
    check("and it says why", "needs 5" in one.stderr, one.stderr)
    for row in rows_of("--by", "scenario", "--agent", "agent_00000", folder):
        check("below 20 there is n and no share", row["n"] == 4 and row["mean_credit"] is None and
              row["timeout_share"] is None, row)


NUMBERS = ("low", "high", "likely_low", "likely_high", "theta", "criterion", "overconfidence",
           "brier", "peer_adjusted", "unsupported_rate", "gaming_rate", "slope")


def test_unsaid(folder):
    """What is not said has no number; what is a rate is one."""
    make_logs(folder, agents=12, scenarios=4)
    lines = [(kind, line) for row in rows_of(folder) for kind, line in row["lines"].items()]
    short = [(kind, line) for kind, line in lines if line["state"] == "not_enough_data"]
    check("some lines are short of data", len(short) > 12, len(short))
    for kind, line in short:
        check("%s has no number" % kind, all(line.get(name) is None for name in NUMBERS), line)
    for kind, line in lines:
        if kind in ("evidence", "integrity") and line["low"] is not None:
            check("%s is a rate" % kind, 0 <= line["likely_low"] <= line["likely_high"] <= 1, line)
    for text in run("score", folder).stdout.splitlines():
        check("nor in the text", not re.search(r"not enough data +(over-|J |d' |\d+ %)", text), text)
    for row in csv.DictReader(io.StringIO(run("score", "--csv", folder).stdout, newline="")):
        if row["state"] == "not_enough_data":
            check("nor in CSV", row["value"] + row["low"] + row["likely_high"] == "", row)


def test_calibrate(folder):
    make_logs(folder, agents=3, scenarios=1)
    said = run("calibrate", folder).stdout
    nodes = [line for line in said.splitlines() if "generated/" in line]
    check("decisions of three are listed", len(nodes) > 0, said)
    for line in nodes:
        check("without figures", re.match(r" +3 +- +- +generated/", line), line)
    make_logs(folder, agents=24, scenarios=1)
    for line in run("calibrate", folder).stdout.splitlines():
        if "generated/" in line:
            check("figures have bands", len(re.findall(r"\(\S+ to \S+\)", line)) == 2, line)


def test_team(folder):
    paths = make_logs(folder, agents=5, scenarios=3)
    row = rows_of("--by", "team", folder)[0]
    last = max(json.loads(open(path, encoding="utf-8").readline())["at"] for path in paths)
    later = "%d%s" % (int(last[:4]) + 1, last[4:10])
    got = rows_of("--by", "team", "--as-of", later, folder)[0]
    check("agents are those who have any", row["agents"] > 0 and got["agents"] == 0, got)


def test_rapid(folder):
    """Everybody decides in no time: the share of unsupported decisions is not about that."""
    for path in make_logs(folder, agents=6, scenarios=6):
        hurry(path)
    found = 0
    for line in run("score", folder).stdout.splitlines():
        if "before the options can be read" in line:
            found += 1
            check("its own number stands beside it",
                  re.search(r"\d+ of \d+ decisions without the evidence they need; beside that "
                            r"\d+ % \(\d+ to \d+\) of \d+ timed decisions came too fast", line),
                  line)
    check("somebody is rapid", found > 0)


def hurry(path):
    prev, out = None, []
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            line = re.sub(r'"latency_ms":\d+', '"latency_ms":30', line)
            line = re.sub(r'"reading_ms":\d+', '"reading_ms":20', line)
            prev_text = "null" if prev is None else '"%s"' % prev
            line = re.sub(r'"prev":("[0-9a-f]*"|null)}$', '"prev":%s}' % prev_text, line)
            prev = hashlib.sha256(line.encode()).hexdigest()
            out.append(line + "\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(out))


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

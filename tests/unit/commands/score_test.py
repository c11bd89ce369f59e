#!/usr/bin/env python3
"""offscript score and calibrate over made-up folders of logs, through the program.

    score_test.py OFFSCRIPT GENERATE_LOGS"""

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
failures = []


def check(what, is_so, saw=""):
    if not is_so:
        failures.append(what)
        print("FAILED:", what, saw)


def run(*words):
    return subprocess.run([OFFSCRIPT, *words], capture_output=True)


def score(*words):
    got = run("score", "--json", *words)
    check("score %s exits with 0" % " ".join(words), got.returncode == 0, got.stderr.decode())
    return json.loads(got.stdout)


def rechain(text):
    """The same records with every `prev` as it must be: changed by somebody who knows how."""
    lines, prev = [], None
    for line in text.splitlines():
        tail = "null" if prev is None else '"%s"' % prev
        line = re.sub(r'"prev":("[0-9a-f]*"|null)}$', '"prev":%s}' % tail, line)
        prev = hashlib.sha256(line.encode()).hexdigest()
        lines.append(line + "\n")
    return "".join(lines)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


class Logs:
    """A folder of made-up logs, one file a session; `first` and `again` are two of one person."""

    def __init__(self, folder, agents=3, scenarios=2):
        subprocess.run([GENERATE, "--out", folder, "--agents", str(agents), "--scenarios",
                        str(scenarios), "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
        self.folder = folder
        self.paths = sorted(os.path.join(folder, name) for name in os.listdir(folder)
                            if name.endswith(".jsonl"))

    def of(self, agent):
        return [path for path in self.paths if '"agent":"%s"' % agent in read(path)]

    def copy(self, path, name, *changes, chained=True):
        text = read(path)
        for pattern, to in changes:
            text, count = re.subn(pattern, to, text)
            check("%s is in the log" % pattern, count > 0)
        target = os.path.join(self.folder, name + ".jsonl")
        write(target, rechain(text) if chained else text)
        return target


def mean_credit(document):
    return [(row["id"], row["n"], row["mean_credit"]) for row in document["rows"]]


def test_broken(folder):
    logs = Logs(folder, agents=1, scenarios=1)
    path = logs.paths[0]
    before = mean_credit(score("--by", "scenario", folder))
    text = read(path)
    forged = re.sub(r'"credit":(0|0\.\d+),', '"credit":1,', text)
    check("the log has a credit below 1", forged != text)
    write(path, forged)
    after = score("--by", "scenario", folder)
    check("an edited credit does not count", after["rows"] == [], after["rows"])
    check("the edited file is set aside by name",
          [s["file"] for s in after["skipped"]] == [path] and after["skipped"][0]["set_aside"])
    check("it is counted as broken", after["logs"]["why"]["broken"] == 1, after["logs"])
    check("nothing is trusted", after["trusted"] is False)
    trusted = score("--by", "scenario", "--trust", folder)
    check("--trust reads it all the same", trusted["rows"][0]["n"] == before[0][1])
    check("--trust is said in JSON", trusted["trusted"] is True)
    text = run("score", "--trust", "--by", "scenario", folder).stdout.decode()
    check("--trust is said in the text", "--trust" in text, text)
    rows = list(csv.DictReader(io.StringIO(
        run("score", "--trust", "--by", "scenario", "--csv", folder).stdout.decode(), newline="")))
    check("--trust is said in CSV", [row["trusted"] for row in rows] == ["true"], rows)
    frozen = folder + ".calibration"
    got = run("calibrate", "-o", frozen, folder)
    check("calibrate names the broken file", path in got.stderr.decode(), got.stderr)
    check("calibrate -o leaves it out", json.loads(read(frozen))["nodes"] == [])
    got = run("calibrate", "--trust", "-o", frozen, folder)
    check("calibrate --trust says so", "--trust" in got.stdout.decode(), got.stdout)
    check("and in the file, too", json.loads(read(frozen))["trusted"] is True)


def test_every_line(folder):
    """Whatever line is changed, the file is set aside."""
    logs = Logs(folder, agents=1, scenarios=1)
    path, text = logs.paths[0], read(logs.paths[0])
    lines = text.splitlines(keepends=True)
    for i in range(len(lines) - 1):
        changed = re.sub(r'"t":(\d+)', lambda m: '"t":%d' % (int(m[1]) + 1), lines[i])
        write(path, "".join(lines[:i] + [changed] + lines[i + 1:]))
        check("line %d" % (i + 1), score(folder)["logs"]["set_aside"] == 1)
    write(path, "".join(lines[:1] + lines[2:]))
    check("a line taken out", score(folder)["logs"]["why"]["broken"] == 1)


def test_clock(folder):
    logs = Logs(folder, agents=1, scenarios=1)
    first = logs.paths[0]
    day = re.search(r'"at":"(\d{4}-\d\d-\d\d)', read(first))[1]
    session = re.search(r'"session":"([^"]*)"', read(first))[1]
    other = session[:-4] + "0000"
    logs.copy(first, "again", (day, "2023-01-01"), (r'"exposure":1', '"exposure":2'),
              (session, other), (r'"credit":[0-9.]+,', '"credit":1,'),
              (r'"credits":\[[^]]*\]', lambda m: re.sub(r"[0-9.]+", "1", m[0])))
    rows = score("--by", "scenario", folder)["rows"]
    check("a second try is no first meeting, whatever the clock said",
          all(row["mean_credit"] != 1 for row in rows), rows)
    logs = Logs(folder + "2", agents=1, scenarios=1)
    path = logs.paths[0]
    text = read(path)
    at = re.findall(r'"at":"([^"]*)"', text)
    write(path, rechain(text.replace(at[-1], at[0][:11] + "00:00:00.000Z")))
    got = score(logs.folder)
    check("a clock set back within a session is named",
          [(s["fault"], s["set_aside"]) for s in got["skipped"]] == [("clock", False)],
          got["skipped"])
    check("and the session counts", got["rows"][0]["n"] == 4, got["rows"])


def test_teams(folder):
    logs = Logs(folder, agents=2, scenarios=2)
    moved, alone = logs.of("agent_00000"), logs.of("agent_00001")
    write(moved[0], rechain(re.sub(r'"team":"[^"]*"', '"team":"north"', read(moved[0]))))
    write(moved[1], rechain(re.sub(r'"team":"[^"]*"', '"team":"south"', read(moved[1]))))
    for path in alone:
        write(path, rechain(re.sub(r'"team":"[^"]*"', '"team":null', read(path))))
    rows = score("--by", "team", folder)["rows"]
    check("a decision belongs to the team logged with it; null is a group",
          [(row["id"], row["n"], row["agents"]) for row in rows] ==
          [(None, 8, 1), ("north", 4, 1), ("south", 4, 1)], rows)
    for team, n in (("north", 4), ("", 8)):
        rows = score("--by", "agent", "--team", team, folder)["rows"]
        check("--team '%s'" % team, [row["n"] for row in rows] == [n], rows)


def test_filters(folder):
    logs = Logs(folder, agents=3, scenarios=2)
    one = read(logs.of("agent_00001")[0])
    scenario = re.search(r'"scenario":"([^"]*)"', one)[1]
    day = re.search(r'"at":"(\d{4}-\d\d-\d\d)', one)[1]
    for words, sessions in ((("--agent", "agent_00001"), 4), (("--scenario", scenario), 3),
                            (("--level", "storm"), 6), (("--mode", "practice"), 6)):
        got = score(*words, folder)
        check(" ".join(words), got["filter"]["sessions_left_out"] == sessions, got["filter"])
    check("--until the day before", score("--until", "2020-01-01", folder)["rows"] == [])
    check("--since a day includes it", score("--since", day, folder)["rows"] != [])
    for flag in ("--as-of", "--since", "--until"):
        for date in ("2026-02-30", "2026-13-01", "2025-02-29", "2026-04-31", "soon", ""):
            for verb in ("score", "calibrate"):
                got = run(verb, flag, date, folder)
                check("%s %s %s is refused" % (verb, flag, date),
                      got.returncode == 2 and flag in got.stderr.decode(), got.stderr)
    check("a leap day is a day", run("score", "--as-of", "2028-02-29", folder).returncode == 0)
    check("since after until", run("score", "--since", "2026-02-02", "--until", "2026-02-01",
                                   folder).returncode == 2)


def test_impossible(folder):
    """What no program of ours writes sets its file aside by name, with the chain in order."""
    logs = Logs(folder, agents=1, scenarios=1)
    path, text = logs.paths[0], read(logs.paths[0])
    for what, pattern, to in (
            ("a weight of 1e9", r'"evidence_weights":\[[0-9.]+', '"evidence_weights":[1000000000'),
            ("a weight of -1", r'"evidence_weights":\[[0-9.]+', '"evidence_weights":[-1'),
            ("a latency of -5", r'"latency_ms":\d+', '"latency_ms":-5'),
            ("words below 0", r'"words":\d+', '"words":-1'),
            ("an option not shown", r'"option":"[^"]*"', '"option":"elsewhere"'),
            ("a key 'gold'", r'"key":"operational"', '"key":"gold"'),
            ("a timing 'slow'", r'"timing":"normal"', '"timing":"slow"'),
            ("an unknown escalation", r'"escalation":"[a-z]*"', '"escalation":"maybe"'),
            ("a credit of 2", r'"credits":\[[0-9.]+', '"credits":[2'),
            ("an exposure of 0", r'"exposure":1', '"exposure":0'),
            ("an expectation of 7", r'"expects":null', '"expects":7')):
        changed, count = re.subn(pattern, to, text)
        check("%s can be put in" % what, count > 0)
        write(path, rechain(changed))
        for words in ((), ("--trust",)):
            got = score(*words, folder)
            if what == "an option not shown" and words:
                continue  # a wrong credit is what --trust trusts
            check("%s sets the file aside %s" % (what, words),
                  [(s["file"], s["set_aside"]) for s in got["skipped"]] == [(path, True)] and
                  got["rows"] == [], got["skipped"])


def test_folders(folder):
    logs = Logs(folder, agents=1, scenarios=2)
    empty = folder + "_empty"
    os.mkdir(empty)
    for verb in ("score", "calibrate"):
        got = run(verb, empty)
        check("%s: a folder without logs says so" % verb,
              got.returncode == 1 and "no logs" in got.stderr.decode() and
              empty in got.stderr.decode(), got.stderr)
    locked = os.path.join(folder, "locked")
    os.mkdir(locked)
    os.chmod(locked, 0)
    try:
        if os.access(locked, os.R_OK):
            return  # this account may read everything
        got = score(folder)
        check("a folder that cannot be read is named", [(s["file"], s["fault"]) for s in
              got["skipped"]] == [(locked, "unreadable")], got["skipped"])
        check("and the others count", got["rows"][0]["n"] == 8, got["rows"])
    finally:
        os.chmod(locked, 0o700)


def test_future(folder):
    """One log from 2099 must not silence a team."""
    logs = Logs(folder, agents=2, scenarios=2)
    before = {row["id"]: row["n"] for row in score(folder)["rows"]}
    path = logs.of("agent_00001")[1]
    write(path, rechain(re.sub(r'"at":"\d{4}-\d\d-\d\d', '"at":"2099-01-01', read(path))))
    got = score(folder)
    check("the session is set aside by name", [(s["file"], s["fault"], s["set_aside"]) for s in
          got["skipped"]] == [(path, "future", True)], got["skipped"])
    check("it is counted", got["logs"]["why"]["future"] == 1, got["logs"])
    check("the others count as before", {row["id"]: row["n"] for row in got["rows"]} ==
          {"agent_00000": before["agent_00000"], "agent_00001": 4}, got["rows"])
    got = score("--as-of", "2099-01-31", folder)
    check("--as-of wins", got["skipped"] == [] and
          [row["n"] for row in got["rows"]] == [0, 4], got["rows"])


def test_window(folder):
    logs = Logs(folder, agents=1, scenarios=2)
    old = logs.paths[0]
    write(old, rechain(re.sub(r'"at":"\d{4}', '"at":"2022', read(old))))
    check("180 days", (score(folder)["rows"][0]["n"], score(folder)["window_days"]) == (4, 180))
    check("--window", score("--window", "2000", folder)["rows"][0]["n"] == 8)
    check("the head names it", "last 2000 days" in run("score", "--window", "2000",
                                                        folder).stdout.decode())
    for days in ("0", "-1", "x", "99999999", ""):
        check("--window '%s' is refused" % days,
              run("score", "--window", days, folder).returncode == 2)
    nodes = json.loads(run("calibrate", "--json", folder).stdout)["nodes"]
    check("the scale uses what is old, too", len(nodes) == 8 and all(
        node["n"] == 1 for node in nodes), nodes)


def test_look_alikes(folder):
    logs = Logs(folder, agents=2, scenarios=1)
    for path, name in zip(logs.paths, ("anna", "\u0430nna")):
        write(path, rechain(re.sub(r'"agent":"[^"]*"', '"agent":"%s"' % name, read(path))))
    got = score(folder)
    check("ids that look alike are named", got["look_alike"] == [["anna", "\u0430nna"]],
          got["look_alike"])
    check("and stay two rows", len(got["rows"]) == 2)
    check("with what is not plain made visible",
          "'anna' and '\\u{430}nna' look alike" in run("score", folder).stdout.decode())
    check("two plain ids do not look alike", score(*logs.paths[:1])["look_alike"] == [])


NAMES = ["=1+1", "+1", "-1", "@a", "\\t=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", "a, b",
         'a \\"b\\"', "plain", "a;b"]


def test_csv(folder):
    logs = Logs(folder, agents=1, scenarios=1)
    path = logs.paths[0]
    text = read(path)
    session = re.search(r'"session":"([^"]*)"', text)[1]
    for i, name in enumerate(NAMES):
        changed = text.replace('"agent":"agent_00000"', '"agent":"%s"' % name)
        changed = changed.replace(session, session[:-2] + "%02x" % i)
        write(os.path.join(folder, "%02d.jsonl" % i), rechain(changed))
    os.remove(path)
    wanted = sorted(json.loads('"%s"' % name) for name in NAMES)
    raw = run("score", "--csv", folder).stdout
    rows = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    check("raw CSV has no byte order mark", not raw.startswith(b"\xef\xbb\xbf"))
    check("raw CSV ends its lines as RFC 4180 says", raw.count(b"\r\n") == len(rows) + 1)
    check("values come back intact", sorted({row["id"] for row in rows}) == wanted,
          sorted({row["id"] for row in rows}))
    sheet = run("score", "--spreadsheet", folder).stdout
    check("a spreadsheet gets a byte order mark", sheet.startswith(b"\xef\xbb\xbf"))
    ids = {row["id"] for row in csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline=""))}
    formulas = [name for name in ids if name.lstrip()[:1] in "=+-@\uff1d\uff0b\uff0d\uff20"]
    check("no cell is a formula", formulas == [], formulas)
    check("what is harmless stays as it is", {"a, b", 'a "b"', "plain", "a;b"} <= ids, ids)
    check("one format at a time", run("score", "--csv", "--json", folder).returncode == 2)


def main():
    top = tempfile.mkdtemp(prefix="score_test_")
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

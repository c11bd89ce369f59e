#!/usr/bin/env python3
"""Writes a large scenario: generate_scenario.py SCENES OPTIONS_A_SCENE > large.lua

With --stubs it begins with constructors that do nothing, so that plain lua5.4 can read it: what
loading is measured against."""

import sys

STUBS = """local function take(t) return t end
local function constructor(id) return take end
scenario, expert, card, scene, option, ending = constructor, constructor, constructor, constructor,
  constructor, constructor
"""

HEAD = """scenario "bench/large" {
  format = 1, version = 1, title = "Large", summary = "Made by a program.", start = "s1",
  skills = { "evidence", "authority" }, mood = { anger = 40, trust = 50 }, vars = { credit = 0 },
}
expert "quality" "Quality lead, 11 years"
expert "retention" "Retention lead, 6 years"
card "account" { title = "Account", facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } } }
"""

STANCES = ["act", "refuse", "escalate", "verify", "inform", "listen", "hold", "handoff", "act_in_part"]


def option(scene, number, scenes):
    to = scene + 1 + (scene * 7 + number * 3) % 5
    target = f"s{to}" if to <= scenes else "done"
    when = ', when = "seen.account.letter == 1"' if number == 3 else ""
    return (f'  option "o{number}" {{ say = "Option {number} in scene {scene}, spoken.", '
            f'to = "{target}", add = {{ anger = {number - 2}, trust = {3 - number} }}, '
            f'stance = "{STANCES[number % len(STANCES)]}"{when} }},\n')


def scene(number, scenes, options):
    ids = " ".join(f"o{o}" for o in range(1, options + 1))
    ratings = " ".join(str((number + o) % 7 + 1) for o in range(1, options + 1))
    panel = "" if number % 2 else (
        f'  panel = {{ options = "{ids}", quality = {{ "{ratings}", "A reason, as experts give them." }},\n'
        f'    retention = {{ "{ratings}", "Another reason." }} }},\n')
    return (f'scene "s{number}" {{\n'
            f'  customer = {{ {{ when = "anger >= 70", "Line {number} of an angry customer." }}, '
            f'"Line {number} of a customer in plain words." }},\n'
            f'  prompt = "What do you do?", seconds = 40, timeout = {{ to = "done", add = {{ anger = 10 }} }},\n'
            f'  evidence = {{ "account.letter" }}, escalation = "unneeded", skill = "authority",\n'
            + panel
            + "".join(option(number, o, scenes) for o in range(1, options + 1)) + "}\n")


def main():
    args = [a for a in sys.argv[1:] if a != "--stubs"]
    scenes, options = int(args[0]), int(args[1])
    out = sys.stdout
    if "--stubs" in sys.argv:
        out.write(STUBS)
    out.write(HEAD)
    for number in range(1, scenes + 1):
        out.write(scene(number, scenes, options))
    out.write('ending "done" { title = "Done", outcome = { resolved = true, csat = 4 } }\n')


main()

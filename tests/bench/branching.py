#!/usr/bin/env python3
"""Writes the same branching story twice: as a scenario (branching.lua) and as ink (branching.ink).

    branching.py FOLDER [SCENES]

Every scene says a line in one of two variants, has three options of which one depends on a variable,
changes two numbers on the way, and goes on to another scene, for ever."""

import os
import sys

PANEL = """  panel = {
    options = "a b c",
    one = { "7 4 2", "First." }, two = { "6 5 1", "Second." }, three = { "7 3 2", "Third." },
    four = { "6 4 3", "Fourth." }, five = { "7 5 1", "Fifth." },
  },
"""


def lua(scenes):
    yield (
        'scenario "bench/branching" {\n  format = 1, version = 1, title = "Branching", '
        'summary = "A story for ever.", industry = "bench", channel = "voice", locale = "en", '
        'start = "s0",\n  agent = { role = "Agent", limit = 0, brief = "Go on." }, '
        'customer = { name = "Ada", about = "Calls." },\n'
        "  mood = { anger = 50, trust = 50 }, vars = { coins = 0 },\n}\n"
    )
    for expert in ("one", "two", "three", "four", "five"):
        yield f'expert "{expert}" "Bench, {expert}"\n'
    for i in range(scenes):
        a, b, c = ((i * 3 + k + 1) % scenes for k in range(3))
        yield f'scene "s{i}" {{\n'
        yield f'  customer = {{ {{ when = "anger >= 50", "I am cross, {i}." }}, "I am well, {i}." }},\n'
        yield PANEL
        yield f'  option "a" {{ say = "Answer a {i}.", to = "s{a}", add = {{ anger = -3, coins = 1 }} }},\n'
        yield f'  option "b" {{ say = "Answer b {i}.", to = "s{b}", add = {{ anger = 5, trust = 1 }} }},\n'
        yield f'  option "c" {{ say = "Answer c {i}.", when = "anger < 90 or trust > 10", to = "s{c}", add = {{ trust = -1 }} }},\n'
        yield "}\n"
    yield 'ending "out" { title = "Out", customer = "Bye.", lesson = "None.", outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 } }\n'


def ink(scenes):
    yield "VAR anger = 50\nVAR trust = 50\nVAR coins = 0\n-> s0\n"
    yield "=== function bound(ref x) ===\n{ x > 100:\n  ~ x = 100\n}\n{ x < 0:\n  ~ x = 0\n}\n"
    for i in range(scenes):
        a, b, c = ((i * 3 + k + 1) % scenes for k in range(3))
        yield f"=== s{i} ===\n{{ anger >= 50:\n  I am cross, {i}.\n- else:\n  I am well, {i}.\n}}\n"
        yield f"+ [Answer a {i}.]\n  ~ anger -= 3\n  ~ bound(anger)\n  ~ coins += 1\n  -> s{a}\n"
        yield f"+ [Answer b {i}.]\n  ~ anger += 5\n  ~ bound(anger)\n  ~ trust += 1\n  ~ bound(trust)\n  -> s{b}\n"
        yield f"+ {{ anger < 90 or trust > 10 }} [Answer c {i}.]\n  ~ trust -= 1\n  ~ bound(trust)\n  -> s{c}\n"


def main():
    folder = sys.argv[1]
    scenes = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    for name, story in (("branching.lua", lua), ("branching.ink", ink)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.writelines(story(scenes))


if __name__ == "__main__":
    main()

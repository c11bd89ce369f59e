"""Random scenarios that are right by docs/format.md and reach all of it: make(seed) gives {path: text}."""
import random

STANCES = "act act_in_part verify inform listen refuse hold handoff escalate".split()
SKILLS = "sense_making evidence authority communication listening de_escalation negotiation handoff".split()
VARIABLES = ["v1", "v2", "zed", "a_b"]
WORDS = ["alpha", "beta,", "{customer.name}", "{agent.name}.", "{v1}", "{anger}%", "{{brace}}", "عربي", "é", "—",
         "a\u00a0b", "c\u2003d", "x\u3000y", "\u2066iso\u2069", '\\"q\\"', "back\\\\slash", "line\\nbreak", "😀",
         "zero\u200bwidth", "e\u0301\u0302", "{v2}{v1}", "/", "<b>"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.cards = {"c%d" % i: ["f%d" % k for k in range(self.r.randint(0, 3))] for i in range(self.r.randint(1, 4))}
        self.evidence = list(self.cards) + [c + "." + f for c, facts in self.cards.items() for f in facts]
        self.scenes = ["s%d" % i for i in range(self.r.randint(2, 8))]
        self.endings = ["e%d" % i for i in range(self.r.randint(1, 3))]
        self.decides = [s for i, s in enumerate(self.scenes) if i == 0 or self.chance(.8)]
        self.options = {s: ["o%d" % i for i in range(self.r.randint(1, 6))] for s in self.decides}
        self.experts = ["x%d" % i for i in range(self.r.randint(1, 12))]
        self.seed = seed

    def chance(self, share):
        return self.r.random() < share

    def some(self, items, most):
        return self.r.sample(items, self.r.randint(1, min(most, len(items))))

    # parts

    def text(self, least=1, most=12):
        return '"%s"' % " ".join(self.r.choice(WORDS) if self.chance(.5) else "w%d" % self.r.randint(0, 99)
                                 for _ in range(self.r.randint(least, most)))

    def title(self):
        return self.text(1, 3).replace("\\n", "")

    def atom(self):
        r = self.r
        scene = r.choice(self.decides)
        return r.choice([
            "%s %s %d" % (r.choice(VARIABLES + ["anger", "trust"]), r.choice(["==", "~=", "<", "<=", ">", ">="]),
                          r.choice([0, 1, 2, 5, 10, 40, 50, 60, 100])),
            "seen." + r.choice(self.evidence), "seen." + r.choice(self.evidence),
            "visits." + r.choice(self.scenes) + r.choice(["", " > 1", " == 2"]),
            "took.%s.%s" % (scene, r.choice(self.options[scene])) + r.choice(["", " >= 1", " == 0"]),
            r.choice(["true", "false"]),
            "%s %s %s > %d" % (r.choice(VARIABLES), r.choice("+-*"),
                               r.choice(VARIABLES + ["anger", "3", "9223372036854775807"]), r.randint(-5, 60))])

    def condition(self):
        a, b, c = self.atom(), self.atom(), self.atom()
        return self.r.choice([a, a, "not (%s)" % a, "%s and %s" % (a, b), "%s or %s and not (%s)" % (a, b, c),
                              "(%s or %s) == (%s)" % (a, b, c)])

    def effects(self):
        r, parts = self.r, []
        if self.chance(.6):
            parts.append("add = { %s = %d, %s = %d }" % (r.choice(["anger", "trust"]), r.randint(-40, 40),
                                                       r.choice(VARIABLES), r.choice([1, -1, 7, 999999, -999999])))
        if self.chance(.3):
            parts.append("set = { %s = %d }" % (r.choice(VARIABLES + ["anger"]), r.randint(0, 100)))
        return parts

    def variants(self, make, share=.4):
        if not self.chance(share):
            return make()
        some = ['{ when = "%s", %s }' % (self.condition(), make()) for _ in range(self.r.randint(1, 3))]
        return "{ %s, %s }" % (", ".join(some), self.r.choice(["%s", "{ %s }"]) % make())

    def target(self, scene, speaks=False):
        later = self.scenes[self.scenes.index(scene) + 1:] + self.endings
        return lambda: '"%s"' % self.r.choice(later if speaks or self.chance(.7) else self.scenes + self.endings)

    # declarations

    def level(self, name):
        r = self.r
        parts = ["anger = %d" % r.randint(-100, 100), "trust = %d" % r.randint(-100, 100),
                 "seconds = %d" % r.choice([10, 33, 77, 150, 333, 1000])]
        return "%s = { %s }" % (name, ", ".join(p for p in parts if self.chance(.7)))

    def scenario(self):
        r = self.r
        parts = ['format = 1, version = %d, title = %s, start = "s0"' % (r.randint(1, 9), self.title()),
                 'locale = "%s"' % r.choice(["en", "ar", "pt-BR"]),
                 'channel = "%s"' % r.choice(["voice", "chat", "email"]),
                 "vars = { v1 = %d, v2 = 0, zed = -5, a_b = 1000000 }" % r.randint(-3, 3),
                 "customer = { name = %s }" % r.choice(['"Ann O\'Hara"', '"مريم"'])]
        if self.chance(.6):
            parts.append("target_minutes = %d" % r.randint(1, 20))
        if self.chance(.7):
            parts.append("mood = { anger = %d, trust = %d }" % (r.randint(0, 100), r.randint(0, 100)))
        if self.chance(.5):
            parts.append("levels = { %s }" % ", ".join(self.level(l) for l in self.some(["calm", "storm"], 2)))
        return 'scenario "made/n-%d" { %s }' % (self.seed, ", ".join(parts))

    def card(self, id):
        facts = ["{ %s, %s }" % (self.title(), self.text(1, 30)) for _ in range(self.r.randint(0, 3))]
        facts += ['{ %s, %s, closed = "%s" }' % (self.title(), self.text(1, 30), f) for f in self.cards[id]]
        self.r.shuffle(facts)
        parts = ["facts = { %s }" % ", ".join(facts)]
        if self.chance(.7):
            parts.append("title = " + self.title())
        if self.chance(.5):
            parts.append("text = " + self.text(5, 200))
        if self.chance(.2):
            parts.append('when = "%s"' % self.condition())
        return 'card "%s" { %s }' % (id, ", ".join(parts))

    def row(self, ids, rates):
        r, parts = self.r, []
        ratings = [r.randint(1, 7) for _ in ids]
        if rates:
            parts.append('"%s"' % " ".join(map(str, ratings)))
        parts.append('"why"')
        if not rates:
            parts.append('best = "%s"' % r.choice(ids))
        elif self.chance(.4):
            parts.append('best = "%s"' % r.choice([o for o, n in zip(ids, ratings) if n == max(ratings)]))
        if self.chance(.4):
            parts.append('escalate = "%s"' % r.choice(["yes", "yes", "no", "either"]))
        if self.chance(.6):
            parts.append('opens = "%s"' % r.choice([" ", ", "]).join(self.some(self.evidence, 3)))
        if self.chance(.5):
            parts.append("expects = %d" % r.randint(0, 100))
        return "{ %s }" % ", ".join(parts)

    def panel(self, scene, rates):
        ids = self.options[scene][:]
        self.r.shuffle(ids)
        parts = ["%s = %s" % (e, self.row(ids, rates)) for e in self.some(self.experts, len(self.experts))]
        if rates:
            parts.append('options = "%s"' % " ".join(ids))
        if self.chance(.4):
            parts.append('escalate = "%s"' % self.r.choice(["yes", "no", "either"]))
        return "panel = { %s }" % ", ".join(parts)

    def option(self, scene, id, has_credit):
        r = self.r
        parts = ["to = " + self.variants(self.target(scene))] + self.effects()
        if self.chance(.6):
            parts.append("say = " + self.text())
        else:
            parts.append("act = " + self.text())
            if self.chance(.5):
                parts.append("says = " + self.variants(self.text))
        if id != "o0" and self.chance(.35):
            parts.append('when = "%s"' % self.condition())
        if id != "o0" and self.chance(.2):
            parts.append("once = true")
        for share, part in [(.8, 'stance = "%s"' % r.choice(STANCES)), (.2, "escalates = true"),
                            (.3, "team = " + self.title()), (.1, "compliant = false"), (.1, "critical = true"),
                            (.1, "stops_clock = true")]:
            if self.chance(share):
                parts.append(part)
        if has_credit and self.chance(.8):
            parts.append("credit = " + r.choice(["0", "1", "0.5", "0.3333", "0.85", "0.4", "0.8499", "0.12345", "1.0"]))
        r.shuffle(parts)
        return 'option "%s" { %s }' % (id, ", ".join(parts))

    def timing(self, scene):
        r, parts, last = self.r, [], 60
        if self.chance(.5):
            last = r.randint(2, 90)
            effects = "".join(", " + e for e in self.effects())
            parts.append("seconds = %d, timeout = { to = %s%s }" % (last, self.variants(self.target(scene)), effects))
        if self.chance(.5):
            nudge = lambda: "{ %s }" % ", ".join(["after = %d" % r.choice([r.randint(1, last), min(last, 5)]),
                                                  self.variants(self.text, .2)] + self.effects())
            parts.append("nudges = { %s }" % ", ".join(nudge() for _ in range(r.randint(1, 4))))
        return parts

    def scene(self, id):
        r, parts = self.r, []
        for share, part in [(.4, "enter = { %s }" % ", ".join(self.effects())), (.3, "speaker = " + self.title()),
                            (.85, "customer = " + self.variants(lambda: self.text(1, 30))),
                            (.3, "note = " + self.text()), (.5, "prompt = " + self.title())]:
            if self.chance(share):
                parts.append(part)
        if id not in self.decides:
            return 'scene "%s" { %s }' % (id, ", ".join(parts + ["to = " + self.variants(self.target(id, True))]))
        parts += self.timing(id)
        for share, part in [(.6, "evidence = { %s }" % ", ".join('"%s"' % e for e in self.some(self.evidence, 3))),
                            (.6, 'escalation = "%s"' % r.choice(["needed", "unneeded", "either"])),
                            (.6, 'skill = "%s"' % r.choice(SKILLS)), (.3, 'also_skill = "%s"' % r.choice(SKILLS))]:
            if self.chance(share):
                parts.append(part)
        key = r.choice(["rates", "rates", "votes", "credits", "none"])
        if key in ("rates", "votes"):
            parts.append(self.panel(id, key == "rates"))
        parts += [self.option(id, o, key == "credits") for o in self.options[id]]
        return 'scene "%s" { %s }' % (id, ",\n  ".join(parts))

    def ending(self, id):
        r = self.r
        outcome = ["resolved = true", "retained = false", "compliant = " + r.choice(["true", "false"]),
                   "csat = %d" % r.randint(1, 5), "cost = %d" % r.choice([0, -5, 1000000])]
        parts = ['title = "T"', "outcome = { %s }" % ", ".join(o for o in outcome if self.chance(.7))]
        if self.chance(.6):
            parts.append("customer = " + self.variants(self.text))
        return 'ending "%s" { %s }' % (id, ", ".join(parts))


def make(seed):
    m = Maker(seed)
    experts = "\n".join('expert "%s" "Who %s"' % (e, e) for e in m.experts)
    include = m.chance(.3)
    files = {"parts/experts.lua": experts} if include else {}
    files["call.lua"] = "\n".join([m.scenario(), 'include "parts/experts.lua"' if include else experts] +
                                  [m.card(c) for c in m.cards] + [m.scene(s) for s in m.scenes] +
                                  [m.ending(e) for e in m.endings]) + "\n"
    return files

#!/usr/bin/env python3
"""A second implementation of the decision log, written from docs/format.md and docs/decision-log.md alone.

    verify_log.py [--lua LUA] LOG...

Reads each log and the bundle beside it, runs the bundle's scenario in plain Lua with constructors of its own, plays
the call again from the log's inputs and compares every line byte for byte. Prints what differs; exits 1 if anything
does. It shares no line with the engine: where the two disagree, one of them has misread the documents.
"""
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

M64 = (1 << 64) - 1
LEVELS = {"calm": (-15, 10, 150), "standard": (0, 0, 100), "storm": (15, -10, 75)}
TIMING = {"normal": 100, "extended": 150, "double": 200, "untimed": 0}
VARIABLE = 1000000

LOADER = r'''
local root, file = arg[1], arg[2]
local out = { experts = {}, cards = {}, scenes = {}, endings = {}, rules = {} }
local env = {}
for _, n in ipairs { "ipairs", "select", "tonumber", "tostring", "type", "error", "assert" } do env[n] = _G[n] end
env.string, env.table, env.math, env.utf8 = string, table, math, utf8
local function curried(list)
  return function(id) return function(t) list[#list + 1] = { id = id, body = t } end end
end
function env.scenario(id) return function(t) out.scenario = { id = id, body = t } end end
function env.expert(id) return function(who) out.experts[#out.experts + 1] = { id = id, who = who } end end
env.card, env.scene, env.ending = curried(out.cards), curried(out.scenes), curried(out.endings)
env.rule, env.checkpoint = curried(out.rules), curried({})
function env.option(id) return function(t) return { option_id = id, body = t } end end
local done = {}
function env.include(name)
  if done[name] then return end
  done[name] = true
  assert(loadfile(root .. "/" .. name, "t", env))()
end
done[file] = true
assert(loadfile(root .. "/" .. file, "t", env))()
local function text(s)
  return '"' .. s:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end) .. '"'
end
local function dump(v)
  if type(v) == "string" then return text(v) end
  if type(v) ~= "table" then return tostring(v) end
  local parts, list = {}, {}
  for i, x in ipairs(v) do list[i] = dump(x) end
  for k, x in pairs(v) do
    if math.type(k) ~= "integer" then parts[#parts + 1] = text(tostring(k)) .. ":" .. dump(x) end
  end
  parts[#parts + 1] = '"":[' .. table.concat(list, ",") .. "]"
  return "{" .. table.concat(parts, ",") .. "}"
end
io.write(dump(out))
'''


class Wrong(Exception):
    pass


# -- bytes -----------------------------------------------------------------------------------------------------------

class Decimal(str):
    """A share, kept as the text it stands as."""


def share(n, places=4):
    """n ten-thousandths (or hundredths) as the log writes them."""
    s = "%d.%0*d" % (n // 10 ** places, places, n % 10 ** places)
    return Decimal(s.rstrip("0").rstrip("."))


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write(v):
    if v is None:
        return "null"
    if v is True or v is False:
        return "true" if v else "false"
    if isinstance(v, (Decimal, int)):
        return str(v)
    if isinstance(v, str):
        return '"' + "".join(ESCAPES.get(c) or ("\\u%04x" % ord(c) if ord(c) < 32 else c) for c in v) + '"'
    if isinstance(v, dict):
        return "{" + ",".join(write(k) + ":" + write(x) for k, x in v.items()) + "}"
    return "[" + ",".join(write(x) for x in v) + "]"


def read_pairs(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise Wrong("a doubled key")
    return dict(pairs)


def read(text):
    return json.loads(text, object_pairs_hook=read_pairs, parse_float=Decimal)


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def fnv(text):
    h = 0xCBF29CE484222325
    for b in text.encode():
        h = (h ^ b) * 0x100000001B3 & M64
    return h


class Stream:
    """splitmix64 with the state seed XOR FNV-1a-64(purpose)."""

    def __init__(self, seed, purpose):
        self.state = seed ^ fnv(purpose)

    def next(self):
        self.state = self.state + 0x9E3779B97F4A7C15 & M64
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & M64
        z = (z ^ z >> 27) * 0x94D049BB133111EB & M64
        return z ^ z >> 31


# -- conditions ------------------------------------------------------------------------------------------------------

TOKEN = re.compile(r"\s*(?:(\d+)|([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)|(==|~=|<=|>=|//|[-<>+*()]))", re.S)
MIN64, MAX64 = -(1 << 63), (1 << 63) - 1


def saturate(n):
    return max(MIN64, min(MAX64, n))


def condition(text, look):
    """Lua's precedence: or, and, comparison, + -, *, not and unary minus."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            raise Wrong("condition %r" % text)
        tokens.append(m.group(m.lastindex))
        at = m.end()
    tokens.append("")

    def take():
        return tokens.pop(0)

    def unary():
        t = take()
        if t == "not":
            return int(not unary())
        if t == "-":
            return saturate(-unary())
        if t == "(":
            v = level(0)
            if take() != ")":
                raise Wrong("condition %r" % text)
            return v
        if t in ("true", "false"):
            return int(t == "true")
        return saturate(int(t)) if t.isdigit() else look(t)

    ops = [{"or": lambda a, b: int(bool(a) or bool(b))}, {"and": lambda a, b: int(bool(a) and bool(b))},
           {"==": lambda a, b: int(a == b), "~=": lambda a, b: int(a != b), "<": lambda a, b: int(a < b),
            "<=": lambda a, b: int(a <= b), ">": lambda a, b: int(a > b), ">=": lambda a, b: int(a >= b)},
           {"+": lambda a, b: saturate(a + b), "-": lambda a, b: saturate(a - b)},
           {"*": lambda a, b: saturate(a * b), "//": lambda a, b: a // b}]

    def level(n):
        if n == len(ops):
            return unary()
        v = level(n + 1)
        while tokens[0] in ops[n]:
            v = ops[n][take()](v, level(n + 1))
        return v

    v = level(0)
    if tokens != [""]:
        raise Wrong("condition %r" % text)
    return v


# -- the scenario ----------------------------------------------------------------------------------------------------

def variants(v):
    """A text, or variants, as [(when, text), ...]."""
    if v is None:
        return []
    if isinstance(v, str):
        return [(None, v)]
    if "when" in v:
        return [(v["when"], v[""][0])]
    return [(x["when"], x[""][0]) if isinstance(x, dict) and "when" in x
            else (None, x[""][0] if isinstance(x, dict) else x) for x in v[""]]


def spoken(v):
    """A list of lines as [(when, text, entry), ...]; a text is a list of one."""
    if v is None:
        return []
    if isinstance(v, str):
        return [(None, v, {})]
    return [(None, x, {}) if isinstance(x, str) else (x.get("when"), x[""][0], x) for x in v[""]]


def words(*texts):
    return sum(len(re.findall("[^ \\t\\n\\r\u00a0\u202f]+", t)) for t in texts if t)


UNSPACED = re.compile("[\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
                      "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def speech_words(text):
    """As a speaker needs time for them: in scripts without blanks two characters are a word."""
    unspaced = len(UNSPACED.findall(text))
    return words(UNSPACED.sub(" ", text)) + (unspaced + 1) // 2


def pauses(v):
    """Of a text, or of each of its variants: seconds of silence before it."""
    if v is None or isinstance(v, str):
        return [0]
    if "when" in v or (v[""] and isinstance(v[""][0], str) and "pause" in v):
        return [v.get("pause", 0)]
    return [x.get("pause", 0) if isinstance(x, dict) else 0 for x in v[""]]


def as_list(v):
    if v is None:
        return []
    return re.split(r"[\s,]+", v.strip(" ,\n")) if isinstance(v, str) else v[""]


def ten_thousandths(v):
    return int(float(v) * 10000 + 0.5)


class Scenario:
    def __init__(self, bundle_bytes, lua="lua5.4"):
        bundle = read(bundle_bytes.decode())
        if write(bundle) != bundle_bytes.decode():
            raise Wrong("the bundle is not written as the log is")
        paths = [f["path"] for f in bundle["files"]]
        if list(bundle) != ["v", "root", "files"] or paths != sorted(paths, key=str.encode):
            raise Wrong("the bundle's keys or the order of its files")
        with tempfile.TemporaryDirectory() as folder:
            for f in bundle["files"]:
                p = os.path.join(folder, f["path"])
                os.makedirs(os.path.dirname(p), exist_ok=True)
                with open(p, "w", newline="") as h:
                    h.write(f["text"])
            got = subprocess.run([lua, "-", folder, bundle["root"]], input=LOADER.encode(), stdout=subprocess.PIPE,
                                 check=True).stdout
        d = json.loads(got, parse_float=Decimal)
        self.id, self.body = d["scenario"]["id"], d["scenario"]["body"]
        self.locale = self.body.get("locale", "en")
        self.vars = {k: v for k, v in self.body.get("vars", {"": []}).items() if k}
        self.desk = []                # every id of evidence, in the order of the desk
        for c in d["cards"][""]:
            facts = c["body"].get("facts", {"": []})[""]
            self.desk += [c["id"]] + [c["id"] + "." + f["closed"] for f in facts if "closed" in f]
        self.scenes = {s["id"]: s["body"] for s in d["scenes"][""]}
        self.endings = {e["id"]: e["body"] for e in d["endings"][""]}
        self.cards = {c["id"]: c["body"] for c in d["cards"][""]}
        for s in self.scenes.values():
            s["options"] = [dict(o["body"], id=o["option_id"]) for o in s[""]]
        self.rules = {x["id"]: x["body"] for x in d["rules"][""]}
        bodies = [o for s in self.scenes.values() for o in [s, *s["options"], s.get("timeout") or {}]]
        self.has_story = "story_clock" in self.body or any("takes" in o for o in bodies)
        self.needed_cards = {e for s in self.scenes.values() for o in s["options"] for n in as_list(o.get("needs"))
                             for e in n.split("|") if "." not in e}
        self.nodes = {s: self.node(s) for s in self.scenes if self.scenes[s]["options"]}
        self.panels = {s: self.panel(s) for s in self.nodes}
        name = re.sub(r"\.lua$", "", bundle["root"]) + ".panel.json"
        for f in bundle["files"]:
            if f["path"] == name:
                self.collected(read(f["text"]))

    def escalates(self, option):
        return bool(option.get("escalates", option.get("stance") == "escalate"))

    def node(self, scene):
        s = self.scenes[scene]

        def pairs(v):
            return [list(x) for x in variants(v)] or None
        timeout = s.get("timeout")
        item = [self.id, self.locale, scene, pairs(s.get("customer")), s.get("speaker"), s.get("prompt"),
                s.get("note"), s.get("seconds"), pairs(timeout["to"]) if timeout else None, s.get("escalation"),
                [[o["id"], o.get("say"), o.get("act"), pairs(o.get("says")), o.get("when"), pairs(o["to"]),
                  o.get("stance"), self.escalates(o)] for o in s["options"]]]
        if "lines" in s:
            item.append(["lines", [[when, e.get("speaker"), text] for when, text, e in spoken(s["lines"])]])
        if any("needs" in o for o in s["options"]):
            item.append(["needs", [[o["id"], as_list(o["needs"])] for o in s["options"] if "needs" in o]])
        return sha256(write(item))[:16]

    def panel(self, scene):
        """The illustrative panel as a list of rows."""
        p = self.scenes[scene].get("panel")
        if p is None:
            return None
        ids, rows = as_list(p.get("options")), []
        for expert, row in p.items():
            if expert in ("", "options", "escalate"):
                continue
            head = row[""]
            rate = None
            if ids and re.fullmatch(r"[\s,\d]+", head[0]):
                rate = dict(zip(ids, map(int, as_list(head[0]))))
            rows.append({"expert": expert, "rate": rate, "best": row.get("best"),
                         "escalate": row.get("escalate", p.get("escalate")),
                         "opens": as_list(row["opens"]) if "opens" in row else None,
                         "expects": row.get("expects")})
        return {"key": "illustrative", "rows": rows}

    def collected(self, panel):
        latest = {}
        for r in panel["ratings"]:
            k = (r["node"], r["expert"])
            if k not in latest or r["at"] >= latest[k]["at"]:
                latest[k] = r
        for scene, node in self.nodes.items():
            rows = [latest[k] for k in sorted(latest, key=lambda k: k[1].encode()) if k[0] == node]
            if not rows:
                continue
            exact = []
            for r in rows:
                e = {k: r.get(k) for k in "node expert at rate best escalate opens expects because".split()}
                if e["rate"]:
                    e["rate"] = {o: e["rate"][o] for o in sorted(e["rate"], key=str.encode)}
                exact.append(e)
            key = "pilot" if len(rows) >= 5 else "ambiguous"
            for k in panel.get("keys", []):
                if k["node"] == node and k["panel_sha256"] == sha256(write(exact)):
                    key = k["status"]
                    if key == "operational" and len(rows) < 10:
                        key = "pilot"
                    if key == "pilot" and len(rows) < 5:
                        key = "ambiguous"
            self.panels[scene] = {"key": key, "rows": exact}

    def card_words(self, card):
        c = self.cards[card]
        n = words(c.get("title", card), c.get("text"))
        for f in c.get("facts", {"": []})[""]:
            n += 0 if "closed" in f else words(*f[""])
        return n


def keys_of(scenario, scene, shown, rules):
    """credits, option_categories, votes, panel_n over the options shown; Nones where there is no key."""
    panel = scenario.panels[scene]
    options = {o["id"]: o for o in scenario.scenes[scene]["options"]}
    if panel is None:
        raw = [options[o].get("credit") for o in shown]
        if all(c is None for c in raw):
            return None
        credit = [None if c is None else ten_thousandths(c) for c in raw]
        category = [None if c is None else 0 if options[o].get("critical") else 2 if c >= 8500 else
                    1 if c >= 4000 else 0 for o, c in zip(shown, credit)]
        return credit, category, [0] * len(shown), 0
    rows = panel["rows"]
    m = len(rows)
    votes = dict.fromkeys(shown, 0)
    credit, category = [], []
    if rows[0]["rate"]:
        for r in rows:
            top = max(r["rate"][o] for o in shown)
            tied = [o for o in shown if r["rate"][o] == top]
            for o in [r["best"]] if r["best"] in shown else tied:
                votes[o] += 1
        total = [sum(r["rate"][o] for r in rows) for o in shown]
        high, low = max(total), min(total)
        D = max(high - low, 3 * m)
        for o, s in zip(shown, total):
            left = D - (high - s)
            credit.append((10000 * left + D // 2) // D)
            x = 2 if 100 * left >= 85 * D and s >= 5 * m else 1 if 100 * left >= 40 * D and s >= 4 * m else 0
            category.append(0 if options[o].get("critical") else x)
        if rules >= 2 and not any(category):
            credit = [(10000 * high * (D - high + s) + 7 * m * D // 2) // (7 * m * D) for s in total]
    else:
        for r in rows:
            if r["best"] in votes:
                votes[r["best"]] += 1
        high = max(votes.values())
        for o in shown:
            c = (10000 * votes[o] + high // 2) // high if high else 0
            credit.append(c)
            x = 2 if 100 * votes[o] >= 85 * high else 1 if 100 * votes[o] >= 33 * high else 0
            category.append(0 if options[o].get("critical") or not high else x)
    return credit, category, [votes[o] for o in shown], m


# -- the call --------------------------------------------------------------------------------------------------------

# What rules 2 put behind the fields of a type, as it is where nobody speaks and nothing is withheld.
NEW_CHOICE = dict(minutes=None, withheld=[], before_ms=0, says=None, breaks=None, checks=None, proved=None,
                  own_audio=None)
NEW_FIELDS = {"scene": dict(minutes=None, lines=[], speaks_ms=0), "decision": NEW_CHOICE, "timeout": NEW_CHOICE,
              "resume": dict(utc_offset_min=None), "end": dict(minutes=None, line=None, lines=[], later=[])}


class Call:
    """The session: inputs at their times in, expected records out (without seq, at and prev)."""

    def __init__(self, scenario, start):
        self.s, self.start = scenario, start
        self.rules = start.get("rules", 1)
        if self.rules not in (1, 2):
            raise Wrong("rules %s" % self.rules)
        self.out = collections.deque()
        level = dict(LEVELS)
        for name, l in scenario.body.get("levels", {}).items():
            if name:
                level[name] = (l.get("anger", 0), l.get("trust", 0), l.get("seconds", 100))
        anger, trust, self.percent = level[start["level"]]
        mood = scenario.body.get("mood", {})
        self.state = {"anger": 0, "trust": 0, **scenario.vars}
        self.put("anger", mood.get("anger", 50) + anger)
        self.put("trust", mood.get("trust", 50) + trust)
        self.count = collections.Counter()
        self.minutes = 0
        self.scene, self.seed = "", int(start["seed"], 16)
        self.opened = {}              # evidence in order of first opening: id -> ms (None: a fact)
        self.card, self.card_since = None, 0
        self.t, self.resumes, self.decisions, self.compliant = 0, 0, 0, True
        self.over = False
        self.shown_nodes = collections.Counter()
        self.due = []

    # state

    def put(self, name, value):
        low, high = (0, 100) if name in ("anger", "trust") else (-VARIABLE, VARIABLE)
        self.state[name] = max(low, min(high, value))

    def effects(self, e):
        for name, v in (e or {}).get("set", {}).items():
            if name:
                self.put(name, v)
        for name, v in (e or {}).get("add", {}).items():
            if name:
                self.put(name, self.state[name] + v)

    def take(self, body):
        self.minutes = min(1_000_000, self.minutes + (body or {}).get("takes", 0))

    def look(self, name):
        if name == "minutes" and self.s.has_story:
            return self.minutes
        return self.state[name] if name in self.state else self.count[name]

    def holds(self, text):
        return text is None or bool(condition(text, self.look))

    def first(self, v):
        for i, (when, x) in enumerate(variants(v)):
            if self.holds(when):
                return i + 1, x
        return None, None

    def hash(self):
        lines = [self.scene] + ["%s=%d" % (n, self.state[n]) for n in ("anger", "trust")]
        if self.minutes:
            lines.append("minutes=%d" % self.minutes)
        lines += ["%s=%d" % (n, self.state[n]) for n in sorted(self.s.vars, key=str.encode)]
        lines += ["%s=%d" % (n, c) for n, c in sorted(self.count.items()) if c]
        return "%016x" % fnv("".join(x + "\n" for x in lines))

    def spoken(self, v):
        return [i for i, (when, _, _) in enumerate(spoken(v), 1) if self.holds(when)]

    def value(self, v, default):
        """Of an outcome: a value, variants, or an expression."""
        if isinstance(v, dict):
            v = self.first(v)[1]
        if isinstance(v, str):
            v = condition(v, self.look)
        return default if v is None else v

    def say(self, t, type, **fields):
        if self.rules >= 2 and self.s.has_story and "minutes" in NEW_FIELDS.get(type, {}):
            fields["minutes"] = self.minutes
        if self.rules >= 2:
            new = NEW_FIELDS.get(type, {})  # behind the others, in their own order
            fields = {**{k: v for k, v in fields.items() if k not in new},
                      **{k: fields.get(k, v) for k, v in new.items()}}
        self.out.append(dict(type=type, t=t, **fields, state=self.hash()))

    # scenes

    def scaled(self, seconds):
        return seconds * 1000 * self.percent * TIMING[self.start["timing"]] // 10000

    def speaks(self, text, pause):
        """How long a line lasts: spoken at a pace after its silence, or read."""
        if self.rules < 2 or self.start["timing"] == "untimed":
            return 0
        if self.start["pace"] == 0:
            return 250 * words(text)
        return speech_words(text) * 60000 // self.start["pace"] + pause * 1000

    def show(self, t):
        """The options appear: what is timed runs from here."""
        body, timed = self.s.scenes[self.scene], self.start["timing"] != "untimed"
        self.shown_t = t
        self.due = [(t + self.scaled(n["after"]), i) for i, n in enumerate(body.get("nudges", {"": []})[""], 1)]
        self.due = sorted(self.due) if timed else []

    def ready(self, t, by):
        if self.rules < 2 or by != "cut_in" or t >= self.shown_t:
            raise Wrong("ready")
        self.show(t)
        self.say(t, "ready", scene=self.scene, by=by)

    def enter(self, id, t):
        self.scene_t, queue = t, t
        while True:
            if id in self.s.endings:
                return self.end(id, t)
            self.scene, body = id, self.s.scenes[id]
            self.count["visits." + id] += 1
            self.effects(body.get("enter"))
            self.take(body)
            line, self.line_text = self.first(body.get("customer"))
            lines = spoken(body.get("lines"))
            numbers = self.spoken(body.get("lines"))
            self.said = [self.line_text] * (line is not None) + [lines[i - 1][1] for i in numbers]
            ms = sum(self.speaks(lines[i - 1][1], lines[i - 1][2].get("pause", 0)) for i in numbers)
            if line is not None:
                ms += self.speaks(self.line_text, pauses(body["customer"])[line - 1])
            queue += ms
            new = dict(lines=numbers, speaks_ms=ms) if self.rules >= 2 else {}
            self.say(t, "scene", scene=id, line=line, anger=self.state["anger"], trust=self.state["trust"], **new)
            if body["options"]:
                break
            id = self.first(body["to"])[1]
        self.resumed_here = False
        self.shown = [o for o in self.order() if self.offered(o) and self.met(o)]
        self.waiting = [o["id"] for o in body["options"] if o["id"] not in self.shown and self.offered(o["id"])
                        and self.reachable(o["id"])]
        self.shown_nodes[self.s.nodes[id]] += 1
        timed = self.start["timing"] != "untimed"
        self.limit = self.scaled(body["seconds"]) if timed and "seconds" in body else None
        self.show(queue)
        self.spans, self.first_choice = [], None

    def order(self):
        options = self.s.scenes[self.scene]["options"]
        plain = [o["id"] for o in options if not self.s.escalates(o)]
        stream = Stream(self.seed, "order:" + self.scene)
        for i in range(len(plain) - 1, 0, -1):
            j = stream.next() % (i + 1)
            plain[i], plain[j] = plain[j], plain[i]
        return plain + [o["id"] for o in options if self.s.escalates(o)]

    def option(self, id):
        return next(o for o in self.s.scenes[self.scene]["options"] if o["id"] == id)

    def offered(self, id):
        o = self.option(id)
        if o.get("once") and self.count["took.%s.%s" % (self.scene, id)]:
            return False
        return self.holds(o.get("when"))

    # looking up

    def is_met(self, e):
        return bool(self.count["seen." + e] if "." in e else self.count["read." + e])

    def met(self, id):
        return all(any(map(self.is_met, n.split("|"))) for n in as_list(self.option(id).get("needs")))

    def reachable(self, id):
        return all(any(self.is_met(e) or self.holds(self.s.cards[e.split(".")[0]].get("when")) for e in n.split("|"))
                   for n in as_list(self.option(id).get("needs")))

    def join(self):
        came = [o for o in self.waiting if self.met(o)]
        self.shown += came
        self.waiting = [o for o in self.waiting if o not in came]

    def read_due(self):
        """When the open card will have been open long enough for those who need it; None: never."""
        if self.card not in self.s.needed_cards or self.count["read." + self.card]:
            return None
        return self.card_since + max(800, self.s.card_words(self.card) * 15) - self.opened[self.card]

    def add_options(self):
        ids = [o["id"] for o in self.s.scenes[self.scene]["options"]]
        self.join()
        self.shown += [o for o in ids if o not in self.shown and o not in self.waiting and "when" in self.option(o)
                       and self.offered(o) and self.met(o)]

    def end(self, id, t):
        self.scene, self.over = "end:" + id, True
        e = self.s.endings[id].get("outcome", {})
        self.say(t, "end", ending=id, outcome={
            "resolved": bool(self.value(e.get("resolved"), False)), "retained": bool(self.value(e.get("retained"), False)),
            "compliant": bool(self.value(e.get("compliant"), True)) and self.compliant,
            "csat": max(1, min(5, self.value(e.get("csat"), 3))),
            "cost": max(-10**9, min(10**9, self.value(e.get("cost"), 0)))}, decisions=self.decisions, complete=self.start["mode"] != "retry")
        if self.rules >= 2:
            self.out[-1]["line"] = self.first(self.s.endings[id].get("customer"))[0]
            self.out[-1]["lines"] = self.spoken(self.s.endings[id].get("lines"))
            self.out[-1]["later"] = self.spoken(self.s.endings[id].get("later"))

    # time and inputs

    def pass_time(self, t):
        """What is due at or before t happens at its due time."""
        while not self.over:
            deadline = None if self.limit is None else self.shown_t + self.limit
            read = self.read_due()
            if (read is not None and read <= t and (deadline is None or read <= deadline)
                    and not (self.due and self.due[0][0] < read)):
                self.count["read." + self.card] = 1
                self.join()
            elif self.due and self.due[0][0] <= t and (deadline is None or self.due[0][0] <= deadline):
                at, n = self.due.pop(0)
                self.effects(self.s.scenes[self.scene]["nudges"][""][n - 1])
                self.say(at, "nudge", scene=self.scene, nudge=n)
            elif deadline is not None and deadline <= t:
                self.timeout(deadline)
            else:
                break

    def close_card(self, t):
        if self.card is None:
            return
        ms = t - self.card_since
        self.opened[self.card] += ms
        self.spans.append((self.card_since, t))
        card, self.card = self.card, None
        self.say(t, "card_closed", scene=self.scene, card=card, open_ms=ms)

    def open_card(self, card, t):
        if not self.holds(self.s.cards[card].get("when")):
            raise Wrong("card %s is not on the desk" % card)
        if self.card == card:
            raise Wrong("card %s is open" % card)
        self.close_card(t)
        first = card not in self.opened
        self.opened.setdefault(card, 0)
        self.card, self.card_since = card, t
        self.count["seen." + card] = 1
        self.add_options()
        self.say(t, "card", scene=self.scene, card=card, first=first)

    def ask(self, card, fact, t):
        self.opened.setdefault(card + "." + fact, None)
        self.count["seen.%s.%s" % (card, fact)] = 1
        self.add_options()
        self.say(t, "fact", scene=self.scene, card=card, fact=fact)

    def is_compliant(self, o):
        if self.rules >= 2 and o.get("critical"):
            return False  # what breaks a law or the authority breaks a rule
        if self.s.rules.get(o.get("breaks"), {}).get("grave"):
            return False
        return o.get("compliant", True)

    def commit(self, r):
        t, o = r["t"], self.option(r["option"])
        if o["id"] not in self.shown:
            raise Wrong("option %s is not offered" % o["id"])
        if not self.shown_t <= r["chosen_t"] <= t:
            raise Wrong("chosen_t")
        self.close_card(t)
        self.decisions += 1
        if not self.is_compliant(o):
            self.compliant = False
        f = self.fields(r, o)
        self.count["took.%s.%s" % (self.scene, o["id"])] += 1
        self.effects(o)
        self.take(o)
        f["to"] = to = self.first(o["to"])[1]
        self.say(t, "decision", **f)
        if self.rules >= 2:
            self.out[-1]["says"] = self.first(o.get("says"))[0]
        self.enter(to, t)

    def timeout(self, t):
        self.close_card(t)
        self.decisions += 1
        body = self.s.scenes[self.scene]["timeout"]
        f = self.fields(None, None)
        self.effects(body)
        self.take(body)
        f["to"] = to = self.first(body["to"])[1]
        f["reading_ms"] = self.reading(t)  # of a scene in which nothing was chosen
        self.say(t, "timeout", **f, selected=None)
        self.enter(to, t)

    def pause(self, t, ms):
        self.say(t, "pause", scene=self.scene, ms=ms)

    def resume(self, t, gap):
        self.close_card(t)
        if t < self.shown_t:
            self.show(t)
        self.resumes += 1
        self.resumed_here = True
        self.say(t, "resume", scene=self.scene, gap_s=gap)

    # the fields of a decision

    def reading(self, until):
        return self.open_between(self.shown_t, until)

    def open_between(self, start, end):
        return sum(max(0, min(b, end) - max(a, start)) for a, b in self.spans)

    def suspended(self, t, ms):
        self.say(t, "suspended", scene=self.scene, ms=ms)

    def reads_lines(self):
        return self.rules < 2 or self.start["pace"] == 0

    def key_id(self, credits, categories, votes):
        """Rules 1: in the order shown; since then in the author's, each option with its id."""
        if self.rules == 1:
            return sha256(write([credits, categories, votes]))[:16]
        of = dict(zip(self.shown + self.waiting, zip(credits, categories, votes)))
        return sha256(write([[o["id"], *of[o["id"]]] for o in self.s.scenes[self.scene]["options"]
                             if o["id"] in of]))[:16]

    def fields(self, r, o):
        id, body = self.scene, self.s.scenes[self.scene]
        options = [self.option(x) for x in self.shown]
        stances = []
        for x in options + [self.option(x) for x in self.waiting]:
            st = x.get("stance")
            if self.s.escalates(x) and st != "escalate":
                st = st + "+escalate" if st else "escalate"
            stances.append(st)
        key = keys_of(self.s, id, self.shown + self.waiting, self.rules)
        panel = self.s.panels[id]
        credits = categories = votes = n = key_id = None
        if key:
            credits = [None if c is None else share(c) for c in key[0]]
            categories, votes, n = key[1:]
            key_id = self.key_id(credits, categories, votes)
        at = self.shown.index(o["id"]) if o else 0
        needed, weights, expects, escalation = self.panel_says(panel, body)
        status = panel["key"] if panel else "none"
        if self.rules >= 2 and panel and not any(categories):
            status = "ambiguous"  # nothing acceptable: no best
        f = dict(scene=id, node=self.s.nodes[id], key_id=key_id, key=status,
                 option=o["id"] if o else None, options=list(self.shown), credits=credits and credits[:len(self.shown)],
                 option_categories=categories and categories[:len(self.shown)], stances=stances[:len(self.shown)],
                 stops=[int(x.get("stops_clock", False)) for x in options],
                 votes=votes and votes[:len(self.shown)], panel_n=n, credit=0, category=0,
                 categories=len(set(categories) - {None}) if key else None, stance=None, compliant=None, critical=None,
                 escalated=None, escalated_to=None, escalation=escalation, skill=body.get("skill"),
                 also_skill=body.get("also_skill"), exposure=None, expects=expects, confidence=None,
                 shown_t=self.shown_t, chosen_t=None, reading_ms=None, latency_ms=None, limit_ms=self.limit,
                 changes=None, words=words(*(self.said if self.reads_lines() else []), body.get("prompt"),
                                           *[x.get("say", x.get("act")) for x in options]),
                 evidence_needed=needed, evidence_weights=weights, evidence_seen=self.evidence(),
                 locale=self.start["locale"], timing=self.start["timing"], clock=self.start["clock"],
                 target_s=self.start["target_s"], resumes=self.resumes, own_words=None, why=None, to=None)
        if self.rules >= 2:
            f["before_ms"] = self.open_between(self.scene_t, self.shown_t)
            f["withheld"] = [dict(option=x, credit=credits[i] if key else None, category=categories[i] if key else None,
                                  votes=votes[i] if key else None, stance=stances[i])
                             for i, x in enumerate(self.waiting, len(self.shown))]
            f["breaks"] = o.get("breaks") if o else None
        if o:
            ms = r["reading_ms"]
            most = self.reading(r["chosen_t"])
            if not self.resumed_here and not (ms == most if r["changes"] == 0 else 0 <= ms <= most):
                raise Wrong("reading_ms %d, cards were open %d" % (ms, most))
            f.update(credit=credits[at] if key else None, category=categories[at] if key else None,
                     stance=o.get("stance"), compliant=self.is_compliant(o),
                     critical=o.get("critical", False), escalated=self.s.escalates(o),
                     escalated_to=o.get("team") if self.s.escalates(o) else None,
                     chosen_t=r["chosen_t"], reading_ms=ms,
                     latency_ms=None if self.resumed_here else r["chosen_t"] - self.shown_t - ms)
        return f

    def panel_says(self, panel, body):
        rows = panel["rows"] if panel else []
        said = [r for r in rows if r["opens"] is not None]
        needed = [(e, 10000) for e in as_list(body.get("evidence"))]
        if said:
            count = collections.Counter(e for r in said for e in set(r["opens"]))
            needed = [(e, (10000 * count[e] + len(said) // 2) // len(said)) for e in self.s.desk
                      if count[e] and 2 * count[e] >= len(said)]
        guess = [int(r["expects"]) for r in rows if r["expects"] is not None]
        expects = share((10000 * sum(guess) // 100 + len(guess) // 2) // len(guess)) if guess else None
        answers = collections.Counter(r["escalate"] for r in rows if r["escalate"])
        n = sum(answers.values())
        escalation = body.get("escalation")
        if n >= 5:
            escalation = ("needed" if 5 * answers["yes"] >= 4 * n else
                          "unneeded" if 5 * answers["no"] >= 4 * n else "either")
        return [e for e, _ in needed], [share(w) for _, w in needed], expects, escalation

    def evidence(self):
        seen = []
        for e, ms in self.opened.items():
            if ms is None or ms >= max(800, self.s.card_words(e) * 15):
                seen.append(e)
        return seen[:128]


# -- a log -----------------------------------------------------------------------------------------------------------

def feed(call, r):
    type, t = r["type"], r["t"]
    if type == "card":
        call.open_card(r["card"], t)
    elif type == "card_closed":
        if call.card is None:
            raise Wrong("no card is open")
        call.close_card(t)
    elif type == "fact":
        call.ask(r["card"], r["fact"], t)
    elif type == "decision":
        call.commit(r)
    elif type == "pause":
        call.pause(t, r["ms"])
    elif type == "suspended" and call.rules >= 2:
        if call.start["mode"] not in ("assessment", "panel"):
            raise Wrong("suspended, where a call may be paused")
        call.suspended(t, r["ms"])
    elif type == "ready":
        call.ready(t, r["by"])
    elif type == "resume":
        call.resume(t, r["gap_s"])
    else:
        raise Wrong("nothing led to this %s" % type)


KNOWN_BY_LOG = {"decision": "exposure confidence changes own_words why".split(),
                "timeout": "exposure chosen_t reading_ms changes selected".split(), "resume": ["utc_offset_min"]}


def compare(line, r, want, head, prev):
    for k in KNOWN_BY_LOG.get(r["type"], ()):
        if k == "utc_offset_min" and k not in want:
            continue
        if k != "reading_ms" or r["type"] == "decision" or r["chosen_t"] is not None:
            want[k] = r.get(k)
    record = {**head, **want}
    record["state"] = record.pop("state")  # the tail, behind the fields of the type
    record["prev"] = prev
    text = write(record)
    if text == line:
        return
    if list(record) != list(r):
        raise Wrong("keys %s, expected %s" % (" ".join(r), " ".join(record)))
    for k in sorted(record, key=lambda k: k == "key_id"):  # after what it is made of
        if write(record[k]) != write(r[k]):
            raise Wrong("%s: expected %s, found %s" % (k, write(record[k]), write(r[k])))
    raise Wrong("the bytes of the line: expected %s" % text)


def check_ranges(r):
    c = r.get("confidence")
    if r["type"] == "decision":
        if c is not None and not (isinstance(c, (int, Decimal)) and 0 <= float(c) <= 1 and
                                  re.fullmatch(r"0|1|0\.\d?[1-9]", str(c))):
            raise Wrong("confidence %s" % c)
        if c is None and r["mode"] == "assessment":
            raise Wrong("no confidence in an assessment")
        if r["why"] is not None and (len(r["why"]) > 280 or "\n" in r["why"]):
            raise Wrong("why")
        if r["own_words"] is not None and len(r["own_words"]) > 4000:
            raise Wrong("own_words")
    if r["type"] == "timeout":
        if r["selected"] is not None and r["selected"] not in r["options"]:
            raise Wrong("selected")
        if r["chosen_t"] is None:
            if r["selected"] is not None or r["changes"]:
                raise Wrong("chosen_t")
        elif not r["shown_t"] <= r["chosen_t"] <= r["t"]:
            raise Wrong("chosen_t")


AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def start_record(scenario, r, sha):
    target = scenario.body.get("target_minutes")
    want = {k: r.get(k) for k in ("type", "t")}
    if r["chosen_by"] not in ("self", "next", "assigned", "spaced", "adaptive"):
        raise Wrong("chosen_by")
    if not re.fullmatch(r"offscript \d+\.\d+\.\d+", r["app"]):
        raise Wrong("app")
    if r["retry_of"] is not None:
        raise Wrong("a moment tried again needs the earlier log: that is not checked here")
    if not re.fullmatch(r"[0-9a-f]{16}", r["seed"]):
        raise Wrong("seed")
    clock = None if target is None else Stream(int(r["seed"], 16), "clock").next() & 1
    want = dict(want, t=0, type="start", scenario_sha256=sha, seed=r["seed"], locale=scenario.locale, app=r["app"],
                channel=scenario.body.get("channel", "voice"), timing=r["timing"], clock=clock,
                target_s=None if target is None else target * 60, exposure=r["exposure"], chosen_by=r["chosen_by"],
                assignment=r["assignment"], retry_of=r["retry_of"])
    if r.get("rules", 1) >= 2:
        if not -1440 < r["utc_offset_min"] < 1440:
            raise Wrong("utc_offset_min")
        want.update(rules=2, kind="call", agent_name=r["agent_name"], team_name=r["team_name"],
                    utc_offset_min=r["utc_offset_min"], pace=r["pace"], voices="paced" if r["pace"] else "none")
        pace = scenario.body.get("pace", 160)
        if r["pace"] and (r["timing"] == "untimed" or not pace * 50 // 100 <= r["pace"] <= pace * 200 // 100):
            raise Wrong("pace")
    return want


def verify(path, lua="lua5.4", scenarios=None):
    """Raises Wrong with the line; gives the records and the call. `scenarios` keeps what was loaded, by hash."""
    scenarios = {} if scenarios is None else scenarios
    data = read_bytes(path)
    if not data.endswith(b"\n"):
        raise Wrong("torn")
    records, call, prev, n = [], None, None, 0
    try:
        for n, raw in enumerate(data[:-1].split(b"\n"), 1):
            line = raw.decode()
            r = read(line)
            records.append(r)
            if n == 1:
                sha = r["scenario_sha256"]
                bundle = os.path.join(os.path.dirname(path), "scenarios", sha + ".json")
                if sha not in scenarios:
                    b = read_bytes(bundle)
                    if sha256(b) != sha:
                        raise Wrong("the bundle's hash")
                    scenarios[sha] = Scenario(b, lua)
                scenario = scenarios[sha]
                call = Call(scenario, r)
                want = start_record(scenario, r, sha)
                want["state"] = call.hash()
                call.out.append(want)
                name = os.path.basename(path)
                if name != r["session"] + ".jsonl" or not UUID7.fullmatch(r["session"]):
                    raise Wrong("session")
            if not AT.fullmatch(r["at"]):
                raise Wrong("at")
            if n > 1 and r["t"] < records[-2]["t"]:
                raise Wrong("t goes back")
            if not call.out and n > 1 and not call.over:
                if r["type"] == "resume" and r["t"] != records[-2]["t"]:
                    raise Wrong("t of a resume")
                call.pass_time(r["t"])
            if not call.out:
                if call.over:
                    raise Wrong("a record after the end")
                feed(call, r)
            want = call.out.popleft()
            if want["type"] != r["type"]:
                raise Wrong("expected a %s at %d, found a %s at %d" % (want["type"], want["t"], r["type"], r["t"]))
            first = records[0]
            head = dict(v=1, type=r["type"], session=first["session"], seq=n - 1, at=r["at"], t=want["t"],
                        agent=first["agent"], team=first["team"], scenario=scenario.id,
                        version=scenario.body["version"], level=first["level"], mode=first["mode"])
            check_ranges(r)
            compare(line, r, want, head, prev)
            prev = sha256(raw)
            if n == 1:
                call.enter(scenario.body["start"], 0)
        n += 1
        if call.out:
            raise Wrong("the log stops within a step: %s is missing" % call.out[0]["type"])
    except (Wrong, KeyError, ValueError, TypeError, StopIteration) as e:
        raise Wrong("%s:%d: %s%s" % (path, n, "" if isinstance(e, Wrong) else type(e).__name__ + " ", e)) from e
    return records, call


def main(args):
    lua = "lua5.4"
    if args[:1] == ["--lua"]:
        lua, args = args[1], args[2:]
    bad = 0
    for path in args:
        try:
            records, call = verify(path, lua)
            print("%s: %d records, %s" % (path, len(records), "complete" if call.over else "open"))
        except Wrong as e:
            print(e, file=sys.stderr)
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

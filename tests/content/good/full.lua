-- Everything the format has, once.
include "shared/people.lua"
include "shared/people.lua" -- a second time does nothing

local soft = { { when = "trust >= 60 and not (anger > 80)", "kept" }, "lost" }
local function plain(id, words, to)
  return option(id) { say = words, to = to }
end

scenario "test/pack_1/full-call/x" {
  format = 1,
  version = 3.0,
  title = "Everything at once",
  summary = "A call that uses all there is.",
  industry = "testing",
  channel = "chat",
  locale = "ar-EG",
  skills = { "evidence", "authority", "de_escalation", "sense_making" },
  phase = 3,
  difficulty = 5,
  currency = "EUR",
  target_minutes = 6,
  start = "opening",
  agent = { role = "Agent of {customer.name}", limit = 50, brief = [[You may credit up to 50.
Not more.]] },
  customer = { name = "Dana {Okafor}", about = "Nine years." },
  mood = { anger = 55, trust = 40 },
  vars = { credit = 0, asks = -3, zeta = 2, alpha = 1 },
  levels = { calm = { anger = -10 }, storm = { anger = 20, trust = -5, seconds = 70 } },
  accept = { W214 = "meant so", W201 = "another" },
}

card "account" {
  title = "Account of {customer.name}",
  icon = "user",
  facts = {
    { "Customer since", "2017" },
    { "Hospital letter", "on file, 3 May", closed = "letter" },
    { "Credit", "{credit} of 50", closed = "credit" },
  },
  text = "One paragraph.\nAnother.",
  when = "asks ~= 7",
}
card "policy" { text = "Braces are {{ and }}." }

scene "opening" {
  customer = "نص عربي 10:30. Two days late.",
  note = "She is outdoors.",
  to = { { when = "anger >= 90", "storm_only" }, "hospital" },
}

scene "storm_only" { speaker = "Omar, field team", customer = "Quiet, please.", to = "hospital" }

scene "hospital" {
  enter = { set = { zeta = 5 }, add = { asks = 1, anger = -2 } },
  customer = {
    { when = "anger >= 70 or took.hospital.wait > 0", "Are you even listening to me?" },
    { when = "seen.account.letter == 1 and visits.hospital * 2 - 1 < 9", "You have my letter." },
    "Two days late. Credit {credit}.",
  },
  speaker = "customer",
  prompt = "What do you do?",
  seconds = 40,
  timeout = { to = "lost", add = { anger = 10 }, set = { credit = 0 } },
  nudges = {
    { after = 20, "Hello?", add = { anger = 5 } },
    { after = 40, { { when = "anger > 60", "Hello!" }, "Are you there?" } },
  },
  evidence = { "account.letter", "policy", "policy" },
  escalation = "unneeded",
  skill = "authority",
  also_skill = "listening",
  accept = { W207 = "three is right here" },
  panel = {
    options = "refuse, waive credit wait up",
    escalate = "no",
    quality = { "1 7 6 3 2", "Waive it.", expects = 60, opens = "account.letter, policy" },
    retention = { "1 6 7 4 3", "Credit keeps it clean.", escalate = "either", opens = { "policy" } },
    lead = { "2 6 6 5 1", "Either.", best = "credit", opens = {} },
  },
  option "waive" {
    say = "I have taken the fee off.", to = "kept", add = { anger = -20, trust = 15 },
    stance = "act", speak = "I have taken the fee off, so.", because = "It was yours to grant.",
  },
  option "credit" {
    act = "Credit 50.", says = { { when = "anger > 50", "There." }, "I have put fifty back." },
    to = soft, set = { credit = 50.0 }, stance = "act_in_part",
  },
  option "refuse" {
    say = "No.", to = "lost", stance = "refuse", compliant = false, critical = true,
    accept = { W209 = "the short one is wrong on purpose" },
  },
  option "wait" {
    say = "One moment.", to = "hospital", once = true, stance = "hold", stops_clock = true,
    when = "visits.hospital < 3",
  },
  option "up" {
    act = "End the sessions, then Security.", to = "vote", stance = "act", escalates = true,
    team = "Security",
  },
}

scene "vote" {
  customer = "And now?",
  panel = {
    quality = { best = "first", "The first." },
    retention = { best = "second" },
    lead = { best = "first", "Yes.", escalate = "yes" },
  },
  plain("first", "First.", "kept"),
  plain("second", "Second.", "credited"),
}

scene "credited" {
  option "half" { say = "Half.", to = "kept", credit = 0.5 },
  option "third" { say = "A third.", to = "lost", credit = 1 / 3 },
  option "all" { say = "All.", to = "kept", credit = 1 },
  option "none" { say = "Nothing.", to = "lost", credit = -0.0 },
}

ending "kept" {
  title = "Dana stays",
  customer = { { when = "trust > 60", "Thank you. Really." }, "Fine." },
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 40 },
  lesson = "Illness is the documented exception.",
}
ending "lost" { title = "Dana leaves", outcome = { resolved = false, csat = 1, cost = -5 } }

-- Time, lines, and what a call comes to.

scenario "test/story" {
  format = 1, version = 1, title = "Story", summary = "Time.", industry = "test",
  channel = "voice", locale = "en", start = "ring", pace = 120, story_clock = "23:50",
  agent = { role = "Agent", limit = 50, brief = "Listen." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 55, trust = 40 },
  vars = { fee = 0, promised = 0 },
}

rule "holds" { title = "Nobody lifts a hold", card = "policy", grave = true }
rule "notes" { title = "Calls are noted", card = "policy" }

card "policy" { title = "Policy", text = "Holds." }

-- Only speaks: six words, then two; at 120 a minute 3000 ms and 1000 ms, and one second of silence.
scene "ring" {
  takes = 3,
  customer = "One two three four five six.",
  lines = {
    { speaker = "Ines", first = true, pause = 1, "One two." },
    { when = "promised == 1", "Never here." },
    { when = "minutes >= 3", "It is {clock}." },
  },
  to = "ask",
}

scene "ask" {
  customer = { { pause = 2, "One two three four." } },
  seconds = 20, timeout = { to = "late", takes = 30 },
  nudges = { { after = 5, "Oh!" } },
  option "waive" { say = "W.", to = "good", set = { fee = 30 }, takes = 7, credit = 1 },
  option "lift" { act = "L.", to = "bad", breaks = "holds", credit = 0 },
  option "skip" { say = "S.", to = "good", breaks = "notes", credit = 0.5 },
}

ending "good" {
  title = "Good at {clock}",
  customer = "Thanks.",
  lines = { { when = "fee > 0", "That cost {cost}." }, { when = "minutes > 9", "It is {clock}." } },
  outcome = {
    resolved = true, retained = "fee >= 30",
    csat = { { when = "fee > 0", 5 }, 3 },
    cost = "80 + fee * 2 // 4",
  },
  later = { "A letter came.", { when = "fee > 0", "It said {cost} and {csat} of 5." } },
  lesson = { { when = "fee > 0", "Paid." }, "Free." },
}
ending "bad" { title = "Bad", outcome = { compliant = true, csat = "9 * 9", cost = "0 - 2000000 * 1000000" }, later = "It rained." }
ending "late" { title = "Late", outcome = { resolved = { { when = "minutes >= 30", true }, false } } }

-- Clocks: a timed scene with nudges out of order, a scene that only speaks, an untimed scene, an odd
-- number of seconds.

scenario "test/time" {
  format = 1, version = 1, title = "Time", summary = "Clocks.", industry = "test",
  channel = "voice", locale = "en", start = "opening", target_minutes = 6,
  agent = { role = "Agent", limit = 50, brief = "Mind the clock." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 55, trust = 40 },
}

card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}

scene "opening" {
  customer = "One two three.",
  prompt = "Four five?",
  seconds = 40,
  timeout = { to = "late", add = { anger = 10 } },
  nudges = {
    { after = 35, "Hm.", add = { anger = 1 } },
    { after = 20, "Hello?", add = { anger = 5 } },
    { after = 20, "Still there?", add = { trust = -5 } },
  },
  option "stay" { say = "Six seven.", to = "quiet", credit = 1 },
  option "go" { say = "Eight nine ten.", to = "odd", credit = 0 },
}

scene "late" { customer = "Too late.", to = "quiet" }

scene "quiet" {
  nudges = { { after = 10, "Hm?" } },
  option "stay" { say = "Yes.", to = "odd", credit = 1 },
  option "go" { say = "No.", to = "done", credit = 0 },
}

scene "odd" {
  seconds = 7,
  timeout = { to = "done" },
  option "end" { act = "End.", to = "done", credit = 1 },
  option "back" { act = "Back.", to = "opening", credit = 0 },
}

ending "done" {
  title = "Done", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 },
}

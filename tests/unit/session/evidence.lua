-- What counts as seen, and what was read: cards of different lengths, closed facts.

scenario "test/evidence" {
  format = 1, version = 1, title = "Evidence", summary = "Cards.", industry = "test",
  channel = "voice", locale = "en", start = "desk",
  agent = { role = "Agent", limit = 50, brief = "Read." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 55, trust = 40 },
}

-- 4 words: 0.8 s are enough. Long: 1 + 99 = 100 words, a quarter at 60 ms each is 1.5 s.
card "short" {
  title = "Short",
  facts = { { "Since", "the year 2017" }, { "Letter", "on file, since the third of May", closed = "letter" },
            { "Photo", "none", closed = "photo" } },
}
card "long" {
  title = "Long",
  facts = { { "Code", "seven", closed = "code" } },
  text = "w" .. string.rep(" w", 98),
}

scene "desk" {
  customer = "One two three.",
  prompt = "Four?",
  option "stay" { say = "Five six.", to = "desk", credit = 1 },
  option "go" { act = "Go on, seven eight.", to = "done", credit = 0 },
}

ending "done" {
  title = "Done", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 },
}

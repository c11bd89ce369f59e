-- What waits for a look: a card read long enough, a closed fact asked for, either of two.

scenario "test/needs" {
  format = 1, version = 1, title = "Needs", summary = "Looking up.", industry = "test",
  channel = "chat", locale = "en", start = "first",
  agent = { role = "Agent", limit = 50, brief = "Look around." },
  customer = { name = "Dana Okafor", about = "Asks." },
  mood = { anger = 55, trust = 40 },
  vars = { door = 0 },
}

-- 60 words: 900 ms; the others take the least, 800 ms.
card "policy" {
  title = "Policy",
  text = "w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w",
}
card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}
card "cellar" { title = "Cellar", text = "Dark.", when = "door == 1" }

scene "first" {
  customer = "Well?",
  seconds = 20, timeout = { to = "first" },
  nudges = { { after = 2, "Oh!", add = { anger = 5 } } },
  option "plain" { say = "P.", to = "first", credit = 0.4 },
  option "open" { say = "O.", to = "first", credit = 0.1, set = { door = 1 } },
  option "read" { say = "R.", to = "done", credit = 1, needs = "policy" },
  option "fact" { say = "F.", to = "done", credit = 0.9, needs = "account.letter" },
  option "both" { say = "B.", to = "done", credit = 0, needs = { "policy", "account.letter" } },
  option "either" { say = "E.", to = "done", credit = 0, needs = "account.letter|cellar" },
  option "dark" { say = "D.", to = "done", credit = 0, needs = "cellar" },
}

ending "done" { title = "Done", lesson = "None." }

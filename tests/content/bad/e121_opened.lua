-- expect E121 22
scenario "test/bad" {
  format = 1, version = 1, title = "A bad call", start = "a",
  customer = { name = "Ada" },
  mood = { anger = 50, trust = 50 },
  vars = { credit = 0 },
}

expert "quality" "Quality lead, 11 years"
expert "retention" "Retention lead, 6 years"

card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}

local all = { customer = "Choose." }
for i = 1, 9 do
  all[i] = option("o" .. i) { say = "x" .. i, to = "done" }
end
all[10] = option "letter" { when = "seen.account.letter == 1", say = "The letter.", to = "done" }
scene "a" (all)

ending "done" {
  title = "Done",
  outcome = { resolved = true, retained = true, compliant = true, csat = 4, cost = 0 },
}

-- expect E112 4
scenario "test/bad" {
  format = 1, version = 1, title = "T", start = "a",
  locale = "en_US!",
}
scene "a" {
  customer = "Hello?",
  option "yes" { say = "Yes.", to = "done" },
  option "no" { say = "No.", to = "done" },
}

ending "done" {
  title = "Done",
  outcome = { resolved = true, retained = true, compliant = true, csat = 4, cost = 0 },
}

-- expect W224 24
scenario "warn/liked" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
rule "law" { title = "The law", grave = true }
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "told", credit = 0, breaks = "law", critical = true },
}
scene "told" { customer = "You may not say that.", to = "b" }
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  option "yes" { say = "Yes, c.", to = "done", credit = 1 },
  option "no" { say = "No, c.", to = "done", credit = 0 },
}
ending "done" {
  title = "Done",
  outcome = { csat = 4 },
  lesson = "One thing.",
}

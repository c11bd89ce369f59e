-- expect W225 11
scenario "warn/forgotten" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
rule "law" { title = "The law", grave = true }
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0, breaks = "law" },
}
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
  lesson = "One thing.",
}

-- expect W212 11
scenario "warn/away" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  vars = { proved = 0 },
}
card "bill" { title = "Bill", text = "Ten.", when = "proved == 1" }
scene "a" {
  evidence = { "bill" },
  option "yes" { say = "Yes, a.", to = "b", credit = 1, set = { proved = 1 } },
  option "no" { say = "No, a.", to = "b", credit = 0, set = { proved = 1 } },
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

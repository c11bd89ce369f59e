-- expect W216 2
scenario "warn/variable" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  vars = { written = 0 },
}
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0 },
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

-- expect W201 20
scenario "warn/level" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
scene "a" {
  option "yes" { say = "Yes.", to = { { when = "anger >= 60", "hot" }, "b" }, credit = 1 },
  option "no" { say = "No.", to = "b", credit = 0 },
}
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  option "yes" { say = "Yes, c.", to = "done", credit = 1 },
  option "no" { say = "No, c.", to = "done", credit = 0 },
}
scene "hot" {
  option "yes" { say = "Yes, hot.", to = "b", credit = 1 },
  option "no" { say = "No, hot.", to = "b", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}

-- expect W207 14
scenario "warn/none" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
expert "e1" "Expert 1"
expert "e2" "Expert 2"
expert "e3" "Expert 3"
expert "e4" "Expert 4"
expert "e5" "Expert 5"
scene "a" {
  panel = {
    options = "yes no wait",
    e1 = { "7 1 4" },
    e2 = { "1 7 4" },
    e3 = { "4 1 7" },
    e4 = { "4 7 1" },
    e5 = { "1 4 7" },
  },
  option "yes" { say = "I can do it today.", to = "b" },
  option "no" { say = "I cannot do that.", to = "b" },
  option "wait" { say = "Give me a moment.", to = "b" },
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

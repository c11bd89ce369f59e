-- expect W211 14
scenario "warn/differs" {
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
  escalation = "unneeded",
  panel = {
    options = "yes no up",
    escalate = "yes",
    e1 = { "7 1 6" },
    e2 = { "6 3 7" },
    e3 = { "6 2 5" },
    e4 = { "7 2 3" },
    e5 = { "7 1 2" },
  },
  option "yes" { say = "I can do it today.", to = "b" },
  option "no" { say = "I cannot do that.", to = "b" },
  option "up" { say = "I pass it to the desk.", to = "b", stance = "escalate", team = "The desk" },
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

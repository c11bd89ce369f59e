-- expect W208 11
scenario "warn/hidden" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  mood = { anger = 50, trust = 50 },
}
scene "a" {
  option "yes" { say = "I can do it today.", to = "b", credit = 1,
    when = "anger < 50" },
  option "no" { say = "I cannot do that.", to = "b", credit = 0 },
  option "wait" { say = "Give me a moment.", to = "b", credit = 0.5 },
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

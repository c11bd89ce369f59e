-- expect W209 10
scenario "warn/polite" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  kind = "moment",
}
scene "a" {
  option "yes" { say = "Please hold the line.", to = "done", credit = 1 },
  option "no" { say = "Hold the line there.", to = "done", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}

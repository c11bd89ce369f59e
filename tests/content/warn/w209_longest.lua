-- expect W209 8
scenario "warn/longest" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
scene "a" {
  option "yes" { say = "I can do it for you today, and I will ring you back before the shop closes this evening.", to = "b", credit = 1 },
  option "no" { say = "I cannot do that for you.", to = "b", credit = 0 },
}
scene "b" {
  option "yes" { say = "I can do it for you now, and I will ring you back before the shop closes this evening.", to = "c", credit = 1 },
  option "no" { say = "Not at this hour.", to = "c", credit = 0 },
}
scene "c" {
  option "yes" { say = "Yes, c.", to = "done", credit = 1 },
  option "no" { say = "No, c.", to = "done", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}

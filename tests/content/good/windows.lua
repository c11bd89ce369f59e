scenario "test/windows" {
  format = 1, version = 1, title = "Saved on Windows", start = "a",
}
scene "a" {
	customer = [[Two
lines]],
	option "go" { say = "Go.", to = "done" },
}
ending "done" { title = "Done" }

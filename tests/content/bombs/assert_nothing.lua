-- expect E101
assert()

-- expect E101
error("a\0b")

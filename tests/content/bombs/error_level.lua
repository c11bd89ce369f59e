-- expect E101
error("x", 1 << 40)

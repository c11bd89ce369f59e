-- expect E101
error(string.rep("x", 16000))

-- expect E101
debug.sethook()

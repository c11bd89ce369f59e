-- expect E101
local s = ("x"):rep(1 << 40)

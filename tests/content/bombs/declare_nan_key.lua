-- expect E101
local t = {}
t[0 / 0] = 1
scene "a" (t)

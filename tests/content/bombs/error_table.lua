-- expect E101
local t = {}
t[1] = t
error(t)

-- expect E102
while true do local t = string.sub("x", -(1 << 63), (1 << 63) - 1) end

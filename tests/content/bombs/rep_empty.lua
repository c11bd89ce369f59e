-- expect E102
while true do local s = string.rep("", 1 << 60) end

-- expect E102
while true do local s = string.rep("x", 16384) end

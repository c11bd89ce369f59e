-- expect E102
local s = string.rep("X", 16000)
while true do local t = string.lower(s) end

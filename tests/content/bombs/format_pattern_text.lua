-- expect E102
local s = string.rep("%%", 8192)
while true do local t = string.format(s) end

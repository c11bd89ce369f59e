-- expect E102
local s = ""
while true do s = s .. "x" end

-- expect E102
local x = 1
while true do x = x << 1 | x >> 63 end

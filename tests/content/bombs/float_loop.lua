-- expect E102
local x = 0.1
while x == x do x = x * 1.0000001 end

-- expect E102
local i = (1 << 63) - 1
while i ~= 0 do i = i + 3 end

-- expect E101
local x = 1 % 0

-- expect E101
local x <const> = 1
x = 2

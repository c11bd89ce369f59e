-- expect E101
local x <close> = 1

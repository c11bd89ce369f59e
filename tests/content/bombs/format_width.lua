-- expect E101
local s = string.format("%99999d", 1)

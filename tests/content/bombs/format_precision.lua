-- expect E101
local s = string.format("%.99999f", 1)

-- expect E101
local s = string.format("%")

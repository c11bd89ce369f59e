-- expect E101
local s = "\999"

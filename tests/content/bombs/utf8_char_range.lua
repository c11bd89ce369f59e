-- expect E101
local s = utf8.char(0x7FFFFFFF)

-- expect E101
error(setmetatable)

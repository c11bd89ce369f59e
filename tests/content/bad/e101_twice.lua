-- expect E101 4
local make = scene "a"
make { to = "done" }
make { to = "done" }

-- expect E101
require("os").exit(0)

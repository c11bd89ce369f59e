-- expect E107
include "include_itself.lua"

-- expect E115
include "small.lua\0.txt"

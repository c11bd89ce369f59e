include "shared/people.lua" -- already being read: does nothing
expert "lead" "Team lead, 13 years"

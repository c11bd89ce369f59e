-- A warm-up: three small decisions that teach the keys. Nothing here is scored: the credits are the author's, there is no panel.

scenario "warmup/first_steps" {
  format = 1,
  version = 1,
  accept = {
    W208 = "whoever has not opened the record learns here that it pays",
    W209 = "the first call shows what a look is good for",
    W223 = "written before `rule`; `because` says what is broken",
    W232 = "written before `needs`: a trap for those who have looked",
  },
  title = "Six jars of quince jam",
  summary = "A small call to find your way round: a parcel, a blue door and a sister's jam. Nothing is scored.",
  industry = "logistics",
  channel = "voice",
  locale = "en",
  skills = { "evidence", "communication", "authority" },
  phase = 1,
  difficulty = 1,
  currency = "GBP",
  start = "morning",
  agent = {
    role = "Care agent, Pennyroyal Parcels",
    limit = 0,
    brief = [[You find parcels and tell people where they are. Anything broken goes to the Claims desk, which has an answer the same day.
This call is for finding your way round. Take your time, try things, nothing counts.]],
  },
  customer = { name = "Odile Brandt", about = "Lives at number 12. Her sister makes jam." },
  mood = { anger = 15, trust = 60 },
}

card "parcel" {
  title = "Parcel",
  icon = "package",
  facts = {
    { "From", "H. Brandt, by road" },
    { "Sent as", "6 jars, glass, marked this way up" },
    { "Status", "delivered today, 10:42" },
    { "Left with", "neighbour at number 14, blue door, signed 'F. Osei'", closed = "left" },
  },
}

card "guide" {
  title = "Guide",
  icon = "book-open",
  text = [[Read the delivery record before asking anybody to look again.
A broken parcel goes to the Claims desk, whatever it is worth. Nobody else may promise money or a new one.]],
}

scene "morning" {
  customer = [[Good morning! My telephone says my parcel has been delivered. I've been in all day and I assure you it hasn't. It's jam, from my sister. Quince.]],
  note = [[A radio plays low. She is in no hurry. Press 1, 2 or 3 to choose your words; Shift+1 to Shift+6 says how sure you are; Enter speaks. Esc takes a choice back.]],
  prompt = [[1, 2 or 3, then how sure you are, then Enter.]],
  skill = "communication",
  option "find" {
    say = [[Good morning, Ms Brandt. Quince, lovely. Let me see where the driver left it.]],
    to = "where", add = { trust = 10 }, stance = "inform", credit = 1 },
  option "again" {
    say = [[Good morning. Could you have one more look outside for me, and by the bins?]],
    to = "where", add = { anger = 5 }, stance = "verify", credit = 0.4,
    because = [[She has been in all day. The record knows more than the bins.]] },
  option "system" {
    say = [[Good morning. If the system says it was delivered, it will have been.]],
    to = "where", add = { anger = 15, trust = -10 }, stance = "refuse", credit = 0 },
}

scene "where" {
  customer = {
    { when = "took.morning.find == 1", [[You're kind. It says 'left in a safe place'. I've looked in all the places I'd call safe. Where would a driver call safe?]] },
    { when = "took.morning.again == 1", [[I've looked. There's a hedgehog, but no jam. It says 'left in a safe place'. Safe where?]] },
    [[Well, it was not delivered to me. It says 'left in a safe place', as if I'd know which. Where would that be?]],
  },
  note = [[Press F1 for the parcel's record. Down moves to the closed line, and Space shows it. A fact that you have seen can give you something new to say. W lets you write why.]],
  prompt = [[F1 opens her parcel. One line in it is closed.]],
  evidence = { "parcel.left" },
  skill = "evidence",
  option "search" {
    say = [[I'll start a search for it. That takes five days, and you'll hear from us in writing.]],
    to = "rattle", add = { anger = 10, trust = -10 }, stance = "hold", stops_clock = true, credit = 0,
    because = [[Nothing is lost yet. The record was one key away.]] },
  option "porch" {
    say = [[Drivers mostly mean the porch or the shed. Would you look in those two for me?]],
    to = "rattle", add = { anger = 5 }, stance = "inform", credit = 0.3 },
  option "read" {
    say = [[Let me read you the driver's own line, so that neither of us has to guess.]],
    to = "rattle", add = { trust = 5 }, stance = "verify", credit = 0.8 },
  option "blue_door" {
    when = "seen.parcel.left == 1",
    say = [[It's next door, at number 14. The blue door. F. Osei has signed for it.]],
    to = "rattle", add = { anger = -10, trust = 15 }, stance = "inform", credit = 1 },
}

scene "rattle" {
  customer = {
    { when = "took.where.blue_door == 1", [[Felix! Of course, he takes in everybody's. Two minutes... I have it. Oh. It rattles. There's jam on the ribbon. Three of the six, I'd say.]] },
    { when = "took.where.read == 1", [[Next door, with Felix! Two minutes... I have it. Oh dear. It rattles, and there's jam on the ribbon. Three of the six have gone.]] },
    [[Wait, there's somebody at the door. It's Felix from number 14, with my parcel! And, oh. It rattles. Three of the six are broken.]],
  },
  note = [[This one has a clock, with plenty of time. When a matter must go up, press E: it chooses the answer that passes it on. F2 opens the guide.]],
  prompt = [[Broken glass. Yours, or the Claims desk's?]],
  seconds = 120,
  timeout = { to = "felix" },
  nudges = { { after = 60, [[Are you still there? I'm only licking the ribbon.]] } },
  evidence = { "guide" },
  escalation = "needed",
  skill = "authority",
  option "promise" {
    say = [[What a shame. We'll send you the money for all three jars, you have my word on it.]],
    to = "word", stance = "act", compliant = false, credit = 0.1,
    because = [[Kind, and not yours to promise. The guide gives breakages to Claims.]] },
  option "packing" {
    say = [[What a shame. I fear glass by road is at the sender's own risk, so it is between you two.]],
    to = "risk", add = { anger = 20, trust = -15 }, stance = "refuse", credit = 0 },
  option "claims" {
    say = [[What a shame. Breakages are for the Claims desk. I'll tell them, so that you needn't.]],
    to = "toast", add = { trust = 10 }, stance = "escalate", team = "Claims desk", credit = 1 },
}

scene "felix" {
  speaker = "Felix, next door",
  customer = [[Hello? She's gone for a spoon. I'm to say: who does one talk to about three jars?]],
  to = "spoon",
}

ending "toast" {
  title = "Quince on toast",
  customer = [[Bless you. Three jars is still three breakfasts. Felix gets one.]],
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 27 },
  lesson = [[That is all there is to it: numbers and E choose, F1 to F4 look things up, Space shows a closed fact, W says why, Enter speaks. The next calls are harder, and just as yours.]],
}

ending "word" {
  title = "Your word on it",
  customer = [[How kind! Shall I expect it this week, then?]],
  outcome = { resolved = false, retained = true, compliant = false, csat = 4, cost = 27 },
  lesson = [[She was glad, and Claims will have to keep a promise they never gave. Some things go up however small they are: that is what E is for. Play it again, it takes two minutes.]],
}

ending "risk" {
  title = "Between sisters",
  customer = [[I see. I'd rather not have that conversation with Hélène, but thank you.]],
  outcome = { resolved = false, retained = false, compliant = true, csat = 2, cost = 0 },
  lesson = [[Nobody had read the guide. F2 was one key away, and it gave the matter to the Claims desk. Play it again, it takes two minutes.]],
}

ending "spoon" {
  title = "Gone for a spoon",
  customer = [[No? Never mind, she says. We'll eat what is left and ring again.]],
  outcome = { resolved = false, retained = true, compliant = true, csat = 3, cost = 0 },
  lesson = [[A clock that runs out is an answer too, and the only one you did not choose. In every call you may ask for more time before you start.]],
}

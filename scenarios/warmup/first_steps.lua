-- A warm-up: three small decisions that teach the keys. Nothing here is scored: the credits are the author's, there is no panel.

scenario "warmup/first_steps" {
  format = 1,
  version = 2,
  title = "Six jars of quince jam",
  summary = "A small call to find your way round: a parcel, a neighbour and a sister's jam. Nothing is scored.",
  industry = "logistics",
  channel = "voice",
  locale = "en-GB",
  pair = "warmup/ar_first_steps",
  skills = { "evidence", "communication", "authority" },
  exception = { 29 },
  phase = 1,
  difficulty = 1,
  currency = "GBP",
  story_clock = "11:20",
  start = "morning",
  agent = {
    role = "Care agent, Pennyroyal Parcels",
    limit = 0,
    brief = [[You find parcels and tell people where they are. What is yours to promise is written in the guide.
This call is for finding your way round. Take your time, try things, nothing counts.]],
  },
  customer = { name = "Odile Brandt", about = "Lives at number 12. Her sister makes jam." },
  mood = { anger = 15, trust = 60 },
}

rule "claims" { title = "Only the Claims desk promises money or a new one", card = "guide", grave = true }

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
A broken parcel goes to the Claims desk, whatever it is worth; it answers the same day. Nobody else may promise money or a new one.]],
}

card "panel" {
  title = "The panel",
  icon = "users",
  text = [[After a call you see what a panel made of each answer: people who do this work, such as a quality lead, a team lead, a security analyst and an agent from the floor.
Each of them rated every answer alone, and none heard the others. They differ. Where they differ you see the reasons of both sides, and sometimes you will agree with the smaller one.
In the calls that come with the program these people are invented, to show how it works. Your own experts can take their place. This first call has no panel.]],
}

scene "morning" {
  customer = [[Good morning! My phone says my parcel's been delivered. I've been in since breakfast, and I assure you it hasn't. It's jam, from my sister. Quince.]],
  note = [[A radio plays low. She is in no hurry. Press 1, 2 or 3 to choose your words; Shift+1 to Shift+6 says how sure you are; Enter speaks. Esc takes a choice back.]],
  prompt = [[1, 2 or 3, then how sure you are, then Enter.]],
  skill = "communication",
  option "find" {
    label = "Offer to find it",
    say = [[Good morning, Ms Brandt. Quince, lovely. Let me see where the driver left it.]],
    to = "where", takes = 1, add = { trust = 10 }, stance = "inform", credit = 1 },
  option "again" {
    label = "Ask her to look again",
    say = [[Good morning. Could you have one more look outside for me, and by the bins?]],
    to = "where", takes = 4, add = { anger = 5 }, stance = "verify", credit = 0.4,
    because = [[She has been in all morning. The record knows more than the bins.]] },
  option "system" {
    label = "Trust the system",
    say = [[Good morning. If the system says it was delivered, it will have been.]],
    to = "where", takes = 1, add = { anger = 15, trust = -10 }, stance = "refuse", credit = 0 },
}

scene "where" {
  customer = {
    { when = "took.morning.find == 1", [[You're kind. It says 'left in a safe place'. I've looked in all the places I'd call safe. Where would a driver call safe?]] },
    { when = "took.morning.again == 1", [[I've looked. There's a hedgehog, but no jam. It says 'left in a safe place'. Safe where?]] },
    [[Well, it wasn't delivered to me. It says 'left in a safe place', as if I'd know which. Where would that be?]],
  },
  note = [[Press F1 for the parcel's record. Down moves to the closed line, and Space shows it. What you have looked up can give you new things to say, and not all of them are good ones. W lets you write why. F3 says who the panel is.]],
  prompt = [[F1 opens her parcel. One line in it is closed.]],
  evidence = { "parcel.left" },
  skill = "evidence",
  option "search" {
    label = "Start a search",
    say = [[I'll start a search for it. That takes five days, and you'll hear from us in writing.]],
    to = "rattle", takes = 2, add = { anger = 10, trust = -10 }, stance = "hold", stops_clock = true, credit = 0,
    because = [[Nothing is lost yet. The record was one key away.]] },
  option "porch" {
    label = "Guess the porch or the shed",
    say = [[Drivers mostly mean the porch or the shed. Would you look in those two for me?]],
    to = "rattle", takes = 4, add = { anger = 5 }, stance = "inform", credit = 0.5 },
  option "read" {
    label = "Offer to read the driver's line",
    say = [[I don't know yet. Let me find the driver's own line, so that neither of us has to guess.]],
    to = "rattle", takes = 2, add = { trust = 5 }, stance = "verify", credit = 0.7 },
  option "blue_door" {
    label = "Next door, the blue one",
    needs = "parcel.left",
    say = [[It's next door, at number 14. The blue door. F. Osei has signed for it.]],
    to = "rattle", takes = 3, add = { anger = -10, trust = 15 }, stance = "inform", credit = 1 },
  option "his_now" {
    label = "Signed for, so settled",
    needs = "parcel.left",
    say = [[F. Osei has signed for it, so for us it's delivered. The rest is between the two of you.]],
    to = "rattle", takes = 1, add = { anger = 15, trust = -10 }, stance = "refuse", credit = 0.2,
    because = [[True, and no help: she still does not know which door to knock on.]] },
}

scene "rattle" {
  customer = {
    { when = "took.where.blue_door == 1", [[Felix! Of course, he takes in everybody's. Two minutes... I have it. Oh. It rattles. There's jam on the ribbon. Three of the six, I'd say.]] },
    { when = "took.where.read == 1", [[Next door, you've found it, with Felix! Two minutes... I have it. Oh dear. It rattles, and there's jam on the ribbon. Three of the six have gone.]] },
    { when = "took.where.his_now == 1", [[Osei? That's Felix, at number 14, you might have said. Two minutes... I have it. Oh. It rattles. Three of the six are broken.]] },
    [[Wait, there's somebody at the door. It's Felix from number 14, with my parcel! And, oh. It rattles. Three of the six are broken.]],
  },
  note = [[This one has a clock, with plenty of time. F2 opens the guide. When a matter must go up, press E: it chooses the answer that passes it on.]],
  prompt = [[What do you say about the jars?]],
  seconds = 120,
  timeout = { to = "felix" },
  nudges = { { after = 60, [[Are you still there? I'm only licking the ribbon.]] } },
  evidence = { "guide" },
  escalation = "needed",
  skill = "authority",
  option "promise" {
    label = "Promise her the money",
    say = [[What a shame. We'll send you the money for all three jars, you have my word on it.]],
    to = "word", takes = 1, stance = "act", breaks = "claims", credit = 0.1,
    because = [[Kind, and not yours to promise. The guide gives breakages to Claims.]] },
  option "packing" {
    label = "Put it down to the packing",
    say = [[What a shame. I'm afraid glass by road is at the sender's own risk, so it's between you two.]],
    to = "risk", takes = 1, add = { anger = 20, trust = -15 }, stance = "refuse", credit = 0 },
  option "claims" {
    label = "Pass it to the Claims desk",
    say = [[What a shame. Somebody here decides about broken things. I'll tell them, so that you needn't.]],
    to = "toast", takes = 3, add = { trust = 10 }, stance = "escalate", team = "Claims desk", credit = 1 },
}

scene "felix" {
  speaker = "Felix, next door",
  customer = [[Hello? She's gone for a spoon. I'm to say: who does one talk to about three jars?]],
  to = "spoon",
}

ending "toast" {
  title = "Quince on toast",
  customer = [[Bless you. Three jars is still three breakfasts. Felix gets one.]],
  later = [[The Claims desk rang her at four and sent £27, nine for each jar. Her sister sent three more, in a tin.]],
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 27 },
  lesson = [[That is all there is to it: numbers and E choose, F1 to F4 look things up, Space shows a closed fact, W says why, Enter speaks. The next calls are harder, and just as yours.]],
}

ending "word" {
  title = "Your word on it",
  customer = [[How kind! Shall I expect it this week, then?]],
  later = [[Claims had not heard of it. She rang twice. They paid her £27 in the end, and asked whose word it had been.]],
  outcome = { resolved = false, retained = true, compliant = false, csat = 3, cost = 27 },
  lesson = {
    { when = "seen.guide == 1", [[She was glad, and Claims had to keep a promise they never gave. You had read the guide: some things go up however small they are. That is what E is for. Play it again, it takes two minutes.]] },
    [[She was glad, and Claims had to keep a promise they never gave. The guide says so: F2 was one key away. Some things go up however small they are, and that is what E is for. Play it again, it takes two minutes.]],
  },
}

ending "risk" {
  title = "Between sisters",
  customer = [[I see. I'd rather not have that conversation with Hélène, but thank you.]],
  later = [[She had it all the same. The Claims desk never heard of three jars it would have paid for.]],
  outcome = { resolved = false, retained = false, compliant = true, csat = 2, cost = 0 },
  lesson = {
    { when = "seen.guide == 1", [[The guide gave the matter to the Claims desk, whatever the packing. You had it open. Play it again, it takes two minutes.]] },
    [[The guide was one key away, on F2, and it gave the matter to the Claims desk. Play it again, it takes two minutes.]],
  },
}

ending "spoon" {
  title = "Gone for a spoon",
  customer = [[No? Never mind, she says. We'll eat what's left and ring again.]],
  later = [[They ate what was left. Nobody rang again.]],
  outcome = { resolved = false, retained = true, compliant = true, csat = 3, cost = 0 },
  lesson = [[A clock that runs out is an answer too, and the only one you did not choose. In every call you may ask for more time before you start.]],
}

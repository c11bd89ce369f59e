// Steps of inkjs a second on the same story: node ink_steps.js FILE [STEPS]. A step chooses an option
// drawn at random and continues to the next choice.
const fs = require("fs");
const { Compiler } = require("inkjs/full");

const story = new Compiler(fs.readFileSync(process.argv[2], "utf8")).Compile();
const steps = Number(process.argv[3] || 100000);
let random = 7;

function run(steps) {
  story.ResetState();
  let lines = 0;
  const began = process.hrtime.bigint();
  for (let i = 0; i <= steps; i++) {
    while (story.canContinue) {
      story.Continue();
      lines++;
    }
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    story.ChooseChoiceIndex(random % story.currentChoices.length);
  }
  if (lines < steps) throw new Error("the story ended");
  return Number(process.hrtime.bigint() - began) / 1e9;
}

run(steps / 10);
let best = Infinity;
for (let i = 0; i < 5; i++) best = Math.min(best, run(steps / 5));
console.log(Math.round(steps / 5 / best));

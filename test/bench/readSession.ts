// `readSession.ts read|look BYTES`: reads a session of that size, or only looks at its text, and prints
// the most memory that this took, in bytes.
import { begin, feed, finish } from "../../shared/terminal/Reader.ts";
import { sessionText } from "./sessionText.ts";

const [what, bytes] = process.argv.slice(2);
let state = begin("transcript");
let found = 0;
let n = 0;
for (const piece of sessionText("fenced", Number(bytes))) {
  if (what === "look") {
    found += piece.length;
    continue;
  }
  const step = feed(state, piece, String(n++));
  state = step.state;
  found += step.commands.length;
}
if (found + finish(state).length === 0) throw new Error("nothing was read");
console.log(process.resourceUsage().maxRSS * 1024);

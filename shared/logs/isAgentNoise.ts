/** What the agent prints before its logger is up: no time, no level (agent/log/ssmlog). */
const NOISE = [
  "Initializing new seelog logger",
  "New Seelog Logger Creation Complete",
  "Error occurred fetching the seelog config file path: ",
];

export const isAgentNoise = (text: string): boolean =>
  NOISE.some((words) => text.startsWith(words));

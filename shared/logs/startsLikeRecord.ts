const START = '{"eventVersion"';

/**
 * Whether text begins as the agent writes a session record, whatever became of the rest.
 * CloudTrail's records begin alike and are often printed in a shell, but name their event source.
 */
export const startsLikeRecord = (text: string): boolean =>
  text.startsWith(START) && !text.includes('"eventSource"');

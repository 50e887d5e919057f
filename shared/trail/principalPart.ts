/** The ends that Session Manager gives to session IDs: 17 hex digits, of late 26 letters and digits. */
const SUFFIX = /^(.{1,96})-(?:[0-9a-f]{17}|[0-9a-z]{26})$/;

/**
 * The name at the front of a session ID: an IAM user's, or what the caller of AssumeRole picked.
 * It proves nothing; null where the ID holds none.
 */
export const principalPart = (sessionId: string): string | null =>
  SUFFIX.exec(sessionId)?.[1] ?? null;

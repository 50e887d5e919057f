const SESSION_ID = /^[A-Za-z0-9+=,.@_-]{1,96}$/;

/** The characters an IAM name may hold, at most 96 (API_Session); proves nothing about who. */
export const isSessionId = (text: string): boolean => SESSION_ID.test(text);

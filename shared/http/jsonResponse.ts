/** Answers are nobody's page: not kept, not sniffed, not run, not read by another site. */
export const RESPONSE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

export const jsonResponse = (text: string): Response =>
  new Response(text, {
    headers: { ...RESPONSE_HEADERS, "content-type": "application/json; charset=utf-8" },
  });

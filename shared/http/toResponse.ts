import type { HttpAnswer } from "./HttpAnswer.ts";

export const toResponse = ({ status, headers, body }: HttpAnswer): Response =>
  new Response(body, { status, headers });

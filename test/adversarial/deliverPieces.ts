import { ingest } from "../../shared/app/ingest.ts";
import { keepServiceSessions } from "../../shared/app/keepServiceSessions.ts";
import { keepTrail } from "../../shared/app/keepTrail.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import type { Piece } from "./readCase.ts";

const SETTINGS: Settings = {
  partition: "aws",
  region: "us-east-1",
  sessionLogGroups: ["/ssm/session-logs", "/ssm/everybody"],
  declaredLogGroups: ["/ssm/session-logs"],
};

/** Through the use cases that the functions call. */
export async function deliverPieces(ports: Ports, pieces: readonly Piece[]): Promise<void> {
  for (const [n, piece] of pieces.entries()) await deliverPiece(ports, piece, n);
}

async function deliverPiece(ports: Ports, piece: Piece, n: number): Promise<unknown> {
  switch (piece.kind) {
    case "message": {
      const decoded = readDataMessage(piece.message);
      if (decoded.kind !== "data") throw new Error(`a message is ${decoded.kind}`);
      const delivery = { attemptId: `attempt-${n}`, read: "one", firstOrdinal: 0 };
      return ingest(ports, SETTINGS, decoded.message, delivery);
    }
    case "record":
      return keepTrail(ports, SETTINGS, [piece.record]);
    case "reported": {
      const scope = `aws/${piece.account}/us-east-1`;
      return keepServiceSessions(ports, scope, piece.sessions, piece.asOf);
    }
    default:
      return piece satisfies never;
  }
}

/** As it was written, backwards, the service first, everything twice, and some shuffles. */
export function ordersOf(count: number): number[][] {
  const own = Array.from({ length: count }, (_, n) => n);
  const shuffles = [3, 5, 7].map((seed) =>
    own.toSorted(
      (a, b) => ((a * 7919 + seed * 104_729) % 101) - ((b * 7919 + seed * 104_729) % 101),
    ),
  );
  return [own, own.toReversed(), [...own.toReversed(), ...own], ...shuffles];
}

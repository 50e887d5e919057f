import { userInfo } from "node:os";
import type { Asker } from "../shared/query/Access.ts";

/** Whoever runs the program, as the operating system names them; some containers' users have no name. */
export function thisUser(via: "cli" | "loopback"): Asker {
  try {
    return { who: userInfo().username, account: null, via };
  } catch {
    return { who: null, account: null, via };
  }
}

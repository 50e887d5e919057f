/**
 * The line that readline's search (ctrl-r) found in the history and that was then accepted: only
 * parts of it are printed again, but what was searched for and the commands before are known.
 */
export function searchedLine(
  typed: string,
  prompt: string,
  recent: readonly string[],
): string | undefined {
  const start = typed.indexOf("-i-search)`");
  const end = typed.lastIndexOf(prompt.trimEnd());
  if (start < 0 || end < start || prompt.trim() === "") return undefined;
  const wanted = [...typed.slice(start + 11, end).matchAll(/(?:^|\x08)([^\x08`']{0,40})': /g)];
  const sought = wanted.map(([, part]) => part ?? "").join("");
  const found = sought === "" ? undefined : recent.find((command) => command.includes(sought));
  if (found === undefined) return undefined;
  return edited(found, typed.slice(end + prompt.trimEnd().length).replace(/^ /, ""));
}

/** The same where the commands before are not known: what the search showed last. */
export function shownBySearch(typed: string): string | undefined {
  const start = typed.lastIndexOf("-i-search)`");
  const found = start < 0 ? -1 : typed.lastIndexOf("': ");
  return found <= start ? undefined : (/^[^\x08]*/.exec(typed.slice(found + 3))?.[0] ?? undefined);
}

/** What was typed before the found line, or behind it. */
function edited(found: string, after: string): string | undefined {
  const [, shown = "", added = ""] = /^([^\x08]*)\x08*([^\x08]*)$/.exec(after) ?? [];
  if (!found.startsWith(shown.trimEnd())) return undefined;
  if (added === "") return found;
  if (added.startsWith(" ")) return found + added;
  return added.endsWith(" ") ? added + found : undefined;
}

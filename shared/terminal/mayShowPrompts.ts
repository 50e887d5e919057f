import { isCommonCommand } from "./knownWords.ts";
import { numbersLines } from "./numbersLines.ts";
import { programsOf } from "./programsOf.ts";
import { isShell } from "./wrappedBy.ts";

// Programs that print text of any kind, pass what is typed on, or draw a screen.
const SHOWS =
  /^(?:cat|tac|nl|head|tail|less|more|most|bat|batcat|man|info|vi|vim|nvim|view|nano|emacs|pico|ed|ex|zcat|zless|grep|egrep|fgrep|rg|ag|ack|sed|awk|gawk|mawk|strings|xxd|od|hexdump|echo|printf|history|fc|script|scriptreplay|asciinema|tmux|screen|byobu|watch|tee|python\d*(?:\.\d+)*|perl|ruby|node|make|curl|wget|docker|podman|kubectl|journalctl|dmesg|git|ssh|mysql|psql|sqlite3|read|sort|uniq|column|fold|fmt|pr|diff|patch|crontab|at|bc|dc|xargs|sh|bash|dash|zsh|cut|tr|npm|npx|yarn|java|go|cargo|helm|terraform|ansible)$/;
/** Behind a pipe these only show what came through it. */
const FILTERS =
  /^(?:grep|egrep|fgrep|sed|awk|sort|uniq|head|tail|cut|tr|column|cat|tee|less|more|xargs|nl|tac)$/;
const FILES =
  /\.(?:log|txt|md|out|err|history|sh|py|typescript|cast|rst)\b|session|transcript|typescript|README/i;
const DATA =
  /\.(?:json|ya?ml|csv|toml|ini|cfg|conf|parquet|bin|safetensors|pt|pth)\b|\/proc\/|\/etc\/|https?:|localhost|\$\w|\$\(/i;
/** These print what the command line itself says. */
const SAYS = /^(?:echo|printf|test|true|false|\[)$/;
const FILTERS_OR_SAYS = new RegExp(`${FILTERS.source}|${SAYS.source}`);
const COMPUTED = /`|\$\(/;
/** What looks like a prompt is put together, so that the line does not spell it out. */
const COMPOSED = /\$[\w{]|\\[^nt]|%[^%\s]/;
/** Lists of packages and their versions. */
const PACKAGES = /\b(?:requirements|constraints)[\w-]{0,20}\.txt\b/g;
/** A program asked for nothing but its version. */
const VERSION = /^\s*[\w.-]{1,64}\s+(?:--version|(version)|-V|-v)\s*$/;
/** A shell's own prompt follows, not a file's. */
const INTERACTIVE = /^\s*(?:\S*\/)?(?:ba|da|z|k|a)?sh(?:\s+-{1,2}[a-z]+)*\s*$/;
/** What these print is a table or a message, never a file. */
const TABLES =
  /^\s*(?:docker\s+(?:ps|images?|pull|push|start|stop|rm|rmi|version|info|build|network|volume|system|container\s+(?:ls|rm|stop|start)|tag|commit)|kubectl\s+(?:get|apply|delete|create|config|version|scale|rollout)|git\s+(?:init|add|commit|status|branch|checkout|push|pull|clone|remote|stash|fetch|merge|tag|config)|npm\s+(?:i|install|ci|link)|helm\s+(?:ls|list|install|repo))\b/;

/** Whether the output of a command may contain lines that look like prompts with commands. */
export function mayShowPrompts(command: string): boolean {
  if (TABLES.test(command) || numbersLines(command) || opensShell(command)) return false;
  const [first, ...others] = programsOf(command);
  if (first === undefined || INTERACTIVE.test(command)) return false;
  if (tellsVersion(command, first)) return false;
  const quiet = COMPUTED.test(command) || isPrompted(command) ? FILTERS : FILTERS_OR_SAYS;
  const piped = others.every((program) => quiet.test(program) || isPlain(program));
  if (isPlain(first) && piped) return false;
  if (showsData(command) && piped) return false;
  const says = [first, ...others].every((program) => isPlain(program) || SAYS.test(program));
  return !says || COMPUTED.test(command) || (isPrompted(command) && COMPOSED.test(command));
}

const isPrompted = (command: string): boolean => /[#$%>] \w/.test(command);

/** To what reads files, `version` is one, and `-v` is no question to a shell or a filter. */
function tellsVersion(command: string, program: string): boolean {
  const asked = VERSION.exec(command);
  if (asked === null || isShell(program) || FILTERS.test(program)) return false;
  return asked[1] === undefined || !SHOWS.test(program);
}

/** A shell in a container, or in place of this one: its own prompt follows. */
function opensShell(command: string): boolean {
  if (command.length > 400 || /[;&|<>\n]/.test(command)) return false;
  const words = command.trim().split(/\s+/);
  const [first = ""] = words;
  if (!isShell(words.at(-1)?.replace(/^.*\//, "") ?? "")) return false;
  if (/^(?:docker|podman|kubectl)$/.test(first))
    return words.some((word) => /^-(?:[a-z]*i[a-z]*)$|^--interactive$/.test(word));
  return first === "exec" && words.length === 2;
}

function isPlain(program: string): boolean {
  return (isCommonCommand(program) && !SHOWS.test(program)) || program.includes("=");
}

/** A usual reader of one data file, or an inline program, shows what is in it: data holds no prompts. */
function showsData(line: string): boolean {
  const command = line.replace(PACKAGES, "packages.cfg");
  if (FILES.test(command) || /[#$%>] \w/.test(command.replace(/\s>+\s/g, " "))) return false;
  if (/^\s*(?:echo|printf|python3? -c)\b/.test(command)) return true;
  return (
    /^\s*(?:cat|head|tail|sort|grep|sed|awk|curl|cut|tr|git)\b/.test(command) && DATA.test(command)
  );
}

import { isCommonCommand } from "./knownWords.ts";
import { programsOf } from "./programsOf.ts";

// Programs that print text of any kind, pass what is typed on, or draw a screen.
const SHOWS =
  /^(?:cat|tac|nl|head|tail|less|more|most|bat|batcat|man|info|vi|vim|nvim|view|nano|emacs|pico|ed|ex|zcat|zless|grep|egrep|fgrep|rg|ag|ack|sed|awk|gawk|mawk|strings|xxd|od|hexdump|echo|printf|history|fc|script|scriptreplay|asciinema|tmux|screen|byobu|watch|tee|python\d*(?:\.\d+)*|perl|ruby|node|make|curl|wget|docker|podman|kubectl|journalctl|dmesg|git|ssh|mysql|psql|sqlite3|ask|read|wc|sort|uniq|column|fold|fmt|pr|diff|patch|crontab|at|bc|dc|xargs|sh|bash|dash|zsh)$/;
const FILES =
  /\.(?:log|txt|md|out|err|history|sh|typescript|cast|rst)\b|session|transcript|typescript/i;

/** Whether the output of a command may contain lines that look like prompts with commands. */
export function mayShowPrompts(command: string): boolean {
  const programs = programsOf(command);
  if (programs.some((program) => SHOWS.test(program))) return isOpen(command, programs);
  return programs.some((program) => !isCommonCommand(program) && !/=/.test(program));
}

/** A usual reader of one data file shows what is in that file, and data holds no prompts. */
function isOpen(command: string, programs: readonly string[]): boolean {
  const plain = programs.every((program) =>
    /^(?:cat|head|tail|wc|sort|uniq|grep|sed|awk|echo|curl|python3?|tr|jq|printf|git|cut)$/.test(
      program,
    ),
  );
  const data =
    /\.(?:json|ya?ml|csv|toml|ini|cfg|conf|parquet|bin|safetensors|pt|pth)\b|\/proc\/|\/etc\/|https?:|localhost|\$\w|\$\(/i.test(
      command,
    );
  const inline = /^\s*(?:echo|printf|python3?)\b/.test(command) && !/[#$%>] /.test(command);
  return !(plain && (data || inline) && !FILES.test(command));
}

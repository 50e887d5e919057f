import { promptPlace } from "../../shared/terminal/promptPlace.ts";
import { placeTold } from "../../shared/terminal/placeTold.ts";
import type { ReadCommand } from "../../shared/terminal/Reader.ts";
import { readAll } from "./readAll.ts";

const PROMPTS: readonly (readonly [
  prompt: string,
  cwd: string | undefined,
  host: string | undefined,
  why: string,
])[] = [
  ["root@model-7f9c:/opt/ml# ", "/opt/ml", "model-7f9c", "Debian's \\u@\\h:\\w\\$"],
  ["(base) ubuntu@ip-10-0-1-5:~/src$ ", "~/src", "ip-10-0-1-5", "an environment's name before it"],
  ["(venv) (base) a.b@h:~$ ", "~", "h", "two of them"],
  ["[root@ip-10-0-1-5 /]# ", "/", "ip-10-0-1-5", "\\W is whole at the root"],
  ["[ec2-user@ip-10-0-1-5 ~]$ ", "~", "ip-10-0-1-5", "and at home"],
  ["[root@ip-10-0-1-5 code]# ", undefined, "ip-10-0-1-5", "\\W is only the last part elsewhere"],
  ["root@box / # ", "/", "box", "a blank for the colon"],
  [" pi@raspberrypi  ~ $ ", "~", "raspberrypi", "Raspbian's"],
  ["/opt/ml/model # ", "/opt/ml/model", undefined, "busybox' \\w \\$"],
  ["~ $ ", "~", undefined, "busybox at home"],
  ["root@h:/opt/my dir# ", undefined, "h", "a blank may begin something else"],
  ["dev@h:~/app (main)$ ", undefined, "h", "such as a branch"],
  ["dev@h:~/.../model/code$ ", undefined, "h", "PROMPT_DIRTRIM leaves parts out"],
  ["dev@h:~/\u2026/code$ ", undefined, "h", "so does zsh"],
  ["root@h /o/m/model# ", undefined, "h", "fish shortens all parts but the last"],
  ["root@h ~/.c/nvim> ", undefined, "h", "hidden folders to two characters"],
  ["root@h /opt/model# ", "/opt/model", "h", "this fish would have shortened"],
  ["dev@h:code/model$ ", undefined, "h", "no path from the root or home"],
  ["dev@h:~other/x$ ", undefined, "h", "another's home or a named directory"],
  ["root@h:/opt/\ufffd\ufffd# ", undefined, "h", "a damaged path"],
  ["[11:27:05] root@ip-10-0-1-5 dev 0# ", undefined, "ip-10-0-1-5", "a prompt of one's own"],
  ["root@[11:27:04]: ", undefined, undefined, "a clock is no host"],
  ["bash-5.2# ", undefined, undefined, "a version"],
  ["# ", undefined, undefined, "nothing"],
  ["\u279c  model ", undefined, undefined, "a theme that shows the last part"],
];

test.each(PROMPTS)("%j tells cwd %s and host %s: %s", (prompt, cwd, host) => {
  const told = promptPlace(prompt);
  expect({ cwd: told.cwd, host: told.host }).toEqual({ cwd, host });
});

const CONTROLS: readonly (readonly [
  prompt: string,
  before: readonly string[],
  within: readonly string[],
  cwd: string | undefined,
  host: string | undefined,
  why: string,
])[] = [
  ["# ", [], ["0;root@h: /opt/my"], "/opt/my", "h", "Debian's title stands in the prompt"],
  ["[root@h code]# ", ["0;root@h:/opt/code"], [], "/opt/code", "h", "Red Hat's before it"],
  ["[root@h code]# ", ["0;root@evil:/x"], [], undefined, "h", "a program's title names another"],
  ["# ", ["2;root@h: /opt"], [], undefined, undefined, "nothing agrees with it"],
  ["# ", ["7;file://h/opt/a%20b/"], [], "/opt/a b", "h", "OSC 7 is an URL"],
  ["# ", ["7;file:///opt"], [], "/opt", undefined, "perhaps without a host"],
  ["# ", ["7;file://h/%ff"], [], undefined, "h", "a byte that is no character"],
  ["$ ", [], ["633;P;Cwd=/a\\x3bb\\\\c"], "/a;b\\c", undefined, "VS Code escapes"],
  ["$ ", ["1337;RemoteHost=me@h"], ["1337;CurrentDir=/w"], "/w", "h", "iTerm2"],
  ["me@h:~/w$ ", ["7;file://h.local/home/me/w"], [], "/home/me/w", "h.local", "the fuller is kept"],
  ["me@h:~/w$ ", ["7;file://h/home/me/v"], [], undefined, "h", "two that differ: neither"],
  ["me@h:/w$ ", ["7;file://other/w"], [], "/w", undefined, "two hosts: neither"],
  ["# ", [], ["0;vim notes"], undefined, undefined, "a title of another kind"],
];

test.each(CONTROLS)("%j with %j %j tells %s and %s: %s", (prompt, before, within, cwd, host) => {
  const told = placeTold(prompt, { before, within });
  expect({ cwd: told.cwd, host: told.host }).toEqual({ cwd, host });
});

const ON = "\x1b[?2004h";
const OFF = "\x1b[?2004l\r";
const P = "root@h:/opt# ";
const osc = (body: string): string => `\x1b]${body}\x07`;
const marked = (status: string): string => `${osc(`133;D${status}`)}${ON}${osc("133;A")}`;

/** `command → exit, …` of what was read. */
const exits = (commands: readonly ReadCommand[]): string[] =>
  commands.map(({ text, exit }) => `${text} → ${exit ?? "?"}`);

const run = (command: string, printed = ""): string => `${P}${command}\r\n${OFF}${printed}`;

const EXITS: readonly {
  readonly why: string;
  readonly text: string;
  readonly found: readonly string[];
}[] = [
  {
    why: "OSC 133;D before the next prompt tells it",
    text: `${marked(";0")}${run("true")}${marked(";0")}${run("false")}${marked(";1")}${run("c")}`,
    found: ["true → 0", "false → 1", "c → ?"],
  },
  {
    why: "without a number it is not known, and a program that prints it begins no prompt",
    text: `${marked("")}${run("a")}${marked("")}${run("b", osc("133;D;7"))}${ON}${P}`,
    found: ["a → ?", "b → ?"],
  },
  {
    why: "text behind it makes it output",
    text: `${ON}${run("cat x", `${osc("133;D;7")}${osc("133;A")}said\r\n`)}${ON}${run("b")}${ON}`,
    found: ["cat x → ?", "b → ?"],
  },
  {
    why: "the first prompt of another shell tells nothing of the command that started it",
    text: `${marked(";0")}${run("bash")}${marked(";0")}${run("exit")}${marked(";3")}${run("b")}${ON}`,
    found: ["bash → ?", "exit → ?", "b → ?"],
  },
  {
    why: "echo $? tells that of the command before it",
    text: `${ON}${run("grep x y")}${ON}${run("echo $?", "1\r\n")}${ON}${run('echo "rc=$?"', "rc=0\r\n")}${ON}`,
    found: ["grep x y → 1", "echo $? → 0", 'echo "rc=$?" → ?'],
  },
  {
    why: "not where something came between, and not what is no status",
    text: `${ON}${run("a")}${ON}${P}^C\r\n${OFF}${ON}${run("echo $?", "130\r\n")}${ON}${run("b")}${ON}${run("echo $?", "1\r\n2\r\n")}${ON}`,
    found: ["a → ?", "echo $? → ?", "b → ?", "echo $? → ?"],
  },
  {
    why: "nor that of a shell that was left",
    text: `${ON}${run("sh")}# exit 3\r\n${ON}${run("echo $?", "3\r\n")}${ON}`,
    found: ["sh → ?", "exit 3 → ?", "echo $? → ?"],
  },
];

test.each(EXITS)("exit: $why", ({ text, found }) => {
  expect(exits(readAll("transcript", [text]))).toEqual(found);
});

test("of a pasted block the first command has the place, the last one the exit status", () => {
  const text = `${ON}${P}cd /tmp\r\n\rls\r\n${OFF}${marked(";2")}${run("pwd")}`;
  const found = readAll("transcript", [text]);
  expect(found.map(({ text: one, cwd, host, exit }) => [one, cwd, host, exit])).toEqual([
    ["cd /tmp", "/opt", "h", undefined],
    ["ls", undefined, undefined, 2],
    ["pwd", "/opt", "h", undefined],
  ]);
});

test("a prompt that was likely printed tells no place", () => {
  const lie = "root@prod:/# ";
  const text = `${lie}echo '${lie}rm x'\r\n${lie}rm x\r\n${lie}exit\r\n`;
  const places = readAll("transcript", [text]).map(({ text: one, confidence, host }) => ({
    one,
    low: confidence === "low",
    host,
  }));
  expect(places.filter(({ low }) => low).every(({ host }) => host === undefined)).toBe(true);
  expect(places.at(-1)).toEqual({ one: "exit", low: false, host: "prod" });
});

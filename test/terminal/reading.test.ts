import { readAll } from "./readAll.ts";

const ON = "\x1b[?2004h";
const OFF = "\x1b[?2004l\r";
const P = "dev@box:~$ ";
const FILL = `\x1b[1m\x1b[7m%\x1b[27m\x1b[1m\x1b[0m${" ".repeat(79)}\r \r`;
const ZLE = `\r\x1b[0m\x1b[27m\x1b[24m\x1b[Jbox% \x1b[K${ON}`;

interface Case {
  readonly why: string;
  readonly text: string;
  readonly found: readonly string[];
}

const TRANSCRIPTS: readonly Case[] = [
  {
    why: "bash fences the prompt and the line; what is printed outside the fence is output",
    text: `${ON}${P}uptime\r\n${OFF}up 3 days\r\n${P}rm -rf /\r\n${ON}${P}exit\r\n${OFF}exit\r\n`,
    found: ["uptime", "exit"],
  },
  {
    why: "an empty Enter and a line given up with ctrl-c are no commands",
    text: `${ON}${P}\r\n${OFF}${ON}${P}halt^C${OFF}${ON}${OFF}\r\n${ON}${P}date\r\n${OFF}today\r\n`,
    found: ["date"],
  },
  {
    why: "readline inserts with ICH, deletes with DCH and erases with EL",
    text: `${ON}${P}echo ac\b\x1b[1@b\x1b[Cd\b\b\x1b[1P\r\n${OFF}abd\r\n`,
    found: ["echo abd"],
  },
  {
    why: "a forced wrap (space, CR) tells the width, and ctrl-a then goes up a row",
    text: `${ON}${P}${"x".repeat(29)} \ry\b\x1b[A\x1b[11Ca\r\n\r\n${OFF}`,
    found: [`a${"x".repeat(28)}y`],
  },
  {
    why: "PS2 lines belong to the line before, whatever PS2 is",
    text: `${ON}${P}for i in 1 2; do\r\n${OFF}${ON}more: echo $i\r\n${OFF}${ON}more: done\r\n${OFF}1\r\n2\r\n`,
    found: ["for i in 1 2; do\necho $i\ndone"],
  },
  {
    why: "a prompt set by PS1 is known before it is seen, even when it is empty",
    text: `${ON}${P}PS1=''\r\n${OFF}${ON}who\r\n${OFF}dev\r\n`,
    found: ["PS1=''", "who"],
  },
  {
    why: "bash prints the line that history expansion made, and runs that",
    text: `${ON}${P}wc -l a.csv\r\n${OFF}3 a.csv\r\n${ON}${P}!!\r\n${OFF}wc -l a.csv\r\n3 a.csv\r\n${ON}${P}!x\r\n${OFF}bash: !x: event not found\r\n${ON}${P}`,
    found: ["wc -l a.csv", "wc -l a.csv"],
  },
  {
    why: "a captured session printed again has its own CR before the terminal's",
    text: `${ON}${P}cat old.log\r\n${OFF}${ON}${P}rm x\r\r\n${OFF}\r\r\n${ON}${P}id\r\n${OFF}uid=0\r\n`,
    found: ["cat old.log", "id"],
  },
  {
    why: "what read -e asks for is an answer",
    text: `${ON}${P}read -e -p "> " X\r\n${OFF}${ON}> secret\r\n${OFF}${ON}${P}id\r\n${OFF}uid=0\r\n`,
    found: ['read -e -p "> " X', "id"],
  },
  {
    why: "a completion list is printed below the line, and the prompt and the line again",
    text: `${ON}${P}ls a\x07\r\nab  ac\r\n${P}ls ab\r\n${OFF}ab\r\n`,
    found: ["ls ab"],
  },
  {
    why: "the pasted lines are shown in reverse video and then printed again; bash runs each",
    text: `${ON}${P}\x1b[7mcd /tmp\x1b[27m\r\n\r\x1b[7mpwd\x1b[27m\x1b[A\r\x1b[11Ccd /tmp\r\n\rpwd\r\n${OFF}/tmp\r\n`,
    found: ["cd /tmp", "pwd"],
  },
  {
    why: "a full-screen program's text is passed over",
    text: `${ON}${P}vim a\r\n${OFF}\x1b[?1049h${P}typed in vim\r\n~\r\n\x1b[?1049l${ON}${P}id\r\n${OFF}0\r\n`,
    found: ["vim a", "id"],
  },
  {
    why: "bash prints what ctrl-x ctrl-e edited and runs that",
    text: `${ON}${P}echo draft\r\n${OFF}\x1b[?1049h"/tmp/bash-fc.x1"\x1b[?1049lecho final\r\nfinal\r\n${ON}${P}id\r\n${OFF}0\r\n`,
    found: ["echo final", "id"],
  },
  {
    why: "zsh prints its prompt before the fence; its first character is echoed twice",
    text: `${FILL}${ZLE}l\bls -l\x1b[?2004l\r\r\ntotal 0\r\n${FILL}${ZLE}e\bexit\x1b[?2004l\r\r\n`,
    found: ["ls -l", "exit"],
  },
  {
    why: "zsh shows no ^C: a line that printed nothing though its program would was given up",
    text: `${FILL}${ZLE}c\bcat /etc/fstab\x1b[?2004l\r\r\n${FILL}${ZLE}c\bcd /\x1b[?2004l\r\r\n${FILL}${ZLE}`,
    found: ["cd /"],
  },
  {
    why: "nor where zle leaves the rows below the line (of a search) with CUD instead of LF",
    text: `${FILL}${ZLE}w\bwho\x1b[?2004l\r\r\nme\r\n${FILL}${ZLE}h\bhalt\x1b[?2004l\x1b[1B\r${FILL}${ZLE}e\bexit\x1b[?2004l\r\r\n`,
    found: ["who", "exit"],
  },
  {
    why: "zsh's right prompt stands behind a gap and is not typed",
    text: `${FILL}\r\x1b[0m\x1b[27m\x1b[24m\x1b[Jbox% \x1b[K\x1b[60C[12:00]\x1b[67D${ON}l\bls\x1b[?2004l\r\r\na\r\n`,
    found: ["ls"],
  },
  {
    why: "dash has no fence and leaves editing to the kernel (BS, space, BS)",
    text: "# lss\b \b -a\r\n.\r\n# echo 'a\r\n> b'\r\na\r\nb\r\n# exit\r\n",
    found: ["ls -a", "echo 'a\nb'", "exit"],
  },
  {
    why: "a tutorial that a dash user prints has no prompt of a kind that may come now",
    text: "$ cat HOWTO\r\nroot@h:/# reboot\r\n>>> import os\r\n$ exit\r\n",
    found: ["cat HOWTO", "exit"],
  },
  {
    why: "behind output without a newline a bare sign is believed where such output is usual",
    text: "# curl -s h/ping\r\n{}# ls -l\r\ntotal 0\r\n# cat a.py\r\nx = 1 # cat b\r\ny# cat\r\n# exit\r\n",
    found: ["curl -s h/ping", "ls -l", "cat a.py", "cat", "exit"],
  },
  {
    why: "and not where it is not",
    text: "# ls\r\na# ls\r\n# curl h\r\nx# nothing usual\r\n# exit\r\n",
    found: ["ls", "curl h", "exit"],
  },
  {
    why: "busybox asks for the cursor behind its prompt, and redraws the whole line",
    text: "/ # \x1b[6nsl\r/ # \x1b[Jls\r\nbin\r\n/ # \x1b[6nexit\r\n",
    found: ["ls", "exit"],
  },
  {
    why: "a shell without a fence within a fenced one is believed where a command may start one",
    text: `${ON}${P}sh\r\n${OFF}$ id\r\nuid=0\r\n$ exit\r\n${ON}${P}cat log\r\n${OFF}$ rm -rf /\r\n${ON}${P}exit\r\n${OFF}`,
    found: ["sh", "id", "exit", "cat log", "exit"],
  },
  {
    why: "the line feed that script adds at the end is no Enter",
    text: `${P}ls\r\na\r\n${P}reboot\nScript done on 2024-01-01`,
    found: ["ls"],
  },
];

test.each(TRANSCRIPTS)("transcript: $why", ({ text, found }) => {
  expect(readAll("transcript", [text]).map((command) => command.text)).toEqual(found);
});

test.each(
  TRANSCRIPTS.filter(({ text }) => !text.includes("\r\r\n") && !text.includes("Script done")),
)("prefixed: $why", ({ text, found }) => {
  const lines = text.split("\n").map((line) => `${line.replace(/\r$/, "")}\n`);
  expect(readAll("prefixed", lines).map((command) => command.text)).toEqual(found);
});

const STREAMED: readonly Case[] = [
  {
    why: "what is erased at the end and typed anew is the commonest edit",
    text: `${P}cat /etc/hosst\b\bts\nlocalhost\n${P}exit\nexit\n`,
    found: ["cat /etc/hosts", "exit"],
  },
  {
    why: "text typed at the start is printed last when the CR before it is lost",
    text: `${P} -la /opt/ml/model/code/trainingls\ntotal 0\n${P}exit\nexit\n`,
    found: ["ls -la /opt/ml/model/code/training", "exit"],
  },
  {
    why: "a paste is printed twice",
    text: `${P}df -h\b\b\b\b\bdf -h\nFilesystem\n${P}exit\nexit\n`,
    found: ["df -h", "exit"],
  },
  {
    why: "the last print of the prompt is the valid one",
    text: `${P}(reverse-i-search)\`ls': ls -l${P}ls -l\ntotal 0\n${P}exit\nexit\n`,
    found: ["ls -l", "exit"],
  },
  {
    why: "zsh's fill stands before its prompt",
    text: `%${" ".repeat(80)}box% l\bls\na\n%${" ".repeat(80)}box% e\bexit\n`,
    found: ["ls", "exit"],
  },
  {
    why: "a line kept whole has its controls but no CRs",
    text: `${ON}\x1b]0;t\x07${P}echo one two\x1b[11C\x1b[5Czzz\x1b[K\nx\n${ON}\x1b]0;t\x07${P}exit\nexit\n`,
    found: ["echo zzz", "exit"],
  },
];

test.each(STREAMED)("streamed: $why", ({ text, found }) => {
  expect(readAll("streamed", [text]).map((command) => command.text)).toEqual(found);
});

/** What ran, what it printed before the prompt that comes next, and how far that one is believed. */
const DOUBTS: readonly (readonly [ran: string, printed: string, confidence: string])[] = [
  ["cat old.log", "one\n", "medium"],
  ["wc -l old.log", "7 old.log\n", "high"],
  ["cp old.log session.bak", "", "high"],
  ["head -n 2 old.log", "one\n", "medium"],
  ["head -n 2 old.log", "one\ntwo\n", "high"],
  ["head -2 'old.log'", "one\ntwo\n", "high"],
  ["head -n 2 *.log", "==> a.log <==\none\n", "medium"],
  ["head -n 2 a.log b.log", "==> a.log <==\none\n", "medium"],
  ["cat a b | head -2", "cat: a: No such file or directory\none\n", "medium"],
  ["tail -n 1 old.log; cat old.log", "one\n", "medium"],
  ["tail -f old.log", "one\n", "medium"],
  ["sed -n '3,4p' old.log", "one\ntwo\n", "high"],
  ["sed -n '3,5p' old.log", "one\ntwo\n", "medium"],
  ["head -c 7 old.log", "one\ntwo", "high"],
  ["head -c 9 old.log", "one\ntwo", "medium"],
  ["grep -rn x .", "./a:1:x\n", "high"],
  ["grep -r x .", "./a:x\n", "medium"],
  ["grep -en old.log", "x\n", "medium"],
  ["sort a.err | uniq -c", "  1 x\n", "high"],
  ["uniq -c a.err; cat a.err", "  1 x\n", "medium"],
  ["history 5", "  1  ls\n", "high"],
  ["cat requirements.txt", "a==1\n", "high"],
  ["cat notes.txt", "a==1\n", "medium"],
  ["cat /proc/1/cmdline | tr '\\0' ' '; echo", "init\n", "high"],
  ["echo 'root# ls'", "root# ls\n", "high"],
  ["echo 'root# d''f -h'", "", "low"],
  ['echo "root# ls $X"', "root# ls\n", "medium"],
  ["./nope.sh", "bash: ./nope.sh: No such file or directory\n", "high"],
  ["cat a old.log", "cat: a: No such file or directory\n", "medium"],
  ["nope; cat old.log", "bash: nope: command not found\n", "medium"],
  ["serve --version", "1.2\n", "high"],
  ["serve", "1.2\n", "medium"],
  ["cat version", "1.2\n", "medium"],
  ["head -c 8 old.log", "one\ntwo", "medium"],
  ["docker logs a; docker exec -it a bash", "one\n", "medium"],
];

test.each(DOUBTS)("streamed: what follows %j that printed %j is %s", (ran, printed, confidence) => {
  const text = `${P}id\nuid=0\n${P}pwd\n/\n${P}true\n${P}${ran}\n${printed}${P}df -h\n/dev\n${P}exit\nexit\n`;
  const found = readAll("streamed", [text]).map((one) => [one.text, one.confidence]);
  expect(found.slice(3, 5)).toEqual([
    [ran, expect.any(String)],
    ["df -h", confidence],
  ]);
});

test("a command knows its prompt, its depth, where Enter was and what it printed", () => {
  const text = `${ON}${P}id\r\n${OFF}uid=0\r\n${ON}${P}`;
  const [command] = readAll("transcript", [text, `exit\r\n${OFF}`]);
  expect(command).toMatchObject({
    text: "id",
    confidence: "high",
    kind: "shell",
    depth: 0,
    prompt: P,
    enter: { mark: "e0", offset: text.indexOf("\n") },
    output: {
      from: { mark: "e0", offset: text.indexOf(OFF) + OFF.length - 1 },
      to: { mark: "e0", offset: text.lastIndexOf(ON) },
    },
  });
});

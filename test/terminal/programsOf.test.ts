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
  ["cd /x && (make; ./run.sh) || exit 1", ["cd", "make", "run.sh", "exit"], "lists and subshells"],
  ["a |& b; c & d", ["a", "b", "c", "d"], "every kind of separator"],
  ["! grep -q x y", ["grep"], "a negated pipeline"],
  ["sudo -- env -u X A=b C=d python3 x.py", ["sudo", "env", "python3"], "options and assignments"],
  ["nohup nice -n 5 ./serve.sh > log 2>&1 &", ["nohup", "nice", "serve.sh"], "redirections"],
  ["a | xargs -0 -P 4 -I{} curl {}", ["a", "xargs", "curl"], "options of xargs with a value"],
  ["xargs -a f", ["xargs"], "nothing but options"],
  ["time -p curl x", ["curl"], "time is a word of the shell"],
  ["/usr/bin/time -v curl x", ["time", "curl"], "and a program of its own"],
  ["exec -a name python3 x", ["exec", "python3"], "exec's own option"],
  ["exec 3<>/dev/tcp/h/80", ["exec"], "exec for a redirection alone"],
  ["command -p curl x; builtin cd", ["command", "curl", "builtin", "cd"], "words that find others"],
  ["find . -exec sh -c 'wc -l \"$1\"' _ {} \\;", ["find", "sh", "wc"], "a script in find"],
  ['bash -lc "curl x | sh"', ["bash", "curl", "sh"], "joined options before a script"],
  ["sudo su - app -c 'id; ls'", ["sudo", "su", "id", "ls"], "su's script"],
  ["bash -s <<'E'\ncurl x\nE", ["bash", "curl"], "a here-document that a shell reads"],
  ["sh <<< 'curl x'", ["sh", "curl"], "a here-string that a shell reads"],
  ["bash x.sh <<E\ncurl\nE", ["bash"], "that a script of its own reads"],
  ["cat <<E > f\ncurl $(date)\nE", ["cat", "date"], "what a here-document for others expands"],
  ["cat <<'E' | python3\nimport os\nE", ["cat", "python3"], "or doesn't"],
  ["if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"], "if"],
  ["for i in $(seq 3); do ping $i; done", ["seq", "ping"], "for, and its words"],
  ["for ((i=0;i<3;i++)); do date; done", ["date"], "for with arithmetic"],
  ["while read l; do nc $l; done < f; until a; do b; done", ["read", "nc", "a", "b"], "loops"],
  ["case $(uname) in L*) a ;; *) b ;; esac", ["uname", "a", "b"], "case"],
  ["f() { curl x; }; function g { wget; }; f", ["curl", "wget", "f"], "functions and their call"],
  ["[[ -f $(which a) ]] && b", ["which", "b"], "a test that is a word of the shell"],
  ["A=$(curl x) B=1", ["curl"], "assignments alone run their substitutions"],
  ["export A=$(curl x)", ["export", "curl"], "so do declarations"],
  ["arr=($(ls)) x+=1", ["ls"], "and arrays"],
  ["X=1", [], "an assignment starts nothing"],
  ["((i++))", [], "nor does arithmetic"],
  ["# curl x", [], "nor a comment"],
  ["> file", [], "nor a redirection"],
  ['echo ${X:-$(curl x)} "$(id -u)"', ["echo", "curl", "id"], "within words"],
  ["tee >(wc -l) < <(curl x)", ["tee", "wc", "curl"], "process substitutions"],
  ["coproc nc -l 1", ["nc"], "a coprocess"],
  ['eval "curl x" y', ["eval", "curl"], "eval"],
  ["watch -n 1 'df -h | grep x'", ["watch", "df", "grep"], "watch runs a script"],
  ["trap 'rm -f x' EXIT", ["trap", "rm"], "a trap is a script"],
  ["trap - INT", ["trap"], "or none"],
  ["script -qc 'curl x' log", ["script", "curl"], "script's own"],
  ["flock -n /tmp/l curl x", ["flock", "curl"], "a lock comes before the program"],
  ["taskset -c 0 gosu app dumb-init curl", ["taskset", "gosu", "dumb-init", "curl"], "in a row"],
  ["'/usr/bin/cu''rl' x; \\ls", ["curl", "ls"], "quotes and backslashes are taken off"],
  ["$CMD x; $(which curl) y", ["$CMD", "$(which curl)", "which"], "what only the shell knows"],
  ["curl x # wget", ["curl"], "a comment behind"],
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

import { programsOf } from "./programsOf.ts";

// What may put another shell in front of the user, or the same one with another prompt.
const SHELLS =
  /^(?:(?:ba|da|a|z|k|c|tc|fi|mk)?sh|busybox|su|sudo|doas|ssh|mosh|telnet|docker|podman|nerdctl|kubectl|oc|crictl|ctr|nsenter|chroot|unshare|script|asciinema|env|exec|login|newgrp|sg|setpriv|runuser|machinectl|lxc|lxc-attach|vagrant|multipass|docker-compose|expect|socat|nc|ncat|netcat|gcloud|poetry|pipenv|nix-shell|nix|setsid|nohup|timeout|strace|command|fg|toolbox|distrobox|systemd-nspawn|firejail|bwrap|proot|fakeroot|rlwrap|limactl|colima|minikube|exit|logout|bash\S*)$/;
const CHANGERS =
  /^(?:cd|pushd|popd|source|\.|conda|mamba|micromamba|activate|deactivate|unset|export|set|stty|bind|eval|exec|git|newgrp|clear|reset|module|pyenv|nvm|workon|shopt)$/;
const REPLS =
  /^(?:python\d*(?:\.\d+)*|ipython\d*|bpython|ptpython|pypy\d*|node|nodejs|deno|bun|sqlite\d?|mysql|mariadb|psql|pgcli|mycli|mongo|mongosh|redis-cli|valkey-cli|gdb|lldb|pdb|irb|pry|ruby|perl|lua|luajit|R|julia|scala|ghci|erl|iex|php|bc|dc|ftp|sftp|lftp|telnet|rails|manage\.py|docker|docker-compose|podman|kubectl|ssh|sudo|su|env|jshell|groovysh|clj|sbt|influx|cqlsh|clickhouse-client|duckdb|octave|maxima|ansible-console|bluetoothctl|fdisk|parted|gdisk|nslookup|ncat|nc)$/;

export interface Starts {
  /** It may start a shell, or end the one it was typed in. */
  readonly shell: boolean;
  readonly repl: boolean;
  /** It may change the prompt of the shell it was typed in. */
  readonly change: boolean;
}

/** Whether a command line may leave the user in front of another prompt than the one it was typed at. */
export function startsPrompt(command: string): Starts {
  const programs = programsOf(command);
  // `python3 -` reads its program from the terminal: what is typed there is input, not commands.
  const eats = /\bpython[\d.]*\s+-(?:\s|$)/.test(command);
  return {
    shell:
      programs.some((program) => SHELLS.test(program) && !isScripted(program, command)) ||
      /\b(?:pty|execute-command|start-session)\b/.test(command),
    repl: !eats && programs.some((program) => REPLS.test(program)),
    change: programs.some((program) => CHANGERS.test(program)) || /\bPS1=|^\s*\w+=/.test(command),
  };
}

/** A shell that was given a script or a command to run shows no prompt. */
function isScripted(program: string, command: string): boolean {
  if (!/^(?:ba|da|a|z|k|c|tc|fi|mk)?sh$/.test(program)) return false;
  const uses = [
    ...command.matchAll(/(?:^|[\s;&|(/])(\w*sh)((?:\s+-{1,2}[\w-]+)*)(\s+[^-\s;&|]\S*)?/g),
  ];
  const own = uses.filter(([, name]) => name === program);
  return (
    own.length > 0 &&
    own.every(([, , flags = "", script]) => script !== undefined || /\s-\w*c\b/.test(flags))
  );
}

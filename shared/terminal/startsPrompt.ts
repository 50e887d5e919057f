import { programsOf } from "./programsOf.ts";

const SHELLS =
  /^(?:(?:ba|da|a|z|k|c|tc|fi|mk)?sh|busybox|su|sudo|doas|ssh|mosh|telnet|docker|podman|nerdctl|kubectl|oc|crictl|ctr|nsenter|chroot|unshare|script|asciinema|screen|tmux|byobu|env|exec|login|newgrp|sg|setpriv|runuser|machinectl|lxc|lxc-attach|vagrant|multipass|docker-compose|expect|socat|nc|ncat|netcat|aws|gcloud|az|make|poetry|pipenv|nix-shell|nix|conda|mamba|virtualenv|source|\.|python\d*(?:\.\d+)*|perl|ruby|stty|set|setsid|nohup|timeout|strace|time|command|eval|unset|PS1|fg|toolbox|distrobox|systemd-nspawn|firejail|bwrap|proot|fakeroot|rlwrap|winpty|limactl|colima|minikube|heroku|flyctl|fly|modal|serverless)$/;
const REPLS =
  /^(?:python\d*(?:\.\d+)*|ipython\d*|bpython|ptpython|pypy\d*|node|nodejs|deno|bun|sqlite\d?|mysql|mariadb|psql|pgcli|mycli|mongo|mongosh|redis-cli|valkey-cli|gdb|lldb|pdb|irb|pry|ruby|perl|lua|luajit|R|julia|scala|ghci|erl|iex|php|bc|dc|ftp|sftp|lftp|telnet|rails|django|manage\.py|docker|docker-compose|podman|kubectl|ssh|sudo|su|env|jshell|groovysh|clj|sbt|influx|cqlsh|clickhouse-client|duckdb|octave|maxima|gp|ansible-console|bluetoothctl|nmcli|fdisk|parted|gdisk|nslookup|ncat|nc)$/;

export interface Starts {
  readonly shell: boolean;
  readonly repl: boolean;
}

/** Whether a command line may leave the user in front of another prompt than the one it was typed at. */
export function startsPrompt(command: string): Starts {
  const programs = programsOf(command);
  // `python3 -` reads its program from the terminal: what is typed there is input, not commands.
  const eats = /\bpython[\d.]*\s+-(?:\s|$)/.test(command);
  return {
    shell: programs.some((program) => SHELLS.test(program)) || /\bPS1=/.test(command),
    repl: !eats && programs.some((program) => REPLS.test(program)),
  };
}

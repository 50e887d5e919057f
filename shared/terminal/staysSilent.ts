import { programsOf } from "./programsOf.ts";

const SILENT =
  /^(?:cd|pushd|popd|export|unset|alias|unalias|set|setopt|unsetopt|source|\.|mkdir|touch|cp|mv|ln|chmod|chown|true|false|sleep|read|readonly|declare|typeset|local|hash|rehash|bindkey|autoload|zstyle|compinit|clear|reset|exec|wait|disown|trap|umask|test|\[|:|git|conda|deactivate|bash|zsh|sh|exit|logout|vim|vi|nano|less|more|man|tee|kubectl|docker|make|patch|tar|unzip|gunzip|gzip|rsync|scp|truncate|dd|sync|ulimit|stty|fg|bg|jobs)$/;

/** Whether a command line commonly prints nothing: an assignment, a redirection, cd and the like. */
export function staysSilent(command: string): boolean {
  if (/^\s*[A-Za-z_]\w*=/.test(command) || />/.test(command)) return true;
  return programsOf(command).every((program) => SILENT.test(program));
}

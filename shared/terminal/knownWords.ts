const COMMANDS =
  "ls cd cat echo pwd grep find ps top df du free head tail less more vi vim nano cp mv rm mkdir rmdir touch chmod chown ln tar gzip gunzip zip unzip curl wget ssh scp rsync git docker kubectl python python3 pip pip3 conda node npm npx yarn make gcc g++ java mvn go cargo apt apt-get yum dnf apk brew systemctl service journalctl kill killall pkill nohup screen tmux history alias export unset env set source exit logout sudo su whoami id hostname uname uptime date cal who w last man which type file stat wc sort uniq cut tr sed awk xargs tee diff md5sum sha256sum base64 jq nvidia-smi aws sleep time watch test true false printf read for while if case until do done then else elif fi esac function return bash sh zsh mount umount lsblk lsof netstat ss ip ifconfig ping nc dig nslookup openssl mysql psql redis-cli sqlite3 mongo mongosh gdb strace htop seq yes clear reset bg fg jobs wait trap ulimit umask dmesg sysctl crontab useradd passwd groups chroot script terraform helm ansible perl ruby php exec eval command popd pushd dirs let local declare readonly shift hash bind shopt stty tput locale timedatectl df lscpu lsmem nproc getent ldd ldconfig nm strings objdump readelf hexdump xxd od split paste join comm column fold fmt nl tac rev shuf basename dirname realpath readlink mktemp install dd sync truncate";
const OTHERS =
  "opt etc var usr bin tmp home root lib log proc dev model models config json yaml txt sh py code data test main app src server serve ping localhost http https example com null name type version list show install uninstall status start stop restart get set put post create delete describe update upgrade run build up down logs exec push pull clone commit checkout branch merge add init fetch help file line lines one two three end hello world first second word words";

const KNOWN = new Set(`${COMMANDS} ${OTHERS}`.split(" "));
const FIRST = new Set(COMMANDS.split(" "));

/** Words that a shell's user types often, wherever the session is. */
export function isCommonWord(word: string): boolean {
  return KNOWN.has(word);
}

export function isCommonCommand(word: string): boolean {
  return FIRST.has(word);
}

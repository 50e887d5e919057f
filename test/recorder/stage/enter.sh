#!/bin/sh
# A made-up machine for one recording: enter.sh ROOTFS HOSTNAME SCRATCH FOLDER PROGRAM [ARG...]
# Called under `unshare --mount --uts --pid --net --ipc --fork`. The real system shows through
# read-only; what is this machine's own (homes, /usr/local, unusual folders) is hidden.
set -eu
stage=$1 name=$2 scratch=$3 folder=$4
shift 4

mount --make-rprivate /
mount -t tmpfs -o mode=0755 overlay "$scratch"
mkdir -p "$scratch/upper" "$scratch/work" "$scratch/root"
for entry in /* /.[!.]*; do
  case ${entry#/} in
    bin | boot | dev | etc | home | lib | lib32 | lib64 | libx32 | media | mnt | opt | proc | root | run | sbin | srv | sys | tmp | usr | var) ;;
    *) [ -e "$entry" ] && mknod "$scratch/upper/${entry#/}" c 0 0 ;;
  esac
done
mount -t overlay -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$scratch/root"
root=$scratch/root
hostname "$name"
ip link set lo up

for hidden in root home opt srv mnt media tmp run usr/local var/tmp var/log var/lib/apt; do
  mkdir -p "$root/$hidden"
  mount -t tmpfs -o mode=0755 tmpfs "$root/$hidden"
done
chmod 1777 "$root/tmp"
cp -R "$stage/." "$root/"
mkdir -p "$root/run/hooks" "$root/opt/images"
ln -s /bin/bash "$root/opt/images/sh"
mount --bind "$scratch.hooks" "$root/run/hooks"
find "$root/opt" "$root/root" "$root/var/log" -exec touch -h -d "2026-11-02 08:15:27" {} +
rm -rf "$root/etc/profile.d" "$root/etc/update-motd.d"
echo "$name" >"$root/etc/hostname"
printf '127.0.0.1 localhost\n10.0.84.17 %s\n' "$name" >"$root/etc/hosts"
printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >"$root/etc/passwd"

mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device" && mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root/dev/pts" "$root/dev/shm"
mount --bind /dev/pts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
exec chroot "$root" /usr/bin/env -i HOME=/root TERM=xterm-256color LANG=C.UTF-8 \
  PATH=/opt/conda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  START_IN="$folder" /opt/start "$@"

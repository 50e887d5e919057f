[ -z "${PS1-}" ] && return
PS1='\u@\h:\w\$ '
. /etc/bash.hooks

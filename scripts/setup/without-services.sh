#!/bin/sh
# without-services.sh POLICY COMMAND...: runs COMMAND, which installs packages; the services in them are not started meanwhile.
# Tests start the servers that they need themselves. POLICY is Debian's /usr/sbin/policy-rc.d, which says what packages may start:
# https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt (101: nothing). It is afterwards what it was before.
policy=$1
shift
if [ -x "$policy" ]; then
  "$policy" c2ts start >/dev/null 2>&1
  [ $? -eq 101 ] && exec "$@"
fi
kept=$policy.before-c2ts
restore() { if [ -e "$kept" ]; then mv "$kept" "$policy"; else rm -f "$policy"; fi; }
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
[ -e "$policy" ] && mv "$policy" "$kept"
printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" || exit
"$@"

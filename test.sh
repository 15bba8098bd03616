#!/usr/bin/env bash
# Runs every test against a real RabbitMQ, PostgreSQL and Chromium, and ends with the line "N passed, N failed, N skipped".
#
#   ./test.sh                         everything
#   ./test.sh Domain Lake             only BlazorLake.Domain.Tests and BlazorLake.Lake.Tests
#   ./test.sh Portal -- --filter-class '*ApiKeys*'    what follows -- goes to the test runner
#
# A test that fails is run once more by itself: what then passes is named as such, because a test that fails now and then hides a defect, in it or in what it tests.
#
# BLAZORLAKE_TEST_KILLS (default 30) says how often the portal is killed while it works.
# NO_BUILD=1 uses what is built. CONFIGURATION (default Debug) says what to build and run. RESULTS (default artifacts/tests) is where logs go.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Said before anything that an older shell or another system does not understand.
if ((BASH_VERSINFO[0] < 4)); then
  echo "bash 4 or later is needed, this is $BASH_VERSION. On macOS: brew install bash coreutils" >&2
  exit 2
fi
for tool in dotnet:'the .NET 10 SDK, https://dotnet.microsoft.com/download' realpath:'GNU coreutils (on macOS: brew install coreutils)' timeout:'GNU coreutils (on macOS: brew install coreutils)'; do
  command -v "${tool%%:*}" >/dev/null || { echo "Missing: ${tool%%:*}, of ${tool#*:}" >&2; exit 2; }
done

configuration=${CONFIGURATION:-Debug}
results=$(realpath -m "${RESULTS:-artifacts/tests}")
export BLAZORLAKE_TEST_OUTPUT=$results
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

projects=()
while (($#)) && [[ $1 != -- ]]; do projects+=("tests/BlazorLake.${1%.Tests}.Tests"); shift; done
(($#)) && shift
((${#projects[@]})) || projects=(tests/*.Tests)

# --- What the tests need besides the .NET SDK ---
declare -A packages=(
  [/usr/lib/rabbitmq/bin/rabbitmq-server]=rabbitmq-server
  [/usr/bin/amqp-publish]=amqp-tools
  [/usr/bin/chromium]=chromium
  [/usr/bin/curl]=curl
)
missing=()
for file in "${!packages[@]}"; do [[ -e $file ]] || missing+=("${packages[$file]}"); done
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
if ((${#missing[@]})); then
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    # The packages' own broker and cluster are not wanted: the tests start theirs.
    policy=/usr/sbin/policy-rc.d
    if [[ ! -e $policy ]]; then printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; trap 'rm -f "$policy"' EXIT; fi
    export DEBIAN_FRONTEND=noninteractive
    for attempt in 1 2 3; do
      if "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null; then break; fi
      ((attempt < 3)) || { echo "Could not install ${missing[*]}." >&2; exit 2; }
    done
    rm -f "$policy"
    trap - EXIT
  else
    echo "Missing: ${missing[*]}." >&2
    echo "On Debian or Ubuntu: sudo apt-get install ${missing[*]}   (as root, ./test.sh does it by itself)" >&2
    echo "Elsewhere: RabbitMQ 3.10 or later in /usr/lib/rabbitmq, PostgreSQL 15 or later on the PATH, Chromium as /usr/bin/chromium, librabbitmq's amqp-publish, curl." >&2
    exit 2
  fi
fi

if [[ -z ${NO_BUILD:-} ]]; then
  dotnet build BlazorLake.sln -c "$configuration" -v q -nologo
fi

# --- One broker and one database for the whole run, ended whatever happens ---
rm -rf "$results"
mkdir -p "$results"
scratch=$(mktemp -d)
host=
cleanup() {
  if [[ -n $host ]]; then kill -TERM "$host" 2>/dev/null || true; wait "$host" 2>/dev/null || true; fi
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
dotnet "tests/BlazorLake.Testing/bin/$configuration/net10.0/BlazorLake.Testing.dll" "$scratch/addresses" >"$results/broker-and-database.log" 2>&1 &
host=$!
for ((i = 0; i < 1200; i++)); do
  [[ -e $scratch/addresses ]] && break
  kill -0 "$host" 2>/dev/null || { echo "The broker or the database did not start:" >&2; cat "$results/broker-and-database.log" >&2; exit 2; }
  sleep 0.1
done
# shellcheck disable=SC1091
source "$scratch/addresses"

# --- Each test project by itself, so that what measures time is not disturbed ---
# run PROJECT LOG ARGUMENTS...: the runner's exit code
run() {
  local name log=$2
  name=$(basename "$1")
  timeout --kill-after=30 "${TEST_TIMEOUT:-1800}" dotnet "$1/bin/$configuration/net10.0/$name.dll" \
    --progress off --ansi off --results-directory "$results" "${@:3}" </dev/null >"$log" 2>&1
}

# count WHAT LOG: as the runner's summary says
count() { local n; n=$(sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$2" | tail -n 1); echo "${n:-0}"; }

passed=0 failed=0 skipped=0 broken=0 second_try=()
for project in "${projects[@]}"; do
  name=$(basename "$project")
  log=$results/$name.log
  started=$SECONDS
  code=0
  run "$project" "$log" "$@" || code=$?
  p=$(count succeeded "$log") f=$(count failed "$log") s=$(count skipped "$log")
  # 8: the filter left no test in this project, which is only right when there was a filter.
  if ((code != 0)) && ! ((code == 8 && $# > 0)); then
    # What failed and why first: a browser test says a lot after that.
    { grep -E -A 12 '^failed ' "$log" | cut -c 1-400 | head -n 150; echo '  ...'; tail -n 120 "$log"; } | grep -vE '^ *(at System\.|at Xunit\.|--- End of)' >&2
    mapfile -t names < <(sed -nE 's/^failed ([A-Za-z0-9_.+]+).*/\1/p' "$log" | sort -u)
    again=()
    for method in "${names[@]}"; do again+=(--filter-method "$method"); done
    if ((f > 0 && ${#names[@]} > 0 && ${#names[@]} <= 3)) && run "$project" "$results/$name.again.log" "${again[@]}"; then
      second_try+=("${names[@]}")
      ((p += f, f = 0)) || true
    else
      broken=1
      ((f > 0)) || f=1
      ((code == 124 || code == 137)) && echo "$name did not end within ${TEST_TIMEOUT:-1800} s (TEST_TIMEOUT)." >&2
    fi
  fi
  printf '%-36s %5s passed, %3s failed, %3s skipped  %4d s\n' "$name" "$p" "$f" "$s" $((SECONDS - started))
  ((passed += p, failed += f, skipped += s)) || true
done

((${#second_try[@]} == 0)) || printf 'Failed at first and passed when run once more: %s\n' "${second_try[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
exit $broken

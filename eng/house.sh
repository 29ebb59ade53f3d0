# What ./cortex, ./test and the scripts in eng share. Sourced by them; sets $house, the top folder.
house=${BASH_SOURCE[0]%/*}
house=$(cd -- "$house/.." && pwd -P)
artifacts=$house/artifacts
managed=$artifacts/bin/Cortex.App/release
native=$artifacts/native
# Neither the build nor Cortex needs the system's tables of cultures (libicu), which a small Debian lacks.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off
[[ -n ${HOME:-} ]] || export DOTNET_CLI_HOME=$artifacts/home

say() { printf '%s: %s\n' "${program:-cortex}" "$*" >&2; }

# One hash over the content of everything the program is built from; the same in a clone and in an unpacked archive.
source_stamp() {
    local hash
    read -r hash _ < <(
        cd -- "$house" &&
            find src samples eng Directory.Build.props Directory.Packages.props global.json \
                \( -name bin -o -name obj -o -name node_modules -o -name media -o -name acoustic-rig \) -prune -o \
                -type f ! -name '.*' ! -name '*.md' -print0 2>/dev/null |
            LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
    )
    printf '%s' "$hash"
}

# The managed build is current when its stamp matches and nothing was built over it since (./test, an editor).
managed_is_current() {
    [[ -x $managed/cortex && -f $managed/.stamp && $(<"$managed/.stamp") == "$1" ]] &&
        [[ -z $(find "$managed" -name '*.dll' -newer "$managed/.stamp" -print -quit) ]]
}

# For which processor: sets $architecture (x64 or arm64), $own_architecture and $built, the folder of its native build.
need_architecture() {
    case $(uname -m) in
        x86_64) own_architecture=x64 ;;
        aarch64) own_architecture=arm64 ;;
        *) say "no native build on $(uname -m)"; return 69 ;;
    esac
    architecture=${1:-$own_architecture}
    case $architecture in
        x64 | arm64) ;;
        *) say "x64 or arm64, not $architecture"; return 2 ;;
    esac
    built=$native
    [[ $architecture == "$own_architecture" ]] || built=$native-$architecture
}

native_is_current() { [[ -x $native/cortex && -f $native/.stamp && $(<"$native/.stamp") == "$1" ]]; }

# Waits for other builds in this folder; `unlock` (or the end of the process) lets the next one go on.
lock() {
    mkdir -p "$artifacts"
    exec 9>"$artifacts/.lock"
    flock -n 9 || { say "waiting for another build in $house"; flock 9; }
}
unlock() { exec 9>&-; }

# Runs a command quietly behind one progress line; shows all it printed when it fails. `quietly WORDS command…`
quietly() {
    local words=$1 log ticker='' status=0 started=$SECONDS
    shift
    mkdir -p "$artifacts"
    log=$(mktemp "$artifacts/log.XXXXXX")
    if [[ -t 2 ]]; then
        (exec 9>&-; while :; do printf '\r%s: %s … %d s ' "${program:-cortex}" "$words" $((SECONDS - started)) >&2; sleep 1; done) &
        ticker=$!
    else
        say "$words …"
    fi
    "$@" >"$log" 2>&1 </dev/null 9>&- || status=$?
    if [[ -n $ticker ]]; then
        kill "$ticker" 2>/dev/null || :
        wait "$ticker" 2>/dev/null || :
        printf '\r\033[K' >&2
    fi
    ((status == 0)) || cat -- "$log" >&2
    rm -f -- "$log"
    return "$status"
}

# Finds a .NET SDK that global.json accepts and sets DOTNET_ROOT to it, or says how to get one and ends with 69.
need_sdk() {
    local dotnet said found=''
    for dotnet in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || :)" \
        "${HOME:-}/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
        [[ -n $dotnet && -x $dotnet ]] || continue
        if said=$(cd -- "$house" && "$dotnet" --version 2>&1); then
            dotnet=$(readlink -f -- "$dotnet")
            export DOTNET_ROOT=${dotnet%/*} PATH=${dotnet%/*}:$PATH
            return
        fi
        found+=$("$dotnet" --list-sdks 2>/dev/null | sed 's/^\([^ ]*\).*/ \1/' | tr -d '\n' || :)
        # It is there and does not work: its own words say why.
        [[ $found != *' 10.'* ]] || { printf '%s\n' "$said" >&2; break; }
    done
    say "building needs the .NET 10 SDK; found here:${found:- none}."
    local ID=debian VERSION_ID=12
    [[ -r /etc/os-release ]] && . /etc/os-release
    case $ID in debian | ubuntu) ;; *) ID=debian VERSION_ID=12 ;; esac
    cat >&2 <<-TEXT
	Get it as root, from Microsoft's package source:
	  curl -fsSLo /tmp/microsoft.deb https://packages.microsoft.com/config/$ID/${VERSION_ID:-12}/packages-microsoft-prod.deb
	  sudo dpkg -i /tmp/microsoft.deb && sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
	or without root, into ~/.dotnet, where it is found by itself:
	  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
	Then start the same command again.
	TEXT
    exit 69
}

# Installs missing Debian packages: `need_packages program=package…`, or lib/FILE=package for a library. One attempt with a time limit, a failed one
# remembered for a day; returns 1 with the one line to run when they stay missing. Cortex runs without them.
need_packages() {
    local pair missing=() memory=$artifacts/packages-missing
    for pair; do is_here "${pair%%=*}" || missing+=("${pair#*=}"); done
    ((${#missing[@]})) || return 0
    [[ -f $memory && $(<"$memory") == "${missing[*]}" && -z $(find "$memory" -mmin +1440) ]] && return 1
    local root=()
    if ((EUID != 0)); then root=(sudo -n); fi
    if command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }; then
        local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
            timeout --foreground 300 apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60 -o Acquire::http::Timeout=20)
        if quietly "installing ${missing[*]} (once)" apt_install; then
            rm -f -- "$memory"
            return 0
        fi
    fi
    mkdir -p "$artifacts"
    printf '%s' "${missing[*]}" >"$memory"
    say "to have everything, run once: sudo apt-get install -y ${missing[*]}"
    return 1
}

# A program on the path, or `lib/FILE`: a library of the system, in whatever folder this machine's kind of processor has.
is_here() {
    [[ $1 == lib/* ]] || { command -v "$1" >/dev/null; return; }
    local file
    for file in /usr/lib/{,*-linux-gnu*/}"${1#lib/}"; do [[ ! -e $file ]] || return 0; done
    return 1
}

apt_install() { # uses apt and missing of need_packages
    "${apt[@]}" install --no-install-recommends "${missing[@]}" ||
        { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; }
}

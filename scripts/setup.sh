# shellcheck shell=sh
# What the scripts share: where things are, and installing what is missing. Read with `.`, from sh.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# Build folders stand in the source folder (git does not see them) unless OFFSCRIPT_BUILDS says
# where.
builds=${OFFSCRIPT_BUILDS:-$root}

play_packages="gcc libc6-dev meson ninja-build pkg-config nettle-dev libutf8proc-dev liblua5.4-dev libcjson-dev
  libfribidi-dev libsdl2-dev libsdl2-ttf-dev"
test_packages="$play_packages clang llvm libcmocka-dev clang-format cppcheck ccache python3 git
  lua5.4 gcc-mingw-w64-x86-64 wasi-libc xvfb xauth xdotool x11-utils imagemagick"
bench_packages="$play_packages python3 lua5.4 love xvfb xauth xdotool nodejs npm"

say() {
    printf '%s\n' "$*" >&2
}

# The packages among "$@" that are not installed.
missing_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')
    for package in "$@"; do
        case " $installed" in
        *" $package "*) ;;
        *) is_provided "$package" || printf '%s\n' "$package" ;;
        esac
    done
}

# Node often comes from elsewhere than Debian, and brings npm along.
is_provided() {
    case $1 in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) false ;;
    esac
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Installs what is missing of the packages named; nothing is asked and nothing is done when all are
# there. False: it says what a person must do.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        need_tools "$@"
        return
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "${missing% }" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "These packages are missing, and there is no apt-get here to install them: $missing"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        say "These packages are missing. As root, run: apt-get install $missing"
        return 1
    fi
    say "Installing $missing"
    # shellcheck disable=SC2086 # one word a package
    { as_root apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends $missing; } >&2 && return
    say "They could not be installed. Fix what apt-get says above, then run this again."
    return 1
}

# Not a Debian: go on if what the build asks for is there, under whatever package name.
need_tools() {
    lacking=
    for tool in gcc meson ninja pkg-config; do
        command -v "$tool" >/dev/null || lacking="$lacking $tool"
    done
    for library in nettle libutf8proc lua5.4 libcjson fribidi sdl2 SDL2_ttf; do
        command -v pkg-config >/dev/null && pkg-config --exists "$library" && continue
        [ "$library" = lua5.4 ] && pkg-config --exists lua-5.4 2>/dev/null && continue
        lacking="$lacking $library"
    done
    [ -z "$lacking" ] && return 0
    say "There is no apt-get here to install what is missing:$lacking"
    say "Install them by your system's own means; Debian calls the packages:"
    say "$(echo $*)"
    return 1
}

# build_program FOLDER [MESON ARGUMENTS]: configures when the arguments are new, then builds what
# changed. Silent when all is well.
build_program() {
    folder=$1
    shift
    log=$folder.log
    mkdir -p "$(dirname "$folder")"
    if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/arguments" 2>/dev/null)" != "$*" ]; then
        rm -rf "$folder"
        if ! meson setup "$folder" "$root" "$@" >"$log" 2>&1; then
            rm -f "$folder/build.ninja"
            tail -n 30 "$log" >&2
            return 1
        fi
        echo "$*" >"$folder/arguments"
    fi
    ninja -C "$folder" >"$log" 2>&1 && return
    grep -E 'error|ERROR|warning|FAILED|undefined' -A 6 "$log" | head -n 60 >&2
    return 1
}

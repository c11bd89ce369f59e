# shellcheck shell=sh
# What the tests in this folder share: a virtual display of their own, the program on it, keys and
# presses, and waiting for what the log says and what is on screen (never for a time). Read with `.`,
# with the build folder as $1.
#
# Pictures go to $OFFSCRIPT_PICTURES where that is set.

set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
build=$(CDPATH='' cd -- "$1" && pwd)
offscript=$build/engine/commands/offscript
work=$(mktemp -d)
display_id=
program_id=
OFFSCRIPT_HOME=$work/home
OFFSCRIPT_TRACE=$work/trace
export OFFSCRIPT_HOME OFFSCRIPT_TRACE
unset WAYLAND_DISPLAY SDL_VIDEODRIVER DISPLAY || true

clean_up() {
    [ -z "$program_id" ] || kill "$program_id" 2>/dev/null
    [ -z "$display_id" ] || kill "$display_id" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

fail() {
    echo "$(basename "$0"): $*"
    [ -z "${log-}" ] || [ ! -f "$log" ] || {
        echo "the log so far:"
        cut -c 1-300 "$log"
    }
    [ ! -s "$work/err" ] || {
        echo "the program said:"
        head -c 2000 "$work/err"
    }
    picture failed
    if [ -n "$program_id" ] && ! kill -0 "$program_id" 2>/dev/null; then
        wait "$program_id"
        echo "the program is over, with status $?"
    fi
    exit 1
}

# start_display WIDTHxHEIGHT: a display nobody else has.
start_display() {
    size=$1
    rm -f "$work/display"
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$work/display" 2>/dev/null &
    display_id=$!
    tries=3000
    until [ -s "$work/display" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "no virtual display"
        sleep 0.1
    done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
}

# start_program ARGUMENTS…: in the background; the window has the keyboard when this returns.
start_program() {
    : >"$OFFSCRIPT_TRACE"
    "$offscript" "$@" >"$work/out" 2>"$work/err" &
    program_id=$!
    window=$(timeout 300 xdotool search --sync --onlyvisible --class offscript | head -n 1)
    [ -n "$window" ] || fail "no window"
    xdotool windowmove "$window" 0 0 windowsize --sync "$window" "${size%x*}" "${size#*x}"
    xdotool windowfocus --sync "$window"
}

# eventually COMMAND…: true as soon as it is. Only what never comes ends the waiting, after minutes.
eventually() {
    tries=3000
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.05
    done
}

# wait_picture PLACE: what is on screen, as the program tells: "home", "brief", "call 2 decide" …
shows() {
    grep '^picture ' "$OFFSCRIPT_TRACE" | tail -n 1 | grep -q "^picture $1"
}
wait_picture() {
    eventually shows "$1" ||
        fail "'$1' is not on screen but: $(grep '^picture ' "$OFFSCRIPT_TRACE" | tail -n 1)"
}

# place_of ID: the last place of an element, "X Y W H".
place_of() {
    grep "^element $1 " "$OFFSCRIPT_TRACE" | tail -n 1 | cut -d' ' -f3-
}
# click ID [PERMILLE [TIMES]]: presses it, so far from its left, so many times in one go.
click() {
    place=$(place_of "$1")
    [ -n "$place" ] || fail "$1 is nowhere on screen"
    # shellcheck disable=SC2086 # four words
    set -- "$1" "${2-500}" "${3-1}" $place
    xdotool mousemove $(($4 + $6 * $2 / 1000)) $(($5 + $7 / 2)) click --repeat "$3" --delay 60 1
}

keys() {
    xdotool key --delay 30 "$@"
}

# wait_record TYPE COUNT: the log has that many.
has_records() {
    log=$(find "$OFFSCRIPT_HOME/logs" "$work/logs" -maxdepth 1 -name '*.jsonl' 2>/dev/null |
        head -n 1)
    [ -n "$log" ] && [ "$(grep -c "\"type\":\"$1\"" "$log")" -ge "$2" ]
}
wait_record() {
    eventually has_records "$1" "$2" || fail "no $1 number $2 in the log"
}

# What the last record of a type says: last_field TYPE FIELD.
last_field() {
    grep "\"type\":\"$1\"" "$log" | tail -n 1 | grep -o "\"$2\":\(\"[^\"]*\"\|[^,}]*\)" |
        head -n 1 | cut -d: -f2- | tr -d '"'
}

picture() {
    [ -z "${OFFSCRIPT_PICTURES-}" ] || [ -z "${DISPLAY-}" ] || {
        mkdir -p "$OFFSCRIPT_PICTURES"
        sleep 0.3
        import -window root "$OFFSCRIPT_PICTURES/$(basename "$0" _test)-$1.png"
    }
}

end_program() {
    kill "$program_id" 2>/dev/null
    wait "$program_id" 2>/dev/null
    program_id=
}

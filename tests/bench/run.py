#!/usr/bin/env python3
"""All measurements side by side: run.py SOURCE BUILD [NAMES]; called by scripts/bench.

Rows are: what, ours, what it is compared with, the ratio, the target."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
OFFSCRIPT = os.path.join(BUILD, "engine/commands/offscript")
GENERATE = os.path.join(BUILD, "tests/support/generate-logs")
BENCH = os.path.join(SOURCE, "tests/bench")
FONT = os.path.join(SOURCE, "assets/fonts/Inter-Regular.otf")
WARM_UP = "warmup/first_steps"


class World:
    """A virtual display and a home folder of their own."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="offscript-bench-", dir=BUILD)
        read, write = os.pipe()
        self.display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            name = ":" + number.readline().strip()
        self.env = {**os.environ, "DISPLAY": name, "OFFSCRIPT_HOME": self.folder + "/home"}
        for variable in ("WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "OFFSCRIPT_BENCH"):
            self.env.pop(variable, None)
        return self

    def __exit__(self, *_):
        self.display.terminate()
        self.display.wait()
        shutil.rmtree(self.folder)

    def start(self, *words, **env):
        """The program in a window that has the keyboard."""
        program = subprocess.Popen(
            [OFFSCRIPT, *words],
            env={**self.env, **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        window = self.tool("search", "--sync", "--onlyvisible", "--class", "offscript").split()[0]
        self.tool("windowfocus", "--sync", window)
        return program

    def tool(self, *words):
        return subprocess.run(
            ["xdotool", *words], env=self.env, stdout=subprocess.PIPE, encoding="utf-8", check=True
        ).stdout

    def keys(self, *keys):
        self.tool("key", "--delay", "40", *keys)


def milliseconds(command, env):
    began = time.perf_counter()
    subprocess.run(
        command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return (time.perf_counter() - began) * 1000


def number(*command):
    return float(
        subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.split()[0]
    )


def row(what, ours, other, ratio, target):
    print(f"| {what} | {ours} | {other} | {ratio} | {target} |", flush=True)


# ---- the measurements ---------------------------------------------------------------------------


def bench_start():
    """From the start of the process to its end after the first picture, taken in turns."""
    with World() as world:
        first = {**world.env, "OFFSCRIPT_BENCH": "first-frame"}
        candidates = {
            "home": ([OFFSCRIPT], first),
            "call": ([OFFSCRIPT, "play", WARM_UP], first),
            "sdl": ([find_hello(), FONT], world.env),
            "love": (["love", os.path.join(BENCH, "hello_love")], world.env),
        }
        times = {name: [] for name in candidates}
        for _ in range(15):
            for name, (command, env) in candidates.items():
                times[name].append(milliseconds(command, env))
        ms = {name: statistics.median(samples) for name, samples in times.items()}
    for name in ("home", "call"):
        what = f"cold start to the first picture, {name}"
        row(what, f"{ms[name]:.0f} ms", f"bare SDL2 + SDL2_ttf {ms['sdl']:.0f} ms",
            f"{ms[name] / ms['sdl']:.2f}", "at most 2")
        row("", "", f"LÖVE {ms['love']:.0f} ms", f"{ms[name] / ms['love']:.2f}", "clearly below 1")


def first_picture(command, env):
    """Milliseconds from the start of the process to its first picture."""
    begin = time.monotonic()
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, encoding="utf-8") as process:
        said = process.stderr.readline()
        took = time.monotonic() - begin
    if said != "first-frame\n" or process.returncode != 0:
        sys.exit(f"no first picture: {said}")
    return took * 1000


def bench_logs():
    """Home's first picture over a folder without logs and one with 10,000, taken in turns."""
    with World() as world:
        times = {}
        for agents in (0, 2000):
            home = os.path.join(world.folder, str(agents))
            os.makedirs(home + "/logs")
            with open(home + "/settings.json", "w", encoding="utf-8") as file:
                file.write('{"agent":"agent_00000","welcomed":true}')
            if agents:
                subprocess.run([GENERATE, "--out", home + "/logs", "--agents", str(agents),
                                "--scenarios", "5"], check=True, stdout=subprocess.DEVNULL)
            times[home] = []
        for _ in range(15):
            for home, samples in times.items():
                env = {**world.env, "OFFSCRIPT_BENCH": "first-frame", "OFFSCRIPT_HOME": home}
                samples.append(first_picture([OFFSCRIPT], env))
        none, many = (statistics.median(samples) for samples in times.values())
    row("home's first picture, 10,000 logs", f"{many:.0f} ms", f"no logs {none:.0f} ms",
        f"{many / none:.2f}", "at most 1.3")


def find_hello():
    for folder in ("tests/bench", "tests/unit/window"):
        path = os.path.join(BUILD, folder, "hello_sdl")
        if os.path.exists(path):
            return path
    sys.exit("hello_sdl is not built")


def ticks(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def resident_mib(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        kib = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return kib / 1024


def bench_idle():
    with World() as world:
        program = world.start("play", WARM_UP, "--seed", "0")
        world.keys("Return", "F1", "2")
        time.sleep(1.5)
        before = ticks(program)
        time.sleep(5)
        used = (ticks(program) - before) / os.sysconf("SC_CLK_TCK")
        mib = resident_mib(program)
        program.terminate()
        program.wait()
    row("processor while nothing happens, 5 s", f"{used / 5 * 100:.0f} %", "", "", "0 %")
    row("resident memory in the call", f"{mib:.1f} MiB", "", "", "below 48 MiB")


def bench_keys():
    with World() as world:
        program = world.start("play", WARM_UP, "--seed", "0", OFFSCRIPT_BENCH="keys")
        world.keys("Return")
        time.sleep(0.5)
        for _ in range(15):
            world.keys("1", "shift+4", "2", "F1", "F2", "Escape")
        program.terminate()
        said = program.communicate()[1]
    us = sorted(int(line.split()[1]) for line in said.splitlines() if line.startswith("key "))
    row("key press to picture, median of " + str(len(us)), f"{statistics.median(us) / 1000:.1f} ms",
        "", "", "")
    row("key press to picture, 95 %", f"{us[len(us) * 95 // 100] / 1000:.1f} ms",
        "one frame at 60 Hz 16.7 ms", "", "")


def cpu_ms(*command):
    """Processor time of a whole process: user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def bench_load():
    generate = [sys.executable, os.path.join(BENCH, "generate_scenario.py"), "10000", "3"]
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        path, stubbed = os.path.join(folder, "large.lua"), os.path.join(folder, "stubbed.lua")
        for name, more in ((path, []), (stubbed, ["--stubs"])):
            with open(name, "w", encoding="utf-8") as out:
                subprocess.run(generate + more, stdout=out, check=True)
        # Each in a process of its own, in turns.
        program = os.path.join(BUILD, "tests/bench/load_scenario")
        times = [(cpu_ms(program, path), cpu_ms("lua5.4", stubbed)) for _ in range(9)]
        ours, lua = (min(samples) for samples in zip(*times))
        size = os.path.getsize(path) / 1e6
    row(f"loading 10,000 scenes, 30,000 options, {size:.1f} MB", f"{ours:.0f} ms",
        f"lua5.4, constructors that do nothing {lua:.0f} ms", f"{ours / lua:.2f}", "at most 1.5")


def bench_steps():
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        subprocess.run([sys.executable, os.path.join(BENCH, "branching.py"), folder], check=True)
        program = os.path.join(BUILD, "tests/bench/session_steps")
        ours = number(program, os.path.join(folder, "branching.lua"))
        texts = number(program, os.path.join(folder, "branching.lua"), "2000000", "texts")
        ink = ink_steps(folder)
    row("steps of a session a second", f"{ours / 1e6:.2f} million", f"inkjs {ink:,.0f}",
        f"{ours / ink:.0f}", "at least 2 million")
    row("the same, with all texts expanded", f"{texts / 1e6:.2f} million", f"inkjs {ink:,.0f}",
        f"{texts / ink:.0f}", "")


def ink_steps(folder):
    packages = os.path.join(BUILD, "npm")
    if not os.path.exists(os.path.join(packages, "node_modules/inkjs")):
        os.makedirs(packages, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", packages,
             "inkjs@2.4.0"],
            check=True, stdout=subprocess.DEVNULL,
        )
    done = subprocess.run(
        ["node", os.path.join(BENCH, "ink_steps.js"), os.path.join(folder, "branching.ink")],
        env={**os.environ, "NODE_PATH": os.path.join(packages, "node_modules")},
        stdout=subprocess.PIPE, encoding="utf-8", check=True,
    )
    return float(done.stdout)


def bench_append():
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        said = subprocess.run(
            [os.path.join(BUILD, "tests/bench/durable_append"), folder, "1000"],
            stdout=subprocess.PIPE, encoding="utf-8", check=True,
        ).stdout.split()
    ours, bare = float(said[0]), float(said[1])
    row("one record of 700 bytes on the disk", f"{ours:.0f} µs",
        f"bare write + fdatasync {bare:.0f} µs", f"{ours / bare:.2f}", "at most 1.1")


def main():
    benches = [name[6:] for name in globals() if name.startswith("bench_")]
    wanted = sys.argv[3:] or benches
    for name in wanted:
        if name not in benches:
            sys.exit(f"there is no bench '{name}'; choose from: {' '.join(benches)}")
    print("| what | ours | compared with | ratio | target |\n|---|---|---|---|---|")
    for name in wanted:
        globals()["bench_" + name]()


if __name__ == "__main__":
    main()

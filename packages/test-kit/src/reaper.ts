import { type ChildProcess, spawn } from "node:child_process";

/** Keeps a list of process groups, and kills them all once nobody can write to its stdin any more. */
const SCRIPT = `
groups=" "
while read -r action group; do
  case "$action" in
    adopt) groups="$groups$group " ;;
    release) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
exit 0
`;

let reaper: ChildProcess | undefined;

/** From now on this process group ends when we end, even by SIGKILL: our end of the reaper's pipe closes with us. */
export function adoptGroup(group: number): void {
  tell(`adopt ${group}`);
}

/** The group has ended by itself; its number may soon be somebody else's. */
export function releaseGroup(group: number): void {
  tell(`release ${group}`);
}

function tell(line: string): void {
  if (reaper === undefined) {
    reaper = spawn("/bin/sh", ["-c", SCRIPT], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    reaper.on("error", () => undefined);
    reaper.stdin?.on("error", () => undefined);
    reaper.unref();
    (reaper.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  reaper.stdin?.write(`${line}\n`);
}

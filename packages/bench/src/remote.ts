import { fork } from "node:child_process";
import { adoptGroup, releaseGroup } from "@mikro-dash/test-kit/reaper";

/** What a program offers to the one that started it. Inputs and answers travel as JSON. */
export type Methods = Readonly<Record<string, (input: never) => Promise<unknown>>>;

interface Question {
  readonly n: number;
  readonly method: string;
  readonly input: unknown;
}
interface Answer {
  readonly n: number;
  readonly value?: unknown;
  readonly error?: string;
}

export interface Remote<M extends Methods> {
  readonly pid: number;
  call<N extends keyof M & string>(method: N, input: Parameters<M[N]>[0]): ReturnType<M[N]>;
  /** SIGKILL to the whole process group: a client that hangs in the network hears nothing else. */
  kill(): Promise<void>;
}

/** Starts a program of this package that calls {@link serve}, in a process group of its own. */
export async function startRemote<M extends Methods>(script: URL): Promise<Remote<M>> {
  const child = fork(script, { detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid as number));
  });
  adoptGroup(pid);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  child.on("message", ({ n, value, error }: Answer) => {
    const one = waiting.get(n);
    waiting.delete(n);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(error));
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      releaseGroup(pid);
      for (const one of waiting.values()) one.reject(new Error(`${script.pathname} ended`));
      resolve();
    });
  });
  return {
    pid,
    call(method, input) {
      const n = asked++;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(n, { resolve, reject }));
      child.send({ n, method, input } satisfies Question);
      return answer as ReturnType<M[typeof method]>;
    },
    async kill() {
      try {
        process.kill(-pid, "SIGKILL");
      } catch {
        // nobody is left in the group
      }
      await exited;
    },
  };
}

/** The other end: answers questions until the one that asks is gone. */
export function serve(methods: Methods): void {
  process.on("disconnect", () => process.exit());
  process.on("message", ({ n, method, input }: Question) => {
    const answer = (message: Answer) => void process.send?.(message);
    const asked = methods[method] as ((input: unknown) => Promise<unknown>) | undefined;
    if (asked === undefined) return answer({ n, error: `nobody knows ${method}` });
    asked(input).then(
      (value) => answer({ n, value }),
      (error) =>
        answer({ n, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

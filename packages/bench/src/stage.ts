import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LinkMethods } from "./link-process.ts";
import { diskElsewhere, processorElsewhere } from "./primaries/elsewhere.ts";
import type { Primary } from "./primaries/primary.ts";
import { fillDirectory, startSqldFor, startSqldPrimary } from "./primaries/sqld-primary.ts";
import { plainCopy, startTursodb, tursodbBinary } from "./primaries/tursodb-primary.ts";
import { type Remote, startRemote } from "./remote.ts";
import type { OursMethods } from "./subjects/ours.ts";
import type { Subject } from "./subjects/subject.ts";

/** (a) ours, (b) the embedded replica of @libsql/client, (c) @tursodatabase/sync, (d) remote writes. */
export const SUBJECTS = ["ours", "replica", "turso", "direct"] as const;
export type SubjectName = (typeof SUBJECTS)[number];

const PROGRAMS: Record<SubjectName, string> = {
  ours: "ours",
  replica: "embedded-replica",
  turso: "turso-sync",
  direct: "direct",
};

/** One way to keep a shop's data: its program, its link, its primary. Nothing is shared with another one. */
export interface Contender {
  readonly name: SubjectName;
  readonly link: Remote<LinkMethods>;
  readonly primary: Primary;
  /** Another one after {@link restart}. */
  readonly subject: Remote<Subject>;
  /** Kills the program, which may hang for good, and starts it again on its files. */
  restart(): Promise<void>;
}

export interface Stage {
  readonly contenders: readonly Contender[];
  readonly ours: Remote<OursMethods>;
  /** Of the café's heartbeat: a database and a link beside the others. */
  readonly mirror: Primary;
  readonly mirrorLink: Remote<LinkMethods>;
  /** Contenders that could not be brought here, with the reason. */
  readonly missing: ReadonlyMap<SubjectName, string>;
  delay(roundTripMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything, with the history in every database, and waits until all are up with their primaries. */
export async function openStage(
  dir: string,
  historyRows: number,
  now: number,
  say: (line: string) => void,
): Promise<Stage> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one().catch((error) => say(String(error)));
  };
  try {
    say(`filling a primary with ${historyRows} rows of history`);
    const cloud = await diskElsewhere(dir);
    closing.push(cloud.remove);
    const filled = join(cloud.path, "filled");
    const board = await fillDirectory(filled, historyRows, now);
    const missing = new Map<SubjectName, string>();
    const openLink = async (primary: Primary) => {
      closing.push(() => primary.stop());
      const link = await startRemote<LinkMethods>(new URL("./link-process.ts", import.meta.url));
      closing.push(() => link.kill());
      const url = await link.call("open", { port: primary.port });
      await Promise.all([primary.pid, link.pid].map(processorElsewhere));
      return { link, url };
    };
    const mirror = await startSqldFor(join(cloud.path, "mirror"), "mirror");
    const { link: mirrorLink, url: mirrorUrl } = await openLink(mirror);

    const openContender = async (name: SubjectName): Promise<Contender | undefined> => {
      const primary = await startPrimary(name, join(cloud.path, `${name}-primary`), filled);
      if ("missing" in primary) {
        missing.set(name, primary.missing);
        return undefined;
      }
      const { link, url } = await openLink(primary);
      const own = join(dir, name);
      await mkdir(own, { recursive: true });
      const opening = { dir: own, url, mirrorUrl, board };
      const start = async () => {
        const program = new URL(`./subjects/${PROGRAMS[name]}.ts`, import.meta.url);
        const remote = await startRemote<Subject>(program);
        await remote.call("open", opening);
        await remote.call("catchUp", null);
        return remote;
      };
      const from = performance.now();
      let subject = await start();
      say(`${name} is up with its primary after ${((performance.now() - from) / 1_000).toFixed(1)} s`);
      closing.push(async () => {
        await Promise.race([subject.call("close", null), new Promise((end) => setTimeout(end, 10_000))]);
        await subject.kill();
      });
      return {
        ...{ name, link, primary },
        get subject() {
          return subject;
        },
        async restart() {
          await subject.kill();
          subject = await start();
        },
      };
    };
    const opened = await Promise.all(SUBJECTS.map(openContender));
    const contenders = opened.filter((one) => one !== undefined);
    const [first] = contenders;
    if (first === undefined) throw new Error("nobody is here");
    return {
      ...{ contenders, mirror, mirrorLink, missing, close },
      get ours() {
        return first.subject as unknown as Remote<OursMethods>;
      },
      async delay(roundTripMs) {
        const links = [mirrorLink, ...contenders.map((one) => one.link)];
        await Promise.all(links.map((link) => link.call("delay", { roundTripMs })));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startPrimary(
  name: SubjectName,
  dir: string,
  filled: string,
): Promise<Primary | { missing: string }> {
  if (name !== "turso") return startSqldPrimary(dir, filled);
  const binary = tursodbBinary();
  if ("missing" in binary) return binary;
  await mkdir(dir, { recursive: true });
  const file = join(dir, "primary.db");
  await plainCopy(file, filled);
  return startTursodb(binary.path, file, join(dir, "tursodb.log"));
}

import { ConfigProblem } from "@mikro-dash/service/variables";
import { doctor } from "./doctor.ts";
import { migrateDatabases } from "./migrate.ts";
import { pair } from "./pair.ts";

const VERBS: Readonly<Record<string, { readonly help: string; readonly run: () => Promise<void> }>> = {
  migrate: {
    help: "brings the cloud database (and the mirror's) to this version's schema",
    run: () => migrateDatabases(process.env, console.log),
  },
  doctor: {
    help: "compares local.db and the replica with the cloud database; changes nothing; ends with 1 when they differ",
    run: async () => {
      if (!(await doctor(process.env, console.log))) process.exitCode = 1;
    },
  },
  pair: {
    help: "prints a link that pairs one phone; local-api must be running",
    run: () => pair(process.env, console.log),
  },
};

const HELP = [
  "usage: mikro-dash <verb>",
  "",
  ...Object.entries(VERBS).map(([verb, { help }]) => `  ${verb.padEnd(10)} ${help}`),
].join("\n");

const [verb = "help"] = process.argv.slice(2);
if (["help", "--help", "-h"].includes(verb)) {
  console.log(HELP);
} else {
  const command = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (command === undefined)
    fail(
      `There is no verb ${JSON.stringify(verb)}; there are ${new Intl.ListFormat("en").format(Object.keys(VERBS))}.`,
    );
  await command.run().catch((error: unknown) => {
    if (error instanceof ConfigProblem || error instanceof Error) fail(error.message);
    throw error;
  });
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

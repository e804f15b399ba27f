import { registerHooks } from "node:module";

/** Loaded before a program (`--import`): says on stderr from which packages it loads anything, by `import` or `require`. */
const told = new Set<string>();

registerHooks({
  load(url, context, next) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name !== undefined && !told.has(name)) {
      told.add(name);
      process.stderr.write(`loads ${name}\n`);
    }
    return next(url, context);
  },
});

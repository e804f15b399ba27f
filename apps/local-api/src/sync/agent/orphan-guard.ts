import { workerData } from "node:worker_threads";

/** In a thread of its own, as the main one may be stuck in `sync()`: ends the agent when its local-api is gone. */
const LOOK_EVERY_MS = 500;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, "SIGKILL");
}, LOOK_EVERY_MS);

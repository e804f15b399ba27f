import { aShop, accepted } from "./testing/shop.ts";
import { pauseSession } from "./sessions/pause-session.ts";
import { resumeSession } from "./sessions/resume-session.ts";
const shop = await aShop();
await shop.client.execute("PRAGMA journal_mode=WAL");
if (process.env.FULL) await shop.client.execute("PRAGMA synchronous = FULL");
const ss = [];
for (let i = 0; i < 10; i++) ss.push(await shop.session(await shop.station("S" + i)));
const times: number[] = [];
let m = 1;
for (let i = 0; i < 400; i++) {
  const s = ss[i % 10]!;
  if (i % 10 === 0) shop.clock.set((m += 0.01));
  const t = performance.now();
  accepted(await (Math.floor(i / 10) % 2 === 0 ? pauseSession : resumeSession)({ sessionId: s }, shop.ctx));
  if (i >= 50) times.push(performance.now() - t);
}
const u = process.cpuUsage();
times.sort((a, b) => a - b);
console.log("p50", times[Math.floor(times.length / 2)]!.toFixed(2), "p99", times[Math.floor(times.length * 0.99)]!.toFixed(2), "cpu total", (u.user + u.system) / 1000);
await shop.stop();

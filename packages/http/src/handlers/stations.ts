import { listConsoles } from "@mikro-dash/use-cases/consoles/list-consoles";
import { createStation } from "@mikro-dash/use-cases/stations/create-station";
import { deleteStation } from "@mikro-dash/use-cases/stations/delete-station";
import { getBoard } from "@mikro-dash/use-cases/stations/get-board";
import { listStations } from "@mikro-dash/use-cases/stations/list-stations";
import { updateStation } from "@mikro-dash/use-cases/stations/update-station";
import type { HandlersOf } from "./handlers-of.ts";

export const stationHandlers = {
  getBoard,
  listStations,
  listConsoles,
  createStation: ({ body: { at: _, ...said } }, ctx) => createStation(said, ctx),
  updateStation: ({ params, body }, ctx) => updateStation({ ...body, ...params }, ctx),
  deleteStation: ({ params }, ctx) => deleteStation(params, ctx),
} satisfies HandlersOf<
  "getBoard" | "listStations" | "listConsoles" | "createStation" | "updateStation" | "deleteStation"
>;

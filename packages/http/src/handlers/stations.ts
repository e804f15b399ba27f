import { listConsoles } from "@mikro-dash/use-cases/consoles/list-consoles";
import { listStationInternet } from "@mikro-dash/use-cases/consoles/list-station-internet";
import { setStationInternet } from "@mikro-dash/use-cases/consoles/set-station-internet";
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
  listStationInternet,
  setStationInternet: ({ params, body: { at: _, ...said } }, ctx) =>
    setStationInternet({ ...said, stationId: params.id }, ctx),
  createStation: ({ body: { at: _, ...said } }, ctx) => createStation(said, ctx),
  updateStation: ({ params, body }, ctx) => updateStation({ ...body, ...params }, ctx),
  deleteStation: ({ params }, ctx) => deleteStation(params, ctx),
} satisfies HandlersOf<
  | "getBoard"
  | "listStations"
  | "listConsoles"
  | "listStationInternet"
  | "setStationInternet"
  | "createStation"
  | "updateStation"
  | "deleteStation"
>;

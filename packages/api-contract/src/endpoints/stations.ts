import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command } from "../schemas/body.ts";
import { stationId } from "../schemas/ids.ts";
import { board, consoles, station, stationInternet } from "../schemas/station.ts";
import { listOf, macAddress, name, rate } from "../schemas/units.ts";

const common = { tag: "stations", where: "both", auth: "device" } as const;
const ofStation = z.object({ id: stationId });
const optional = {
  macAddress: macAddress.nullable().exactOptional(),
  hourlyRateMulti: rate.nullable().exactOptional(),
  sortOrder: z.int().min(-10_000).max(10_000).exactOptional(),
  outOfOrder: z.boolean().exactOptional(),
} as const;

const getBoard = endpoint({
  ...common,
  method: "GET",
  path: "/board",
  summary: "Every station with its open session: the home screen in one answer",
  status: 200,
  response: board,
  errors: [],
});

const listStations = endpoint({
  ...common,
  method: "GET",
  path: "/stations",
  summary: "Stations",
  status: 200,
  response: z.object({ items: listOf(station) }).meta({ id: "Stations" }),
  errors: [],
});

const listConsoles = endpoint({
  ...common,
  method: "GET",
  path: "/consoles",
  summary: "Which consoles are on, and how long they were without a session",
  status: 200,
  response: consoles,
  errors: ["ROUTER_UNAVAILABLE"],
});

const listStationInternet = endpoint({
  ...common,
  where: "local",
  method: "GET",
  path: "/stations/internet",
  summary: "Which consoles reach the internet, from the router or from the last look at it",
  status: 200,
  response: z.object({ items: listOf(stationInternet) }).meta({ id: "StationsInternet" }),
  errors: [],
});

const setStationInternet = endpoint({
  ...common,
  where: "local",
  method: "POST",
  path: "/stations/:id/internet",
  summary: "Cut the console of a station off the internet, or let it through again; answers how it is then",
  params: ofStation,
  body: z.object({ ...command, allowed: z.boolean() }),
  status: 200,
  response: stationInternet,
  errors: ["STATION_WITHOUT_ADDRESS", "CONSOLE_NOT_SEEN", "ID_REUSED", "ROUTER_REFUSED"],
});

const createStation = endpoint({
  ...common,
  method: "POST",
  path: "/stations",
  summary: "Add a station",
  body: z.object({ ...command, name, nameAr: name, hourlyRate: rate, ...optional }),
  status: 201,
  response: station,
  errors: ["ID_REUSED"],
});

const updateStation = endpoint({
  ...common,
  method: "PATCH",
  path: "/stations/:id",
  summary: "Change a station; running sessions keep the rate they started with",
  params: ofStation,
  body: z.object({
    name: name.exactOptional(),
    nameAr: name.exactOptional(),
    hourlyRate: rate.exactOptional(),
    ...optional,
  }),
  status: 200,
  response: station,
  errors: [],
});

const deleteStation = endpoint({
  ...common,
  method: "DELETE",
  path: "/stations/:id",
  summary: "Remove a station that nobody plays on",
  params: ofStation,
  status: 200,
  response: z.object({ id: stationId, deleted: z.literal(true) }).meta({ id: "DeletedStation" }),
  errors: ["STATION_IN_USE"],
});

export const stationEndpoints = {
  getBoard,
  listStations,
  listConsoles,
  listStationInternet,
  setStationInternet,
  createStation,
  updateStation,
  deleteStation,
} as const;

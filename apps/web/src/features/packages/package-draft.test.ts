import { expect, test } from "vitest";
import { readPackage } from "./package-draft.ts";

const aDraft = { name: "Day", nameAr: "يوم", price: "10", gigabytes: "1.5", hours: "24", profile: "default" };

test("given pounds, gigabytes and hours, when read, then they are piasters, bytes and seconds", () => {
  expect(readPackage(aDraft)).toMatchObject({ price: 1000, bytesLimit: 1_610_612_736, timeLimit: 86_400 });
});

test("given empty limits, when read, then they are unlimited", () => {
  expect(readPackage({ ...aDraft, gigabytes: " ", hours: "" })).toMatchObject({
    bytesLimit: null,
    timeLimit: null,
  });
});

test("given one name, when read, then it stands for both", () => {
  expect(readPackage({ ...aDraft, name: "" })).toMatchObject({ name: "يوم", nameAr: "يوم" });
});

test("given something that is no number, zero, or no name, when read, then there is no package", () => {
  const wrong = [
    { gigabytes: "lots" },
    { hours: "0" },
    { price: "" },
    { name: "", nameAr: "" },
    { profile: " " },
  ];
  expect(wrong.map((change) => readPackage({ ...aDraft, ...change }))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

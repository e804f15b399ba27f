import { expect, test } from "vitest";
import { loginLink, qrContent } from "./qr-content.ts";

test.each([
  ["10.5.50.1", "http://10.5.50.1/login?username=AB23&password=AB23"],
  [" wifi.cafe ", "http://wifi.cafe/login?username=AB23&password=AB23"],
  ["https://wifi.cafe/in.html?dst=x#top", "https://wifi.cafe/in.html?dst=x&username=AB23&password=AB23"],
  ["HTTP://WIFI.cafe:8080/", "http://wifi.cafe:8080/login?username=AB23&password=AB23"],
])("given the login page %s, when a code is put into its link, then it is %s", (address, link) => {
  expect(loginLink(address, "AB23")).toBe(link);
});

test.each(["", "  ", "two words", "http://", "ftp:/x y"])(
  "given %j instead of an address, when a link is wanted, then there is none",
  (address) => {
    expect(loginLink(address, "AB23")).toBeNull();
  },
);

test("given a code with signs of its own, when it is put into a link, then they are kept", () => {
  const link = loginLink("10.5.50.1", "a&b=ض");
  expect(new URL(String(link)).searchParams.get("password")).toBe("a&b=ض");
});

const about = { code: "AB23", address: "10.5.50.1", ssid: 'كافيه; "نجوم"' };

test("given a network, when a phone is to join it, then its name is escaped as the WIFI text wants it", () => {
  expect(qrContent("wifi", about)).toBe('WIFI:T:nopass;S:كافيه\\; \\"نجوم\\";;');
});

test("given no network, no address, or no wish, when a picture is wanted, then there is none", () => {
  expect(qrContent("wifi", { ...about, ssid: null })).toBeNull();
  expect(qrContent("login", { ...about, address: "" })).toBeNull();
  expect(qrContent("none", about)).toBeNull();
});

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The page uses the contract's methods and paths; its schemas parse only on the servers, and would bring zod along
 * (25 KB gz of the 170 that a phone may load before the board). Here they become an object that answers to everything.
 */
function contractWithoutParsers(): Plugin {
  const importsZod = 'import * as z from "zod";';
  return {
    name: "contract-without-parsers",
    apply: "build",
    transform(code, id) {
      if (!id.includes("/api-contract/src/") || !code.includes(importsZod)) return;
      const silent =
        "const z = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : z), apply: () => z });";
      return { code: code.replace(importsZod, silent), map: null };
    },
  };
}

/** What every screen needs, in one file: a phone on 4G pays for each request. */
const SHARED =
  /web\/src\/(api|clock|live|errors)\/|web\/src\/ui\/(button|money|states|segmented|field|class-names|notify|use-media)|web\/src\/i18n\/(format|plural|locale|i18n|preferences|parse-amount)/;

/** `dev` talks to a running local-api; the built files are served by local-api itself, or by any static host. */
export default defineConfig({
  plugins: [react(), tailwindcss(), contractWithoutParsers()],
  build: {
    target: "es2023",
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "domain", test: /packages\/(domain|api-contract)\/src\//, priority: 3 },
            { name: "shared", test: SHARED, priority: 1 },
            { name: "icons", test: /node_modules\/lucide-react\//, priority: 2 },
            { name: "vendor", test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 2 },
            { name: "base-ui", test: /node_modules\/(@base-ui|@floating-ui|tabbable)\//, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `dev` talks to a running local-api; the built files are served by local-api itself, or by any static host. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { target: "es2023", reportCompressedSize: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});

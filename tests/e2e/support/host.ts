// A host that serves files and does nothing else, as GitHub Pages does: unknown addresses get `404.html` with status
// 404, under a sub-path if wanted. A test starts it and can stop it, as a network goes away.
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import type { AddressInfo } from "node:net";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

export interface Host {
  /** The address of the application, with a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

/** Serves the files of `dir` under `base`, on `port` or any free one. */
export async function host(dir: string, base = "/", port = 0): Promise<Host> {
  const server: Server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : "404.html";
    const name = inside === "." || inside.endsWith("/") ? join(inside, "index.html") : inside;
    const file = await readFile(join(dir, name)).catch(() => null);
    const body = file ?? (await readFile(join(dir, "404.html")).catch(() => "not found"));
    const type = file ? (TYPES[extname(name)] ?? "application/octet-stream") : TYPES[".html"];
    response.writeHead(file ? 200 : 404, { "content-type": type, "cache-control": "max-age=600" });
    response.end(body);
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** The releases that `cargo xtask test` built: at the root of a host, and for `/sub/dir/`. */
export const site = process.env.VORONKA_SITE ?? "../../dist";
export const siteBelow = { dir: process.env.VORONKA_SITE_BELOW ?? "../../dist", base: "/sub/dir/" };

// The built site as some host might serve it: under a sub-path, with a strict policy, and nothing else beside it.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../dist/site/", import.meta.url));
export const PREFIX = "/some/sub/path/";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/**
 * Starts serving on a free port of this machine.
 *
 * @param {Record<string, string>} [extra] pages of a test beside the site's own, by their path under the prefix
 */
export async function serve(extra = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const headers = { "Content-Security-Policy": POLICY, "Cache-Control": "no-store" };
    const content = await find(pathname, extra);
    if (content === undefined) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("not here");
      return;
    }
    const type = TYPES[extname(pathname.endsWith("/") ? "index.html" : pathname)] ?? "application/octet-stream";
    response.writeHead(200, { ...headers, "Content-Type": type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    address: `http://127.0.0.1:${port}${PREFIX}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}

async function find(pathname, extra) {
  if (!pathname.startsWith(PREFIX)) return undefined;
  const path = decodeURIComponent(pathname.slice(PREFIX.length));
  if (path in extra) return extra[path];
  const file = normalize(join(FOLDER, path === "" || path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(FOLDER)) return undefined;
  return readFile(file).catch(() => undefined);
}

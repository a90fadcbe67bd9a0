// A real browser at the served site. Every visit fails when the page said anything on its console, threw, asked another host, or
// asked for something that is not there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { Stepper } from "./stepper.mjs";
import { serve } from "./site.mjs";

const PLACES = ["/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium"];

/** Starts the browser that `cargo xtask test` found, or the one that is usually there. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.BACKPROP_CHROMIUM ?? PLACES[0],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      // A full Chromium looks for its maker's hosts at every start.
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/**
 * @typedef {object} Visit
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [dark]
 * @property {number} [ratio] device pixels per CSS pixel
 * @property {boolean} [forced] the system chooses the colours
 * @property {boolean} [still] the visitor asked for reduced motion
 * @property {string} [path] under the site's address, fragment included
 * @property {boolean} [waits] whether to wait for the element (default: yes)
 */

/** What a test file needs: a server and a browser for all of its visits. */
export function tests(extra = {}) {
  let site;
  let browser;
  // Where no element ever gets ready, each further visit would only wait for nothing.
  let failures = 0;
  before(async () => {
    site = await serve(extra);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Another tab of nobody's history. */
  async function open({ width = 1280, height = 900, dark = false, forced = false, ratio = 1, still = false, path = "", waits = true } = {}) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: ratio,
      colorScheme: dark ? "dark" : "light",
      forcedColors: forced ? "active" : "none",
      reducedMotion: still ? "reduce" : "no-preference",
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const troubles = watch(page, site.origin);
    await page.goto(site.address + path);
    const stepper = new Stepper(page);
    if (waits) {
      assert.ok(failures < 2, "the element did not get ready in the visits before");
      failures += 1;
      await stepper.ready().catch((error) => {
        for (const trouble of troubles) console.error(trouble);
        return context.close().then(() => Promise.reject(error));
      });
      failures = 0;
    }
    return { page, stepper, troubles, close: () => context.close() };
  }

  /**
   * A test that is one visit to the page.
   *
   * @param {string} name
   * @param {Visit} options
   * @param {(stepper: Stepper, page: import("playwright-core").Page, open: (options?: Visit) => Promise<any>) => Promise<void>} body
   */
  function visit(name, options, body) {
    test(name, { timeout: 120_000 }, async () => {
      const opened = [];
      const another = async (more) => {
        opened.push(await open(more));
        return opened.at(-1);
      };
      try {
        const first = await another(options);
        await body(first.stepper, first.page, another);
        // What is on its way gets its chance to be seen.
        await first.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      } catch (error) {
        // What the page itself complained of is often the reason.
        for (const trouble of opened.flatMap(({ troubles }) => troubles)) console.error(`${name}: ${trouble}`);
        throw error;
      } finally {
        for (const { close } of opened) await close();
      }
      assert.deepEqual(opened.flatMap(({ troubles }) => troubles), []);
    });
  }

  return visit;
}

function watch(page, origin) {
  const troubles = [];
  page.on("console", (message) => troubles.push(`console ${message.type()}: ${message.text()} (${message.location().url})`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.stack ?? error}`));
  page.on("crash", () => troubles.push("the page crashed"));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) troubles.push(`asked another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  return troubles;
}

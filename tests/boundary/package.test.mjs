// What is in the package, and how it starts.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { folder, folderPath, init, lessons, manifest, Trainer } from "./package.mjs";

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.path, entry.name).slice(folderPath.length).replaceAll("\\", "/"));

test("there is exactly one .wasm file, and every file the manifest names exists", () => {
  assert.equal(files.filter((file) => file.endsWith(".wasm")).length, 1);
  const named = [manifest.main, manifest.types, ...manifest.sideEffects, "README.md", "LICENSE-MIT", "LICENSE-APACHE"];
  for (const target of Object.values(manifest.exports)) {
    named.push(...(typeof target === "string" ? [target] : Object.values(target)));
  }
  for (const name of named.filter((name) => !name.includes("*"))) {
    assert.ok(existsSync(new URL(name, folder)), `${name} is missing`);
  }
  assert.equal(Object.keys(manifest.exports["."])[0], "types", "a condition after `default` is never looked at");
});

test("npm pack takes all of it", () => {
  const report = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folderPath,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const parsed = JSON.parse(report);
  const [packed] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  assert.deepEqual(packed.files.map((file) => file.path).sort(), [...files].sort());
});

test("the modules name no host, and refer to their neighbours by relative paths that exist", () => {
  for (const file of files.filter((file) => file.endsWith(".js"))) {
    const text = readFileSync(new URL(file, folder), "utf8");
    const imports = /^(?:import|export)\b(?:[^;"=]*\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;
    for (const [, named, asked] of text.matchAll(imports)) {
      const target = named ?? asked;
      if (target.startsWith("node:")) continue;
      assert.match(target, /^\.\.?\//, `${file} imports ${target}`);
      assert.ok(existsSync(new URL(target, new URL(file, folder))), `${file} imports ${target}, which is not there`);
    }
    for (const [, target] of text.matchAll(/new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g)) {
      assert.ok(existsSync(new URL(target, new URL(file, folder))), `${file} points to ${target}, which is not there`);
    }
  }
});

test("the main entry needs no DOM", () => {
  assert.equal(typeof globalThis.document, "undefined");
  assert.equal(typeof globalThis.HTMLElement, "undefined");
  assert.equal(typeof Trainer, "function");
});

test("init may be called again, whatever it is given, and logs nothing", async () => {
  const said = [];
  const kept = {};
  for (const name of ["log", "info", "warn", "error", "debug", "trace"]) {
    kept[name] = console[name];
    console[name] = (...words) => said.push([name, ...words]);
  }
  try {
    const wasm = new URL("pkg/backprop_stepper_bg.wasm", folder);
    await init();
    await init(wasm);
    await init(readFileSync(wasm));
    await init(new Uint8Array(readFileSync(wasm)).buffer);
    await init(new Response(readFileSync(wasm)));
  } finally {
    Object.assign(console, kept);
  }
  assert.deepEqual(said, []);
});

test("each way of starting works in a fresh process and logs nothing", () => {
  const entry = new URL(manifest.main, folder).href;
  const wasm = new URL("pkg/backprop_stepper_bg.wasm", folder).href;
  const bytes = `readFileSync(new URL(${JSON.stringify(wasm)}))`;
  // Valid, with nothing in it.
  const empty = "new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])";
  const refused = "(error) => { if (!/expected the WebAssembly module of this package/.test(error.message)) throw error; }";
  const ways = {
    "no argument": "await init();",
    address: `await init(new URL(${JSON.stringify(wasm)}));`,
    bytes: `await init(readFileSync(new URL(${JSON.stringify(wasm)})));`,
    buffer: `const file = readFileSync(new URL(${JSON.stringify(wasm)})); await init(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));`,
    "an answer that does not say what it is": `await init(new Response(${bytes}));`,
    "an answer that does": `await init(new Response(${bytes}, { headers: { "Content-Type": "application/wasm" } }));`,
    "an answer that says something else": `await init(Promise.resolve(new Response(${bytes}, { headers: { "Content-Type": "text/html" } })));`,
    "a module": `await init(new WebAssembly.Module(${bytes}));`,
    "after another module": `await init(${empty}).then(() => process.exit(3), ${refused}); await init();`,
    "after an answer with another module": `await init(new Response(${empty})).then(() => process.exit(3), ${refused}); await init(${bytes});`,
    "at the same time as another module": `const first = init(${empty}); const second = init(); await first.then(() => process.exit(3), ${refused}); await second;`,
    "after something else altogether": "for (const given of [5, {}, [], 'no address at all', false]) await init(given).then(() => process.exit(3), () => {}); await init();",
    "after a failure": "await init(new Uint8Array([1, 2, 3])).then(() => process.exit(3), () => {}); await init();",
  };
  for (const [way, start] of Object.entries(ways)) {
    const program = `
      import { readFileSync } from "node:fs";
      import init, { Trainer } from ${JSON.stringify(entry)};
      ${start}
      process.stdout.write(String(Trainer.fromLesson("article").forward()));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    assert.equal(stderr, "", way);
    assert.equal(stdout, String(Trainer.fromLesson("article").forward()), way);
  }
});

test("lessons are data: titled, valid, and nobody's to change", () => {
  const ids = lessons().map((lesson) => lesson.id);
  assert.deepEqual(ids.slice(0, 2), ["article", "article-2"]);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, title, config } of lessons()) {
    assert.ok(title.length > 0, `${id} has no title`);
    assert.equal(new Trainer(config).forward(), Trainer.fromLesson(id).forward());
    assert.equal(new Trainer(JSON.parse(JSON.stringify(config))).forward(), Trainer.fromLesson(id).forward());
  }
  lessons()[0].config.network.inputs = 99;
  assert.equal(lessons()[0].config.network.inputs, 2);
});

test("the types declare what the main entry exports", async () => {
  const engine = await import(new URL(manifest.exports["."].default, folder).href);
  const types = readFileSync(new URL(manifest.exports["."].types, folder), "utf8");
  const declared = /^export \{ (.*) \} from/m.exec(types)?.[1]?.split(", ") ?? [];
  assert.deepEqual([...declared, "default"].sort(), Object.keys(engine).sort());
});

test("the types compile in a strict project that checks its libraries and knows no browser", () => {
  const compiler = new URL("../node_modules/typescript/bin/tsc", import.meta.url);
  const types = ["engine.d.ts", "define.d.ts"].map((name) => `${folderPath}/${name}`);
  const settings = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022", "--module", "nodenext", "--types", "", "--ignoreConfig"];
  execFileSync(process.execPath, [compiler.pathname, ...settings, ...types], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
});

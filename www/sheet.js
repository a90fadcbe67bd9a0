// @ts-check
/**
 * The page for printing: the update that the fragment names, worked out or as a worksheet. The fragment is the one of
 * the stepper's page; which form it has stands in the query.
 */
import { open } from "./address.js";
import { DisplayChoice } from "./display-choice.js";
import init, { lessons, Trainer } from "./engine.js";
import { format } from "./fragment.js";
import { settle } from "./formula.js";
import { h, labelled, select } from "./markup.js";
import { loadMathFont } from "./math-font.js";
import { keepTheme } from "./page-theme.js";
import { paper } from "./paper.js";
import { download } from "./saving.js";

/**
 * `files` is what the names of the file formats begin with.
 *
 * @type {Record<string, { text: string, forms: ("worked" | "worksheet" | "answers")[], files: string }>}
 */
const KINDS = {
  worked: { text: "Worked out", forms: ["worked"], files: "" },
  worksheet: { text: "Worksheet, then its answers", forms: ["worksheet", "answers"], files: "worksheet-" },
  blank: { text: "Worksheet alone", forms: ["worksheet"], files: "worksheet-" },
  answers: { text: "Answers alone", forms: ["answers"], files: "worksheet-" },
};
const USUAL = "worked";

const state = /** @type {HTMLElement} */ (document.querySelector("#state"));
const sheets = /** @type {HTMLElement} */ (document.querySelector("#sheets"));
const back = /** @type {HTMLAnchorElement} */ (document.querySelector("#back"));
const theme = /** @type {HTMLSelectElement} */ (document.querySelector("#theme"));

/** How wide the network is drawn, in CSS pixels. */
const WIDTH = 560;
/** A text alternative of more lines nobody listens to. */
const MOST_LINES = 60;
/** For paper, on which nothing is looked at just now: what is computed and read is in the inks of the rest. */
const INKS = {
  surface: "#ffffff",
  ink: "#000000",
  muted: "#444444",
  line: "#8a929c",
  computed: "#5a626d",
  read: "#000000",
  done: "#000000",
  positive: "#0b6b62",
  negative: "#b83d0a",
  // The letters an SVG document is measured in: in wider ones, scripts would lie on their names.
  font: "Arial, Helvetica, 'Liberation Sans', sans-serif",
};

/** @type {Trainer | undefined} */
let trainer;
const asked = new URLSearchParams(location.search).get("form") ?? USUAL;
let kind = Object.hasOwn(KINDS, asked) ? asked : USUAL;

const options = Object.entries(KINDS).map(([name, { text }]) => /** @type {[string, string]} */ ([name, text]));
const kinds = select(options, kind, (chosen) => {
  kind = chosen;
  show();
});
const previous = button("Previous update", () => go(-1));
const next = button("Next update", () => go(1));
const print = button("Print", () => window.print());
const files = [button("Save as LaTeX", () => save("latex")), button("Save as Markdown", () => save("markdown"))];

keepTheme(theme);
theme.parentElement?.removeAttribute("hidden");
loadMathFont();
document.querySelector("#tools")?.append(labelled("Form", kinds), previous, next, print, ...files);
enable();
init().then(read, fail);
addEventListener("hashchange", read);
addEventListener("resize", () => settle(sheets));

/** Opens what the fragment names; without one, the first lesson at its start. */
function read() {
  try {
    const found = open(location.hash || "#lesson=article", { lessons, fromMoment: (moment, lesson) => Trainer.fromMoment(moment, lesson) });
    // Another fragment leads to a place on this page.
    if (found === null) return;
    trainer?.free();
    trainer = found;
    new DisplayChoice().apply(found, false);
    show();
  } catch (error) {
    fail(error);
  }
}

/** @param {number} by updates on or back */
function go(by) {
  if (!trainer) return;
  const [update] = trainer.moment().position;
  try {
    trainer.seek(update + by);
    show();
  } catch {
    // There is none.
  }
}

function show() {
  if (!trainer) return;
  const one = trainer;
  const moment = one.moment();
  const fragment = `#${format(moment, one.lesson ?? null)}`;
  const query = kind === USUAL ? "" : `?form=${kind}`;
  history.replaceState(history.state, "", `${location.pathname}${query}${fragment}`);
  back.href = `index.html${fragment}`;
  const found = (KINDS[kind]?.forms ?? []).map((form) => one.sheet(form));
  sheets.replaceChildren(...found.map((sheet) => paper(sheet, picture(one, sheet.form))));
  document.title = `${found[0]?.title ?? "Sheet"}. Backprop Stepper`;
  state.classList.remove("wrong");
  state.textContent = `${found.map(({ title }) => title).join(". ")}.`;
  enable();
  settle(sheets);
}

/**
 * The network: before anything is computed, or with what the forward pass gives.
 *
 * @param {Trainer} trainer
 * @param {"worked" | "worksheet" | "answers"} form
 */
function picture(trainer, form) {
  if (form === "answers") return null;
  const [update, operation] = trainer.moment().position;
  trainer.seek(update);
  if (form === "worked") trainer.forward();
  const target = { svg: "" };
  const height = trainer.networkHeight(WIDTH);
  trainer.drawNetwork(target, WIDTH, height, 1, INKS);
  const lines = trainer.networkText();
  trainer.seek(update, operation);
  const alt = lines.length <= MOST_LINES ? lines.join("; ") : "The network";
  return h("img", { class: "network", src: `data:image/svg+xml,${encodeURIComponent(target.svg)}`, width: WIDTH, height, alt });
}

/** @param {string} language */
function save(language) {
  if (!trainer) return;
  const { name, media, text } = trainer.exportAs(`${KINDS[kind]?.files ?? ""}${language}`);
  download(name, new Blob([text], { type: `${media};charset=utf-8` }));
}

function enable() {
  for (const control of [kinds, print, next, ...files]) control.disabled = trainer === undefined;
  previous.disabled = trainer === undefined || trainer.moment().position[0] === (trainer.moment().config.state?.update ?? 0);
}

/** @param {unknown} error */
function fail(error) {
  trainer = undefined;
  sheets.replaceChildren();
  state.classList.add("wrong");
  state.textContent = `No sheet can be made: ${error instanceof Error ? error.message : error}`;
  enable();
}

/**
 * @param {string} text
 * @param {() => void} pressed
 */
function button(text, pressed) {
  return h("button", { type: "button", click: pressed }, text);
}

// @ts-check
/** The page around the element: lesson and theme, and the whole state in the address. */
import { BackpropStepper } from "./define.js";
import { lessons, Trainer } from "./engine.js";
import { fits, keepInAddress } from "./address.js";
import { format } from "./fragment.js";
import { keepTheme } from "./page-theme.js";

const element = /** @type {BackpropStepper} */ (document.querySelector("backprop-stepper"));
const lesson = /** @type {HTMLSelectElement} */ (document.querySelector("#lesson"));
const theme = /** @type {HTMLSelectElement} */ (document.querySelector("#theme"));

keepTheme(theme, (name) => element.setAttribute("theme", name));

/** The select names the lesson that is open, or that none is. */
function showLesson() {
  if (lesson.options.length === 0) {
    const all = lessons();
    lesson.append(group("Published examples", all.filter(({ source }) => source.length > 0)));
    lesson.append(group("Our own", all.filter(({ source }) => source.length === 0)));
    // Without the engine there is nothing to choose.
    for (const { parentElement } of [lesson, theme]) parentElement?.removeAttribute("hidden");
  }
  const open = element.trainer?.lesson ?? null;
  const own = lesson.querySelector("option[value='']");
  if (open !== null) own?.remove();
  else if (!own) lesson.prepend(new Option("a network of your own", ""));
  lesson.value = open ?? "";
}

/**
 * @param {string} label
 * @param {{ id: string, title: string }[]} lessons
 */
function group(label, lessons) {
  const group = document.createElement("optgroup");
  group.label = label;
  group.hidden = lessons.length === 0;
  group.append(...lessons.map(({ id, title }) => new Option(title, id)));
  return group;
}

lesson.addEventListener("change", () => {
  if (lesson.value) element.openLesson(lesson.value);
});
element.addEventListener("ready", showLesson);
keepInAddress(element, { lessons, fromMoment: (moment, lesson) => Trainer.fromMoment(moment, lesson) });

// The sheet is of the moment that is open when somebody goes there, in whatever way.
const sheet = /** @type {HTMLAnchorElement} */ (document.querySelector("#sheet"));
function aim() {
  const { trainer } = element;
  // What is too much for an address can only be taken along as a file.
  sheet.hidden = !trainer || !fits(trainer);
  if (trainer && !sheet.hidden) sheet.href = `sheet.html#${format(trainer.moment(), trainer.lesson ?? null)}`;
}
element.addEventListener("ready", aim);
for (const type of ["pointerenter", "pointerdown", "focus", "click"]) sheet.addEventListener(type, aim);

// The skip link leads to the element's own first stop.
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  element.focus();
});

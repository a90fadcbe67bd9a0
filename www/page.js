// @ts-check
/** The page around the element: lesson and theme, and the whole state in the address. */
import { BackpropStepper } from "./define.js";
import { lessons, Trainer } from "./engine.js";
import { keepInAddress } from "./address.js";

const THEME = "backprop-stepper:theme";

const element = /** @type {BackpropStepper} */ (document.querySelector("backprop-stepper"));
const lesson = /** @type {HTMLSelectElement} */ (document.querySelector("#lesson"));
const theme = /** @type {HTMLSelectElement} */ (document.querySelector("#theme"));

/** @param {string} name */
function setTheme(name) {
  theme.value = name;
  document.documentElement.dataset.theme = name;
  element.setAttribute("theme", name);
}

function rememberedTheme() {
  try {
    const name = localStorage.getItem(THEME) ?? "";
    return ["auto", "light", "dark"].includes(name) ? name : "auto";
  } catch {
    return "auto";
  }
}

theme.addEventListener("change", () => {
  setTheme(theme.value);
  try {
    localStorage.setItem(THEME, theme.value);
  } catch {
    // Then it holds for this visit only.
  }
});
setTheme(rememberedTheme());

/** The select names the lesson that is open, or that none is. */
function showLesson() {
  if (lesson.options.length === 0) {
    for (const { id, title } of lessons()) lesson.append(new Option(title, id));
    // Without the engine there is nothing to choose.
    for (const { parentElement } of [lesson, theme]) parentElement?.removeAttribute("hidden");
  }
  const open = element.trainer?.lesson ?? null;
  const own = lesson.querySelector("option[value='']");
  if (open !== null) own?.remove();
  else if (!own) lesson.prepend(new Option("a network of your own", ""));
  lesson.value = open ?? "";
}

lesson.addEventListener("change", () => {
  if (lesson.value) element.openLesson(lesson.value);
});
element.addEventListener("ready", showLesson);
keepInAddress(element, { lessons, fromMoment: (moment, lesson) => Trainer.fromMoment(moment, lesson) });

// The skip link leads to the element's own first stop.
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  element.focus();
});

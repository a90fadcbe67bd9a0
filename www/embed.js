// @ts-check
/** The element in somebody's frame: attributes from the query, the height told to whoever holds the frame. */
import { ATTRIBUTES } from "./attributes.js";
import "./define.js";

const element = document.createElement("backprop-stepper");
const query = new URLSearchParams(location.search);
for (const name of [...ATTRIBUTES, "lang"]) {
  const value = query.get(name);
  if (value !== null) element.setAttribute(name, value);
}
const theme = query.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;

let told = 0;
const watch = new ResizeObserver(() => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told || parent === window) return;
  told = height;
  // Anyone may frame this, and a height is no secret.
  parent.postMessage({ type: "backprop-stepper:resize", height }, "*");
});
// Before there is anything to see, or to complain of, the height is nobody's business: the frame would shut and open again.
for (const type of ["ready", "error"]) element.addEventListener(type, () => watch.observe(document.body), { once: true });

document.querySelector("main")?.append(element);

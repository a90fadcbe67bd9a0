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
document.querySelector("main")?.append(element);

let told = 0;
new ResizeObserver(() => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told || parent === window) return;
  told = height;
  // Anyone may frame this, and a height is no secret.
  parent.postMessage({ type: "backprop-stepper:resize", height }, "*");
}).observe(document.body);

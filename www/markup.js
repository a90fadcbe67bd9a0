// @ts-check
/** Elements from plain data. Text goes in as text: nothing here reads markup, except {@link math}. */

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Properties */

/**
 * An element. A property that is a function becomes a listener, `true` an empty attribute, `false` and `null` none.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * Formulas the engine typeset. They are the one thing that goes in as markup: the engine writes them itself, and
 * escapes every name in them.
 *
 * @param {string} source complete `<math>` elements
 * @returns {DocumentFragment}
 */
export function math(source) {
  const template = document.createElement("template");
  template.innerHTML = source;
  return document.importNode(template.content, true);
}

/**
 * A picture on a button: one path in a square of 20, in the colour of the text.
 *
 * @param {string} path
 * @returns {SVGSVGElement}
 */
export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/**
 * A label and its field, tied together without ids, so that any number of elements can share a page.
 *
 * @param {string} text
 * @param {HTMLElement} field
 * @param {string} [kind] class of the label
 * @returns {HTMLLabelElement}
 */
export function labelled(text, field, kind = "field") {
  return h("label", { class: kind }, h("span", { class: "label" }, text), field);
}

/**
 * A select.
 *
 * @param {[value: string, text: string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} onchange
 * @returns {HTMLSelectElement}
 */
export function select(options, chosen, onchange) {
  const element = h("select", { change: () => onchange(element.value) });
  for (const [value, text] of options) element.append(new Option(text, value, value === chosen, value === chosen));
  return element;
}

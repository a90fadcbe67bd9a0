// @ts-check
/**
 * Formulas that fit their box. MathML does not break lines, so a derivation is taken apart at the signs of its outermost
 * row: first at the relations into sides, which flow like words, then at plus and minus into terms, for a side that is
 * wider than the box. The engine puts into the outermost row what may be broken, and into a row of its own what may not.
 */
import { h, math } from "./markup.js";

const RELATION = /^[=\u2248]$/;
const SUM = /^[+\u2212-]$/;
const PRODUCT = /^[\u22c5\u2062]$/;
const ANY = /^[+\u2212\u22c5\u2062-]$/;
const FENCE = /^[()]$/;

/**
 * @param {string} source MathML
 * @param {string} kind class of the box
 * @returns {HTMLElement}
 */
export function formula(source, kind) {
  const box = h("div", { class: `formula ${kind}` });
  for (const element of math(source).children) {
    for (const side of parts([...row(element).childNodes], RELATION)) box.append(flow(parts(side, SUM)));
  }
  return box;
}

/**
 * @param {Node[]} nodes
 * @param {RegExp} sign
 * @returns {Node[][]} each but the first begins with the sign
 */
function parts(nodes, sign) {
  /** @type {Node[][]} */
  const found = [];
  for (const node of nodes) {
    const last = found.at(-1);
    if (last && (!isOperator(node, sign) || isPrefix(node))) last.push(node);
    else found.push([node]);
  }
  return found;
}

/**
 * @param {Node[][]} pieces
 * @returns {Element} a `<math>`, or several that flow
 */
function flow(pieces) {
  const [only, ...more] = pieces.map((nodes) => {
    const element = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
    element.setAttribute("displaystyle", "true");
    element.append(...nodes);
    return element;
  });
  return only && more.length === 0 ? only : h("span", { class: "flow" }, only, ...more);
}

/** How deep parentheses are opened. */
const DEEPEST = 5;

/**
 * Takes a product apart that is wider than its box, and then the parentheses in what still is. Only then: what is one
 * formula should be read as one.
 *
 * @param {HTMLElement} box
 */
function loosen(box) {
  const room = box.getBoundingClientRect().right;
  for (let depth = 0; depth < DEEPEST && overflows(box); depth += 1) {
    for (const element of box.querySelectorAll("math")) {
      if (element.getBoundingClientRect().right <= room) continue;
      const open = depth === 0 ? opened : unfenced;
      const pieces = parts([...element.childNodes].flatMap(open), depth === 0 ? PRODUCT : ANY);
      for (const [sign] of pieces.slice(1)) if (sign instanceof Element) sign.setAttribute("form", "infix");
      if (pieces.length > 1) element.replaceWith(flow(pieces));
      else element.replaceChildren(...pieces.flat());
    }
  }
}

/**
 * @param {Node} node
 * @returns {Node[]} what stands in it side by side, when it is nothing but a row
 */
function opened(node) {
  const fenced = node instanceof Element && isOperator(node.firstChild, FENCE);
  return isRow(node) && !fenced ? [...node.childNodes] : [node];
}

/**
 * @param {Node} node
 * @returns {Node[]} what stands in it, parentheses included, which keep their height
 */
function unfenced(node) {
  if (!isRow(node)) return [node];
  for (const fence of node.children) {
    if (!isOperator(fence, FENCE)) continue;
    const height = `${fence.getBoundingClientRect().height}px`;
    for (const name of ["minsize", "maxsize"]) fence.setAttribute(name, height);
  }
  return [...node.childNodes];
}

/** @param {Node} node @returns {node is Element} */
function isRow(node) {
  return node instanceof Element && node.localName === "mrow" && !node.hasAttribute("data-subject");
}

/**
 * The innermost element that holds the whole formula side by side.
 *
 * @param {Element} element
 * @returns {Element}
 */
function row(element) {
  const only = element.children.length === 1 ? element.children[0] : undefined;
  return only && (only.localName === "mrow" || only.localName === "mstyle") ? row(only) : element;
}

/**
 * @param {Node | null} node
 * @param {RegExp} sign
 */
function isOperator(node, sign) {
  return node instanceof Element && node.localName === "mo" && sign.test(node.textContent?.trim() ?? "");
}

/** The minus of a negative number. @param {Node} node */
function isPrefix(node) {
  return node instanceof Element && node.getAttribute("form") === "prefix";
}

/**
 * Called once it is laid out: makes formulas fit that can be made to, and every box that still has to scroll, and no
 * other, reachable by keyboard.
 *
 * @param {ParentNode} root
 */
export function settle(root) {
  for (const box of root.querySelectorAll(".formula, pre, .scrolls")) {
    if (!(box instanceof HTMLElement) || box.clientWidth === 0) continue;
    if (overflows(box) && box.classList.contains("formula")) loosen(box);
    // One can go there for its symbols anyway.
    if (box.hasAttribute("data-walk")) continue;
    if (!overflows(box) && !isHigher(box)) {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    } else if (!box.hasAttribute("tabindex")) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.localName === "pre" ? "Code" : box.classList.contains("formula") ? "Formula" : "Table");
    }
  }
}

/** Only programs have a height of their own. @param {HTMLElement} box */
function isHigher(box) {
  return box.localName === "pre" && box.scrollHeight > box.clientHeight + 1;
}

/** @param {HTMLElement} box */
function overflows(box) {
  return box.scrollWidth > box.clientWidth + 1;
}

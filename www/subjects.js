// @ts-check
/**
 * What a symbol stands for, as text: `kind:quantity:layer:unit:input:sample`, for settings other than the learning
 * rate `:name` too, the form of the `data-subject` attributes that the engine writes into formulas. In a pattern, a field that
 * is `*` may be anything: `weight:value:0:*:*:` stands for a whole matrix.
 */

/** @typedef {import("./engine.js").Subject} Subject */

/**
 * @param {Subject} subject
 * @returns {string} the exact number that is meant
 */
export function key(subject) {
  const { kind, quantity, layer, unit, input, sample, setting } = subject;
  const place = [kind, quantity, layer ?? "", unit ?? "", input ?? "", sample ?? ""];
  return (setting === null ? place : [...place, setting]).join(":");
}

/**
 * @param {string} subject a key
 * @returns {string} the thing that is meant, whichever of its numbers: what a picture shows in one place
 */
export function thing(subject) {
  const [kind, , layer, unit, input, , setting] = subject.split(":");
  const place = [kind, layer, unit, input];
  return (setting ? [...place, setting] : place).join(":");
}

/** In a formula, what stands behind the first equals sign: it is put in there, also where it is renewed by it. */
const PUT_IN = ".derivation .numbers *, .symbols > :not(:first-child) *, .figure .numbers > :not(:last-child) *";

/**
 * Marks everything under `root` that stands for what is computed or read. An old weight has the key of the new one: on
 * the right side of a formula it is read.
 *
 * @param {ParentNode} root
 * @param {Subject | null} computed
 * @param {Subject[]} reads
 */
export function markRoles(root, computed, reads) {
  const computedKey = computed ? key(computed) : null;
  const readKeys = new Set(reads.map(key));
  for (const element of root.querySelectorAll("[data-subject]")) {
    const own = element.getAttribute("data-subject") ?? "";
    const isRead = readKeys.has(own);
    // An error is written in several ways in a row, each of which is the result; only an old number is put in.
    const computed = own === computedKey && !(isRead && element.matches(PUT_IN));
    element.classList.toggle("computed", computed);
    element.classList.toggle("read", !computed && isRead);
  }
}

/**
 * Marks everything under `root` that stands for the thing that is pointed at, or holds it, or is part of it; of a batch,
 * what belongs to the same sample, or to none.
 *
 * @param {ParentNode} root
 * @param {string | null} subject a key or a pattern
 */
export function markPointed(root, subject) {
  const pointed = subject === null ? null : place(subject);
  for (const element of root.querySelectorAll("[data-subject]")) {
    const own = element.getAttribute("data-subject") ?? "";
    element.classList.toggle("pointed", pointed !== null && agree(place(own), pointed));
  }
}

/**
 * @param {string} subject a key or a pattern
 * @returns {string[]} the thing that is meant, and of which sample: what belongs to none goes with each
 */
function place(subject) {
  return [...thing(subject).split(":"), subject.split(":")[5] || "*"];
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
function agree(one, other) {
  return one.length === other.length && one.every((field, index) => field === other[index] || field === "*" || other[index] === "*");
}

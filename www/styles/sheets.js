// @ts-check
/**
 * The style sheets of the element. They are text in modules, because a strict policy refuses `<style>` in a shadow root,
 * and a fetched file would come too late for the first paint (and, from another host, perhaps not at all).
 */
import code from "./code.js";
import compare from "./compare.js";
import controls from "./controls.js";
import data from "./data.js";
import layout from "./layout.js";
import lesson from "./lesson.js";
import matrix from "./matrix.js";
import predict from "./predict.js";
import setup from "./setup.js";
import step from "./step.js";
import tables from "./tables.js";
import take from "./take.js";
import tokens from "./tokens.js";

/** @type {CSSStyleSheet[] | undefined} */
let made;

/** @returns {CSSStyleSheet[]} shared by all elements of the page */
export function sheets() {
  made ??= [tokens, layout, controls, step, tables, data, lesson, compare, setup, matrix, code, predict, take].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}
